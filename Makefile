# Two commands: `make run` sets up everything and starts the demonstration; `make test` sets up everything and
# runs every test. Packages come from wherever this machine's pip gets them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
unexport PYTHONDONTWRITEBYTECODE
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS ?= 1
export UV_LINK_MODE ?= copy

.DEFAULT_GOAL := help
.PHONY: help run test check audit bench faults pictures messages lock setup clean

help:  ## What can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1|/' | column -t -s '|'

run: setup  ## Set up everything and start on an invented board with three schools
	$(BIN)/vangnet demo --port $(PORT)

test: setup  ## Set up everything and run every test, on SQLite and, where it is installed, on PostgreSQL
	$(BIN)/python -m pytest -n auto
	$(BIN)/python -m bench.postgresql --tests $(BIN)/python -m pytest -n auto vangnet

check: setup  ## Style, types, layers, texts
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/djlint vangnet --lint --quiet && $(BIN)/codespell
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

audit: setup  ## Ask whether a package that we install has a known weakness
	$(BIN)/python .ci/audit.py

bench: setup  ## Measure, on both databases (docs/speed.md)
	$(BIN)/python -m bench

faults: setup  ## Kill the server a hundred times on both databases (docs/faults.md)
	$(BIN)/python -m faults

pictures: setup  ## Make the screenshots of the README and the docs
	$(BIN)/python -m browser.pictures

messages: setup  ## Collect the texts to translate (needs GNU gettext)
	cd vangnet && VANGNET_DATA=../data ../$(BIN)/python ../manage.py makemessages -l nl --no-obsolete --add-location file

lock: setup  ## Choose the newest versions of what is used, with their hashes
	$(BIN)/uv lock --upgrade && $(BIN)/uv export --quiet --no-emit-project --format requirements.txt --no-header --no-annotate -o requirements.lock

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock requirements-uv.lock pyproject.toml vangnet/locale/nl/LC_MESSAGES/django.po
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Vangnet needs Python 3.11 or newer."; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@set -e; index="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null || true)}}"; \
	[ -z "$$index" ] || export UV_DEFAULT_INDEX="$$index"; \
	if $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-uv.lock \
	   && $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock; then :; \
	else echo "uv does not work here; using pip"; $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/pybabel -q compile --domain django --directory vangnet/locale
	@touch $@

clean:  ## Remove what set-up made; your data stay
	rm -rf $(VENV) *.egg-info
