# What a person types: `make run` starts the community, `make test` checks everything.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --quiet
# Two browsers and two databases at once is what two cores carry.
WORKERS ?= 2
SEED ?= 1
SCALE ?= 1
DATABASE ?= sqlite
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

# Whatever the shell says: modules and templates are compiled once and not by each of some hundred processes.
unexport PYTHONDONTWRITEBYTECODE

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard community/translations/*/LC_MESSAGES/*.po))
TEMPLATES := $(wildcard templates)

.PHONY: help run demo test test-fast test-long bench lint audit lock words programs
help:
	@echo "make run        start Zuruf on this machine"
	@echo "make demo       fill a fresh place with a lively community"
	@echo "make test       lint and every test but the longest (both databases, a real browser)"
	@echo "make test-fast  the tests without browser, crashes and PostgreSQL"
	@echo "make test-long  every test with everything it can take"
	@echo "make bench      measure the speed and write docs/performance.md (SCALE=\"1 3 10\" DATABASE=\"sqlite postgresql\")"
	@echo "make lint       style, types and direction of imports only"
	@echo "make audit      look for known vulnerabilities in what we depend on"
	@echo "make lock       pin the requirements anew"
	@echo "make words      bring new messages into the German catalogue, to be translated by hand"

run: .venv/.base $(CATALOGUES)
	$(BIN)/python -m community serve

demo: .venv/.base $(CATALOGUES)
	$(BIN)/python -m community demo

# The same commit is tested in the same order with the same samples; SEED=default shuffles anew, as the other two do.
test: lint programs
	$(PYTEST) -m "not long" --randomly-seed=$(SEED)

test-fast: .venv/.dev $(CATALOGUES)
	$(PYTEST) -m "not long and not browser and not kill and not postgres"

test-long: lint programs
	$(PYTEST) --everything

bench: .venv/.dev $(CATALOGUES) programs
	$(BIN)/python -m tests.bench --scale $(SCALE) --database $(DATABASE)

lint: .venv/.dev $(CATALOGUES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(TEMPLATES),$(BIN)/djlint $(TEMPLATES) --lint --quiet)

audit: .venv/.dev
	$(BIN)/pip-audit --requirement requirements/dev.txt --require-hashes --disable-pip

lock: .venv/.dev
	$(LOCK) requirements/base.in --output-file requirements.txt
	$(LOCK) requirements/postgres.in --constraints requirements.txt --output-file requirements/postgres.txt
	$(LOCK) requirements/redis.in --constraints requirements.txt --output-file requirements/redis.txt
	$(LOCK) requirements/s3.in --constraints requirements.txt --constraints requirements/redis.txt \
		--output-file requirements/s3.txt
	$(LOCK) requirements/dev.in --constraints requirements.txt --constraints requirements/postgres.txt \
		--constraints requirements/redis.txt --constraints requirements/s3.txt --output-file requirements/dev.txt

words: .venv/.dev
	messages=$$(mktemp) && trap 'rm -f "$$messages"' EXIT && \
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keyword lazy_gettext --keyword ngettext:1,2 \
		--add-location file --output-file "$$messages" . && \
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110 \
		--input-file "$$messages" --locale de --output-file community/translations/de/LC_MESSAGES/messages.po

# The environment: each stamp is newer than what it was made from, so a second call does nothing.
.venv/bin/python:
	PYTHON=$(PYTHON) tools/need python3-venv
	$(PYTHON) -m venv .venv

.venv/.base: requirements.txt | .venv/bin/python
	$(PIP) --requirement requirements.txt
	touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(PIP) --requirement requirements/dev.txt
	touch $@

programs:
	@tools/need chromium postgresql wrk redis-server

%.mo: %.po | .venv/.base
	$(BIN)/pybabel compile --input-file $< --output-file $@
