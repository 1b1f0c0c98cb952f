# Corroborate. `make help` lists what there is.
PYTHON ?= python3
PORT ?= 8000
ARGS ?=
RUN = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo run test lint format types check-migrations requirements

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv and install the pinned requirements
	@$(PYTHON) config/bootstrap.py

setup-dev:
	@$(PYTHON) config/bootstrap.py --dev

demo: setup ## start everything and take the demo corpus through it (ARGS=--no-serve ends after the summary)
	@$(RUN) manage.py demo --port $(PORT) $(ARGS)

run: setup ## start the web server and the worker on your own data
	@$(RUN) manage.py serve --port $(PORT) $(ARGS)

test: setup-dev ## run the whole suite on the real services
	@$(RUN) -m pytest -q -n 2 --dist loadfile $(ARGS)

lint: setup-dev ## ruff and mypy
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy .

format: setup-dev ## put the code in the house format
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

requirements: setup-dev ## pin requirements anew
	@.venv/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.txt requirements.in
	@.venv/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements-dev.txt requirements-dev.in
