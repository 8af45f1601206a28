# make repro [RAW=folder]   install what is missing, run the pipeline
# make test                 install what is missing, run the tests
.PHONY: repro test lint clean

PYTHON ?= python3
BIN := .venv/bin

repro: .venv/installed
	bin/repro $(RAW)

test: .venv/installed
	$(BIN)/python -m pytest

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# uv installs the locked, hash-checked requirements; pip alone bootstraps uv itself.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "crosscheck needs Python 3.11 or newer: make PYTHON=python3.12 repro")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	VIRTUAL_ENV=.venv $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "crosscheck.pth").write_text(str(pathlib.Path.cwd()))'
	touch $@

clean:
	rm -rf .venv
