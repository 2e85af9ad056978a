# Two commands to know: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What `make test` installs beside the package; `.ci/run` adds `train` (PyTorch).
EXTRAS ?= dev,parquet
GOLD ?= ../shared/gold

.PHONY: demo test check bench scores eight-bits clean

demo: $(VENV)/core
	$(BIN)/dateline read src/dateline/samples/baku-talks.txt

test: check
	$(BIN)/pytest

check: $(VENV)/dev
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy

bench: $(VENV)/dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/merging.py
	$(BIN)/python benchmarks/stability.py
	$(BIN)/python benchmarks/fuzzy_names.py
	-$(BIN)/python benchmarks/knowledge.py

scores: $(VENV)/dev
	DATELINE_GOLD=$(GOLD) $(BIN)/python benchmarks/scores.py

eight-bits: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python benchmarks/eight_bits.py

$(VENV)/core: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dateline needs Python 3.11 or newer; this is $$($(PYTHON) -V). Say: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/dev: $(VENV)/core pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS)]'
	@touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
