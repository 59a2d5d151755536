# Dateline: make demo | test | check | bench | setup | clean
PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
SCORE ?=

.PHONY: help setup demo test check bench bench-accuracy corpus train accurate-model lock wheel clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Dateline needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 setup'; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

setup: $(VENV)/.run ## .venv with Dateline in it, and its tables compiled
	@$(BIN)/dateline kb build --quiet

demo: setup ## code the sample reports and show the events
	@mkdir -p $(DEMO)
	@$(BIN)/dateline code examples/reports --manifest examples/manifest.csv --to table \
	  --also $(DEMO)/records.jsonl --also $(DEMO)/events.csv --also $(DEMO)/reports.html --force

test: setup $(VENV)/.dev ## all tests that need neither browser nor network
	$(BIN)/python -m pytest

check: $(VENV)/.dev ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup $(VENV)/.dev ## speed and size, as ratios in one run
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/size.py

bench-accuracy: setup ## figures on the annotated samples and on the test part of the corpus
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python -m training.evaluate

$(VENV)-train/.run: requirements/run.lock requirements/train.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(VENV)-train/bin/python -m pip install --quiet --no-build-isolation --no-deps -e .
	# torch first and by its version alone: the plain CPU build serves, any index may have it
	$(VENV)-train/bin/python -m pip install --quiet torch==2.13.0
	$(VENV)-train/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/train.lock
	@touch $@

corpus: setup ## check the corpus: its form, its counts, how varied it is
	$(BIN)/python -m training.corpus
	$(BIN)/python -m training.diversity

train: $(VENV)-train/.run ## train the models from corpus/ (KITS=folder adds public halves)
	$(VENV)-train/bin/python -m training.train $(if $(KITS),--kits $(KITS)) $(TRAIN)

accurate-model: $(VENV)-train/.run ## train the slower, more accurate pair model into the cache
	$(VENV)-train/bin/python -m training.train --accurate $(if $(KITS),--kits $(KITS)) \
	  --out "$$($(VENV)-train/bin/dateline kb where)/models/accurate" $(TRAIN)

wheel: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

lock: ## compile requirements/*.lock again (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  requirements/run.in pyproject.toml -o requirements/run.lock
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  -c requirements/run.lock requirements/dev.in -o requirements/dev.lock
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  -c requirements/run.lock requirements/train.in -o requirements/train.lock

clean: ## remove what was built
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
