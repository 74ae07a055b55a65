# make serve   open the sample site        make test      everything a change must pass
# make build   write it to site/           make test-all  the long matrix
# make messages, make pictures, make golden, make bench: see generator/CONTRIBUTING.md
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: serve build test test-all test-faults lint browser messages pictures golden bench bench-history bench-serve clean

serve: $(READY)
	$(BIN)/goalbook serve

build: $(READY)
	$(BIN)/goalbook build

test: $(READY) browser lint
	$(BIN)/pytest -n 2

test-all: $(READY) browser lint
	$(BIN)/python generator/tools/test_all.py

test-faults: $(READY)
	$(BIN)/python tests/faults/run.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers 2
	$(BIN)/lint-imports --no-logo

browser: $(READY)
	$(BIN)/python generator/tools/browser.py

messages: $(READY)
	$(BIN)/python generator/tools/messages.py

pictures: $(READY) browser
	$(BIN)/python generator/tools/pictures.py

golden: $(READY)
	$(BIN)/pytest --update-golden

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[dev,measure]'
	$(BIN)/python tests/benchmarks/run.py
	$(BIN)/python tests/benchmarks/tables.py

bench-history: $(READY)
	$(BIN)/python tests/benchmarks/history.py

bench-serve: $(READY)
	$(BIN)/python tests/benchmarks/serve.py

clean:
	rm -rf site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The environment is made once and again whenever pyproject.toml changes; Python compiles what it imports.
# pip renews itself first: the one that Debian's Python brings needs twice as long for the rest. What builds
# the package comes along, so that no environment of its own is made for it.
$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --upgrade pip hatchling editables
	$(BIN)/python -m pip install --quiet --no-compile --no-build-isolation --editable '.[dev]'
	touch $(READY)
