# zopa needs Python 3.11 to 3.14, make and the package registry; nothing else. The tests that open
# pages in a browser are left out where Debian's chromium is missing and cannot be installed.
# `make` alone lists what there is to make.

.DEFAULT_GOAL := help
.PHONY: help brief test lint bench docs catalogues wheelhouse screenshots clean

# What may be set on the command line: make brief CASE=cases/other, make test ARGS="-k rules",
# make brief PYTHON=python3.12.
CASE := cases/ukraine-2025-02
BRIEF := out/$(notdir $(CASE))/brief.html
ARGS :=
PYTHON :=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
# A stamp is the last thing a set-up writes, and the first thing the next one takes away: where
# it is missing, a set-up was interrupted and the environment is made anew.
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test

# An environment that was moved here, or whose Python has gone, is made anew as well.
REUSABLE := $(shell [ "$$(cat $(READY) 2>/dev/null)" = "$(CURDIR)" ] && $(BIN)/python -c "" 2>/dev/null && echo yes)
ifneq ($(REUSABLE),yes)
$(READY): anew
endif
.PHONY: anew
anew:

help:
	@echo "make brief   set up .venv where needed, write the brief of $(CASE) and say where it is"
	@echo "make test    run the whole test suite"
	@echo "make lint    check style, types and layers"
	@echo "make bench   measure speed and memory against the targets"
	@echo "make docs    write the generated reference pages again"
	@echo "make catalogues  gather the fixed text, update and compile its translations"
	@echo "make wheelhouse   put zopa and all that it needs into wheelhouse/, to install without network"
	@echo "make screenshots  draw the pictures of the README again (needs chromium)"
	@echo "make clean   remove .venv, out and everything else that was made"

brief: $(READY)
	@mkdir -p "$(dir $(BRIEF))"
	@$(BIN)/zopa brief "$(CASE)" -o "$(BRIEF)" --force >/dev/null
	@echo "The brief is in $(BRIEF); any browser opens it."

test: $(READY_TO_TEST)
	@tools/install_chromium.sh
	@$(BIN)/python -m pytest -n auto $(ARGS)

lint: $(READY_TO_TEST)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(READY_TO_TEST)
	@$(BIN)/python benchmarks/run.py $(ARGS)

docs: $(READY_TO_TEST)
	@$(BIN)/python tools/write_docs.py

catalogues: $(READY_TO_TEST)
	@$(BIN)/python tools/catalogues.py

# Wheels for the Python and the system that this runs on: zopa itself and all that it needs.
wheelhouse: $(READY)
	@rm -rf wheelhouse && mkdir wheelhouse
	@$(PIP) download --only-binary :all: -d wheelhouse -r requirements/run.txt
	@$(PIP) wheel --no-deps --no-build-isolation -w wheelhouse .
	@echo "$$(ls wheelhouse | wc -l) wheels are in wheelhouse/. On the other machine:"
	@echo "python -m pip install --no-index --find-links wheelhouse zopa"

screenshots: $(READY_TO_TEST)
	@$(BIN)/python tools/write_screenshots.py

clean:
	rm -rf $(VENV) out build dist wheelhouse htmlcov .coverage
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(READY): requirements/build.txt requirements/run.txt pyproject.toml
	@if [ "$(REUSABLE)" != yes ]; then \
	  python=; \
	  for candidate in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
	    if "$$candidate" -c "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >/dev/null 2>&1; \
	    then python=$$candidate; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo "zopa needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module (on Debian and Ubuntu the package python3-venv), and found none." >&2; \
	    exit 1; \
	  fi; \
	  echo "Setting up $(VENV) with $$("$$python" --version); this takes a minute or two, once."; \
	  rm -rf $(VENV) && "$$python" -m venv $(VENV); \
	fi
	@rm -f $(READY) $(READY_TO_TEST)
	@$(PIP) install -r requirements/build.txt -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@printf '%s' "$(CURDIR)" > $(READY)

$(READY_TO_TEST): $(READY) requirements/test.txt
	@echo "Adding the test tools to $(VENV)."
	@rm -f $(READY) $(READY_TO_TEST)
	@$(PIP) install -r requirements/run.txt -r requirements/test.txt
	@printf '%s' "$(CURDIR)" > $(READY)
	@touch $(READY_TO_TEST)
