# The same verbs for a person and for CI. `make all` is what must pass before a change is done.
PYTHON ?= python

.PHONY: all setup test lint format types wheel clean

all: lint types test wheel

setup:  ## install the project for work on it
	$(PYTHON) -m pip install -e '.[dev]'

test:  ## run the tests
	$(PYTHON) -m pytest

lint:  ## look for mistakes and untidy code
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

format:  ## tidy the code
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

types:  ## check the types, strictly, of all of src
	$(PYTHON) -m mypy

wheel:  ## build the wheel and try it in a fresh environment, away from the checkout
	rm -rf dist
	$(PYTHON) -m build --wheel --outdir dist .
	sh tests/try_wheel.sh dist/*.whl

clean:
	rm -rf dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
