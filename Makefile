# Everything from nothing: Python 3.11 or newer, make and a package index are all it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
EXPLORER := visual/explorer
NODE_FITS := node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
PORT ?= 8000
SIZE ?= small
ONLY ?=
REPORT ?=
export CREDITGRAPH_STORE ?= sqlite:///demo/creditgraph.db

define said
printf '\n── %s\n' "$(1)" >&2
endef

.PHONY: help demo explorer test lint serve bench clean

help:
	@echo "make demo                    样例省份：建环境、生成、归集、推导、出报告 / the sample province from nothing"
	echo "make test                    全部检查与测试 / every check and test from nothing"
	echo "make serve [PORT=8000]       HTTP 服务和探索页面 / the HTTP service with the explorer on 127.0.0.1"
	echo "make bench [SIZE=small|province] [ONLY=name] [REPORT=page.md]   性能对比 / benchmarks beside their peers"

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新 / needs Python 3.11 or newer" >&2; exit 2; }
	$(call said,建立环境 / making the environment with $(PYTHON))
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements/runtime.lock pyproject.toml | $(VENV)/bin/python
	@start=$$SECONDS
	$(call said,安装运行所需 / installing what it runs on)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/runtime.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@
	echo "   $$((SECONDS - start)) s" >&2

# What generates the client of the tests stands apart in a folder of its own: it asks for an older typer.
$(VENV)/develop.stamp: requirements/develop.lock requirements/generator.lock $(VENV)/runtime.stamp
	@start=$$SECONDS
	$(call said,安装测试所需 / installing what the tests need)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/develop.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps --upgrade --target $(VENV)/generator -r requirements/generator.lock
	touch $@
	echo "   $$((SECONDS - start)) s" >&2

# The page is built where there is Node: on the machine (20.19 or newer), or from the Python package that ships it.
$(EXPLORER)/node_modules/.stamp: $(EXPLORER)/package-lock.json requirements/node.lock | $(VENV)/bin/python
	@start=$$SECONDS
	$(call said,安装页面所需 / installing what the page is built with)
	if ! $(NODE_FITS) 2>/dev/null || ! command -v npm >/dev/null; then
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/node.lock
	fi
	export PATH="$$PATH:$$PWD/$(BIN)"
	if ! $(NODE_FITS) 2>/dev/null; then PATH="$$PWD/$(BIN):$$PATH"; fi
	(cd $(EXPLORER) && npm ci --ignore-scripts --no-audit --no-fund --silent)
	touch $@
	echo "   $$((SECONDS - start)) s" >&2

$(EXPLORER)/dist/index.html: $(EXPLORER)/node_modules/.stamp $(EXPLORER)/index.html $(EXPLORER)/vite.config.ts $(EXPLORER)/tsconfig.json $(shell find $(EXPLORER)/src $(EXPLORER)/public -type f 2>/dev/null)
	@start=$$SECONDS
	$(call said,构建页面 / building the page)
	export PATH="$$PATH:$$PWD/$(BIN)"
	if ! $(NODE_FITS) 2>/dev/null; then PATH="$$PWD/$(BIN):$$PATH"; fi
	(cd $(EXPLORER) && npm run --silent build >/dev/null)
	echo "   $$((SECONDS - start)) s" >&2

explorer: $(EXPLORER)/dist/index.html

demo: $(VENV)/runtime.stamp
	@$(BIN)/creditgraph demo --folder demo

lint: $(VENV)/develop.stamp
	@start=$$SECONDS
	$(call said,规范、类型与分层 / style$(comma) types and layers)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports
	echo "   $$((SECONDS - start)) s" >&2

test: lint $(EXPLORER)/dist/index.html
	@start=$$SECONDS
	$(call said,测试 / tests)
	unset CREDITGRAPH_STORE
	$(BIN)/python -m pytest -n 2 --dist loadgroup
	echo "   $$((SECONDS - start)) s" >&2

serve: $(VENV)/runtime.stamp $(EXPLORER)/dist/index.html
	@if [[ $$CREDITGRAPH_STORE == sqlite:///demo/creditgraph.db ]]; then
	export CREDITGRAPH_ACCOUNTS=$${CREDITGRAPH_ACCOUNTS:-demo/accounts.db}
	exec $(BIN)/creditgraph serve --port $(PORT) --sample-accounts
	fi
	exec $(BIN)/creditgraph serve --port $(PORT)

bench: $(VENV)/develop.stamp
	@$(BIN)/python -m tests.benchmarks --size $(SIZE) --only "$(ONLY)" --report "$(REPORT)"

clean:
	@rm -rf $(VENV) demo $(EXPLORER)/node_modules $(EXPLORER)/dist

comma := ,
