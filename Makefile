# make run      start Duizhao here (PORT=9000 for another port)
# make test     run every test
# make check    lint, types, rules of the tree, documentation
# make bench    benchmarks (WRITE=1 keeps the tables in README, ONLY="scale tools" for some of them)
# make fuzz     read changed files by the ten thousand (COUNT=1000 for fewer)
# make fit      learn the weights of the alignment anew from hand-made links
# make pictures the pictures of README, from the demo
# make bundle   a zip for machines without a network (PYTHONS="3.11 3.12" for several Pythons)
# make clean    remove everything that was made here, except instance/ with what people made
# PYTHON=python3.12 before or after any of them names the Python to use.

PYTHON ?=
PORT ?=
PYTHONS ?=
COUNT ?=
# Linear algebra on one thread, as in the program: see webapp/cli.py.
OPENBLAS_NUM_THREADS ?= 1
export PYTHON OPENBLAS_NUM_THREADS

BIN = .venv/bin
# Asked by make itself, so that a missing Python is one line and not make's complaint below it.
need_python = $(foreach problem,$(subst $(space),~,$(shell PYTHON="$(PYTHON)" .ci/venv problem)),$(error $(subst ~,$(space),$(problem))))
empty =
space = $(empty) $(empty)

.PHONY: help run test check bench fuzz fit pictures bundle clean

help:
	@sed -n 's/^# make/make/p' Makefile

run:
	$(need_python)
	@.ci/venv run
	@$(BIN)/duizhao demo --data instance $(if $(PORT),--port $(PORT))

test:
	$(need_python)
	@.ci/venv all
	@.ci/chromium
	@$(BIN)/python -m pytest -n auto --dist worksteal

check:
	$(need_python)
	@.ci/venv all
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py tests/test_tree.py tests/test_translations.py tests/test_docs.py

bench:
	$(need_python)
	@.ci/venv bench
	@$(BIN)/python -m tests.bench $(if $(WRITE),--write) $(ONLY)

fuzz:
	$(need_python)
	@.ci/venv all
	@$(BIN)/python -m tests.fuzz --count $(or $(COUNT),20000)

fit:
	$(need_python)
	@.ci/venv all
	@$(BIN)/python -m tests.bench.fit_alignment --write

pictures:
	$(need_python)
	@.ci/venv all
	@.ci/chromium
	@$(BIN)/python -m tests.pictures

bundle:
	$(need_python)
	@.ci/venv run
	@$(BIN)/python .ci/bundle.py $(foreach version,$(PYTHONS),--python $(version))

clean:
	rm -rf .venv dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
