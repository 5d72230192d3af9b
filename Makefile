# Liangze: `make help` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
export XDG_RUNTIME_DIR ?= $(CURDIR)/var/run
.DEFAULT_GOAL := help
.PHONY: help setup assets messages demo serve test check lint types house unit journeys bench lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

ASSETS := static/vendor/.built
MESSAGES := locale/zh_Hans/LC_MESSAGES/django.mo
STYLES := $(wildcard static/css/*.css static/css/*/*.css) $(shell find templates liangze/web -name '*.html' -o -name '*.py' 2>/dev/null)

setup: $(STAMP) $(ASSETS) $(MESSAGES) ## the environment: packages, assets, translations
$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, not " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@mkdir -p -m 700 $(XDG_RUNTIME_DIR)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
$(ASSETS): $(STAMP) package-lock.json scripts/build_assets.py scripts/build_fonts.py $(STYLES)
	$(BIN)/python scripts/build_assets.py
	@touch $@
$(MESSAGES): $(STAMP) $(wildcard locale/zh_Hans/*.po)
	$(BIN)/python scripts/build_messages.py
	@touch $@

assets: $(ASSETS) ## stylesheets, scripts and icons from the pinned npm packages

messages: $(MESSAGES) ## compile the translations

demo: setup ## an invented city with a year of work on http://127.0.0.1:8000
	@$(BIN)/liangze demo --serve

serve: setup ## the product with this installation's own data
	@$(BIN)/liangze serve

test: setup ## everything that CI runs
	@sh scripts/browser.sh
	@$(MAKE) --no-print-directory lint types house unit journeys

check: test ## the same as test

lint: setup ## style and mistakes
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: setup ## types, strict in the core
	$(BIN)/mypy

house: setup ## floors, sizes, relations, translations, access matrix
	$(BIN)/python -m pytest -n 2 tests/house

unit: setup ## core, reading, packs, documents, rooms
	$(BIN)/python -m pytest -n 2 tests/core tests/reading tests/packs tests/documents tests/rooms

journeys: setup ## walks through the pages in a real browser
	$(BIN)/python -m pytest tests/journeys

bench: setup ## ratios against raw limits at the size of a province (takes a while and 10 GB)
	$(BIN)/python -m benchmarks

lock: ## pin the packages anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --group build --group test -o requirements.txt

clean: ## remove what was built; data in var/ stay
	rm -rf .venv node_modules build static/vendor *.egg-info
