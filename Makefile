# `make packages` and `make test` do all of their own set-up from Python, make and the registries.
PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
RUN := build/run-$(VERSION)
TEST := build/test-$(VERSION)
PIP := -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find src schemas -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -name '*.pyc')
PYTEST ?=
START := $(shell date +%s)
TOOK = $$(( $$(date +%s) - $(START) )) s

.PHONY: packages test test-quick test-pythons lint schemas codes locks clean

# The main job: every module and the whole series both ways, both audiences, every format, each zip
# checked.
packages: $(RUN)/installed
	@$(RUN)/bin/scormpack build modules --as modules --as series --as single \
	  --out dist --cache-dir build/cache
	@$(RUN)/bin/scormpack check dist
	@echo "make packages: set up, built and checked in $(TOOK)"

# The whole suite, browser tests included, against an installed wheel: what is tested is what users
# get. PYTEST="-k name" narrows it. Four processes on two cores, since videos play in real time.
test: $(TEST)/installed lint
	-@$(TEST)/bin/python tests/browser/obtain.py
	@$(TEST)/bin/python -m pytest -n 4 --dist loadgroup $(PYTEST)
	@echo "make test: set up and passed in $(TOOK)"

# What one runs while working: all that needs no browser, and the browser tests marked quick.
test-quick: $(TEST)/installed lint
	-@$(TEST)/bin/python tests/browser/obtain.py
	@$(TEST)/bin/python -m pytest -n 2 --dist loadgroup -m "quick or not browser" $(PYTEST)
	@echo "make test-quick: set up and passed in $(TOOK)"

# The Python tests on every interpreter from 3.11 on that is found; all must give the same packages.
test-pythons:
	@rm -f build/sums-*
	@for python in python3.11 python3.12 python3.13 python3.14; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "== $$python"; \
	    $(MAKE) --no-print-directory test-python PYTHON=$$python || exit 1; \
	  fi; \
	done
	@for sums in build/sums-*; do cmp build/sums-$(VERSION) $$sums || exit 1; done
	@echo "the same packages from $$(ls build/sums-* | wc -l) interpreters"

.PHONY: test-python
test-python: $(TEST)/installed
	$(TEST)/bin/python -m pytest -n 2 --dist loadgroup -m "not browser" $(PYTEST)
	@$(TEST)/bin/scormpack build tests/sources/good/six-seconds --quiet \
	  --out build/out-$(VERSION) --cache-dir build/cache-$(VERSION)
	@cp build/out-$(VERSION)/SHA256SUMS build/sums-$(VERSION)

lint: $(TEST)/installed
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy

# The JSON Schemas that editors use, from the models.
schemas: $(TEST)/installed
	$(TEST)/bin/python -c "from pathlib import Path; from scormpack.jsonschema import write; write(Path('schemas'))"

# docs/codes.md, from the tables in src/scormpack/codes/.
codes: $(TEST)/installed
	$(TEST)/bin/python -c "from scormpack import codes; print(codes.markdown(), end='')" > docs/codes.md

# Hashes of every dependency, for every Python and system at once.
locks:
	$(PYTHON) -m venv build/locks
	build/locks/bin/python $(PIP) install uv
	cd requirements && for name in run test studio; do \
	  ../build/locks/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --upgrade --output-file $$name.txt $$name.in || exit 1; \
	done

clean:
	rm -rf build dist src/scormpack/player/dist

$(RUN)/installed: requirements/run.txt pyproject.toml hatch_build.py $(SOURCES)
	@echo "Setting up $(RUN)"
	@$(PYTHON) -m venv $(RUN)
	@$(RUN)/bin/python $(PIP) install --require-hashes -r requirements/run.txt
	@$(RUN)/bin/python $(PIP) install --no-deps --force-reinstall .
	@touch $@

$(TEST)/installed: requirements/test.txt pyproject.toml hatch_build.py $(SOURCES)
	@echo "Setting up $(TEST)"
	@$(PYTHON) -m venv $(TEST)
	@$(TEST)/bin/python $(PIP) install --require-hashes -r requirements/test.txt
	@$(TEST)/bin/python $(PIP) install --no-deps --force-reinstall .
	@touch $@
