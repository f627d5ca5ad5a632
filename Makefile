# Hireguide's commands. Each sets up what it needs: python3.11, git and make are enough.
# PYTHON= names another Python; PORT= and DATABASE_URL= are respected; ARGS= goes to pytest, or names benchmarks.

SHELL := /bin/sh
PORT ?= 8000
BIN := .venv/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check bench fmt requirements dev

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: ## Serve http://localhost:8000 (PORT=) with the rulebook and demo accounts loaded
	@sh scripts/venv.sh base
	@$(BIN)/python -m scripts.serve

test: dev ## Run the whole suite on SQLite and on PostgreSQL, browser journeys included (ARGS= for pytest)
	@$(BIN)/python -m scripts.test $(ARGS)

check: dev ## Lint, format, templates, types, layers, migrations, the tests, coverage
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/lint-imports --cache-dir var/importlinter
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m scripts.test
	$(BIN)/coverage report --fail-under=95
	$(BIN)/coverage report --include='hireguide/rules/*' --fail-under=100

bench: dev ## Print the benchmarks, peers included (ARGS= names some of those in benchmarks/README.md)
	@$(BIN)/python -m benchmarks $(ARGS)

fmt: dev ## Format the code and the templates
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2

requirements: dev ## Compile requirements/*.in anew, at the latest releases
	@for name in base dev; do \
		$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
			--no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements' \
			requirements/$$name.in --output-file requirements/$$name.txt; \
	done

dev:
	@sh scripts/venv.sh dev
