# The same verbs for a person and for CI. `make all` is what must pass before a change is done.
PYTHON ?= python

.PHONY: all setup test quick lint format types man reference pictures docs wheel cover audit sbom clean

all: lint types test docs wheel

setup:  ## install the project for work on it
	$(PYTHON) -m pip install -e '.[dev]'

test:  ## run the tests, on all cores
	$(PYTHON) -m pytest -n auto --dist worksteal

quick:  ## run those that need no other program and do not take long
	$(PYTHON) -m pytest -n auto --dist worksteal -m "not outside and not long"

cover:  ## run the tests, and show which lines and branches of src/ none of them reaches
	$(PYTHON) -m pytest -n auto --dist worksteal --cov

lint:  ## look for mistakes and untidy code
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

format:  ## tidy the code
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

types:  ## check the types, strictly, of all of src
	$(PYTHON) -m mypy

man:  ## write the man page with Sphinx, out of the program itself
	mkdir -p man
	$(PYTHON) docs/tools/manual.py man > man/dialogue.1.new
	mv man/dialogue.1.new man/dialogue.1

reference:  ## write the command reference, out of the program itself
	$(PYTHON) docs/tools/manual.py reference > docs/commands.md.new
	mv docs/commands.md.new docs/commands.md

pictures:  ## draw what README.md and docs/ show (needs chromium)
	$(PYTHON) docs/pictures.py

docs:  ## make the documentation, in docs/_build/html
	$(PYTHON) -m sphinx -q -W --keep-going -b html docs docs/_build/html

wheel:  ## build the wheel and try it in a fresh environment, away from the checkout
	rm -rf dist
	$(PYTHON) -m build --wheel --outdir dist .
	sh tests/try_wheel.sh dist/*.whl

# What a person gets who installs the program with all that it can read and write, and nothing else.
build/installed: pyproject.toml
	rm -rf $@
	$(PYTHON) -m venv --without-pip $@
	$(PYTHON) -m pip --python $@ install --quiet '.[parquet,pdf,xlsx]'
	touch $@

audit: build/installed  ## ask for advisories about the packages that the program needs
	$(PYTHON) .ci/audit.py $<

sbom: build/installed  ## write the software bill of materials, dist/dialogue-cli.cdx.json (CycloneDX)
	mkdir -p dist
	$(PYTHON) -m cyclonedx_py environment $< --pyproject pyproject.toml --output-format JSON \
	    --output-reproducible --output-file dist/dialogue-cli.cdx.json

clean:
	rm -rf dist build docs/_build .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.*
