# The few commands of the project; README.md says what each does.

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Stamps carry a digest of the requirements: a changed file installs again, nothing else does.
RUN_STAMP := $(VENV)/run-$(shell cat requirements.txt | cksum | cut -d' ' -f1)
TEST_STAMP := $(VENV)/test-$(shell cat requirements.txt tests/requirements.txt | cksum | cut -d' ' -f1)
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
SOURCES := site home units articles forms search tests manage.py
PACKAGES := site/core site/portal home units articles forms search

export BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run prepare install test check bench audit format clean

run: prepare
	@exec $(BIN)/python manage.py serve --port $(PORT)

prepare: $(RUN_STAMP)
	@$(BIN)/python site/portal/catalogues.py
	@$(BIN)/python manage.py prepare

install: $(TEST_STAMP)

test: $(TEST_STAMP)
	@$(BIN)/python site/portal/catalogues.py
	@$(BIN)/python tests/run.py

check: $(TEST_STAMP)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tests/check.py

bench: $(TEST_STAMP)
	@for name in provisioning publishing quotas requests search; do \
	  $(BIN)/python tests/bench/$${name}_bench.py || exit 1; done

audit: $(TEST_STAMP)
	@$(BIN)/python site/portal/catalogues.py
	@AUDIT=all REQUIRE_ALL=1 $(BIN)/python -m pytest -q tests/audit

format: $(TEST_STAMP)
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

clean:
	rm -rf $(VENV) var

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install python3."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is `$(PYTHON) -V 2>&1`. Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv is missing: install the package python3-venv."; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): | $(BIN)/python
	@echo "Installing requirements ..."
	@$(PIP) -r requirements.txt
	@rm -f $(VENV)/run-* && touch $@

$(TEST_STAMP): | $(RUN_STAMP)
	@echo "Installing what tests and checks need ..."
	@$(PIP) -r requirements.txt -r tests/requirements.txt
	@rm -f $(VENV)/test-* && touch $@
