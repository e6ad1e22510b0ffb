# `make demo` shows what policytrack does; `make test` runs the tests. Both install what they need
# into $(VENV) and nowhere else.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check score format clean

demo: $(VENV)/installed
	@rm -rf $(VENV)/demo
	$(BIN)/policytrack --no-pager demo $(VENV)/demo

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python benchmarks/extraction.py

# Scores on real documents, which are not part of the project: DATA is a folder with pages/ and
# sections/cases/, each with its score.py.
DATA ?= ../shared

score: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check trafilatura
	$(BIN)/python benchmarks/extraction.py --pages $(DATA)/pages
	$(BIN)/python benchmarks/sections.py $(DATA)/sections/cases build/sections
	$(BIN)/python $(DATA)/sections/score.py build/sections --cases $(DATA)/sections/cases

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "policytrack needs Python 3.11 or later; try make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
