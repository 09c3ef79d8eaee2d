# make run   start Duizhao here          make check    lint, types, docs
# make test  run every test              make bench    benchmarks
# make bundle  a zip for machines without a network (PYTHONS="3.11 3.12" for several Pythons)
# The two variables below can be given: make run PYTHON=python3.12 PORT=9000

PYTHON =
PORT =
PYTHONS =
BIN = .venv/bin

.PHONY: help run test check bench bundle clean

help:
	@sed -n 's/^# //p' Makefile

run:
	@PYTHON="$(PYTHON)" .ci/venv run
	@$(BIN)/duizhao demo --data instance $(if $(PORT),--port $(PORT))

test:
	@PYTHON="$(PYTHON)" .ci/venv all
	@.ci/chromium
	@$(BIN)/python -m pytest -n auto --dist worksteal

check:
	@PYTHON="$(PYTHON)" .ci/venv all
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py tests/test_tree.py tests/test_translations.py tests/test_docs.py

bench:
	@PYTHON="$(PYTHON)" .ci/venv run
	@$(BIN)/python -m tests.bench

bundle:
	@PYTHON="$(PYTHON)" .ci/venv run
	@$(BIN)/python .ci/bundle.py $(foreach version,$(PYTHONS),--python $(version))

# Keeps instance/, which holds what people made.
clean:
	rm -rf .venv dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
