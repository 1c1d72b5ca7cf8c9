# Mời Số: `make run` starts an office, `make test` tests it, `make demo` fills it with people.
#
#   make run PORT=8100            another port
#   make run ARGS="--host 0.0.0.0"  anything else that `server.py run --help` names
#   make test ARGS="-k rating"    some of the tests

MAKEFLAGS += --no-print-directory
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT ?=
ARGS ?=
PYTHON ?= python3
OURS := .venv/bin/python
# The first set-up runs on the system's Python, the later ones on our own, which starts faster.
SETUP := $(if $(wildcard $(OURS)),$(OURS),$(PYTHON)) tools/setup.py
AT_PORT := $(if $(PORT),--port $(PORT))
# Tests that start Node or our own commands find those of this checkout first.
OURS_FIRST = PATH="$(CURDIR)/.venv/bin:$$PATH"
# A file stays on one worker, which shares its fixtures; tests/conftest.py says which go first.
ON_TWO = -n 2 --dist loadfile --no-loadscope-reorder
JS_TESTS = $(wildcard tests/js/*.test.js)

.PHONY: help run demo setup test test-python test-js coverage lint format lock bench screenshots voice

help:  ## show this list
	@grep -E '^[a-z-]+:.*  ## ' Makefile | sed -E 's/:.*  ## /\t/' | expand -t 14

run: setup  ## start the office (first run: sets everything up)
	@exec $(OURS) server.py run $(AT_PORT) $(ARGS)

demo: setup  ## start the same office with simulated citizens and clerks
	@exec $(OURS) server.py demo $(AT_PORT) $(ARGS)

setup:  ## bring what running needs
	@$(SETUP)

setup-tests:
	@$(SETUP) --tests

test: test-js test-python  ## all tests

test-python: setup-tests  ## tests of the server and of whole visits in a browser
	@$(OURS_FIRST) $(OURS) -m pytest $(ON_TWO) $(ARGS)

test-js: setup-tests  ## tests of the browser's rules
	@$(if $(JS_TESTS),.venv/bin/node --test $(JS_TESTS),echo "No tests under tests/js.")

coverage: setup-tests  ## branch coverage of rules, operations and store; 100 % or it fails
	@mkdir -p var/coverage && rm -f var/coverage/data*
	@$(OURS_FIRST) $(OURS) -m coverage run -m pytest $(ON_TWO) -m "not browser" $(ARGS)
	@$(OURS) -m coverage combine -q && $(OURS) -m coverage report

lint: setup-tests  ## formatting, rules of style, types, JavaScript
	@$(OURS) -m ruff format --check . || { echo "\`make format\` puts this right."; exit 1; }
	@$(OURS) -m ruff check --quiet .
	@$(OURS) -m mypy
	@.venv/bin/node node_modules/eslint/bin/eslint.js .

format: setup-tests  ## put formatting and simple faults right
	@$(OURS) -m ruff check --fix-only --quiet . && $(OURS) -m ruff format .

lock: setup-tests  ## pin the newest packages of requirements/*.in and package.json with hashes
	@for name in app node dev; do \
	  $(OURS) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header \
	    requirements/$$name.in -o requirements/$$name.txt; \
	done
	@npm install --package-lock-only --ignore-scripts

bench: setup-tests  ## measure against the limit of the same machine
	@for bench in bench/bench_*.py; do echo; $(OURS) -m bench.$$(basename $$bench .py); done

screenshots: setup-tests  ## pictures of every screen into docs/
	@$(OURS) -m tools.screenshots $(ARGS)

voice: setup  ## make the voice clips that are missing
	@$(OURS) server.py voice $(ARGS)
