# Needs Python 3.11 or newer, make and pip with an index; everything else goes into .venv.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: briefing test lint record bench lock

# Exit code 1 means written, with something unread, which the command has said.
briefing: $(INSTALLED)
	$(BIN)/llmsum compare seeds/ -o briefing.md || test $$? -eq 1

test: $(INSTALLED)
	$(BIN)/python -m pytest

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Asks the embedded model again and writes cassettes/; then checks that they replay.
record: $(INSTALLED)
	$(BIN)/llmsum model pull
	LLMSUM_RECORD=1 $(BIN)/python -m pytest -m cassette
	$(BIN)/python -m pytest -m cassette
	$(BIN)/python -m pytest tests/test_cassettes.py

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks startup text

# One file for Python 3.11 and newer on Linux and macOS, with the hashes of every wheel.
lock: $(INSTALLED)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
		--extra all --group dev --generate-hashes --quiet \
		--no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --output-file requirements.lock

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "llmsum needs Python 3.11 or newer; name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
