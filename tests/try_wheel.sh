#!/bin/sh
# Installs a wheel in a fresh environment, leaves the checkout, and asks the tool what it was built to answer:
# a data file or a dependency that is missing from the wheel fails here.
set -eu
wheel=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
python3 -m venv "$away/env"
"$away/env/bin/python" -m pip install --quiet --disable-pip-version-check "$wheel"
cd "$away"
unset PYTHONPATH DIALOGUE_DATA DIALOGUE_TODAY
XDG_CACHE_HOME=$away/cache
export XDG_CACHE_HOME
PATH=$away/env/bin:$PATH
set -x
dialogue list --partner Pakistan
dialogue search migration
dialogue show --evidence eu-central-asia-summit-1
dialogue check --strict
dialogue export parquet -o out.parquet 2>&1 | grep "pip install 'dialogue-cli\[parquet\]'"
"$away/env/bin/python" -m pip install --quiet --disable-pip-version-check "$wheel[parquet]"
for format in $(dialogue export --list | cut -f1); do
  dialogue export "$format" -q -o "out.$format"
  test -s "out.$format"
done
dialogue brief -q >/dev/null
for shell in bash zsh fish; do dialogue completion "$shell" >/dev/null; done
test -s env/share/man/man1/dialogue.1
