# Everything one does with the project. `make help` lists it; README has the plain commands for Windows.

VENV := .venv
PY := $(VENV)/bin/python
DATABASE := data/shnor.duckdb
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

# the first Python on this machine that is new enough
PYTHON ?= $(shell for name in python3 python3.15 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; done)

# Russian text is printed and written everywhere, whatever the locale of the machine
export PYTHONUTF8 := 1

# modules compiled once: without them a server starts a second later, and the tests start many
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test lint audit bench proof cluster screenshots requirements

help: ## этот список
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: $(VENV)/run.stamp $(DATABASE) ## установить нужное, собрать базу, открыть приложение (ARGS="--server.port 8600")
	$(PY) -m streamlit run app.py $(ARGS)

test: $(VENV)/dev.stamp ## установить нужное, найти браузер, прогнать все проверки (ARGS="-k cells")
	$(PY) -m tests.browser --install
	$(PY) -m pytest -n auto $(ARGS)

lint: $(VENV)/dev.stamp ## оформление, ошибки, типы
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

audit: $(VENV)/dev.stamp ## известные уязвимости закреплённых библиотек (нужна сеть)
	$(PY) -m tools.audit

bench: $(VENV)/dev.stamp ## измерить всё, записать benchmarks/RESULTS.md (один раздел заново: ARGS=load)
	$(PY) -m tests.browser --install
	$(PY) -m benchmarks.run $(ARGS)

proof: $(VENV)/dev.stamp ## долгие доказательства: 200 убийств процесса во время записи, 10 000 испорченных файлов, чужая разметка, права
	$(PY) -m tests.proof.crashes
	$(PY) -m tests.proof.inbox
	$(PY) -m tests.browser --install
	$(PY) -m pytest tests/proof/hostile_text.py tests/proof/access_table.py

cluster: $(VENV)/dev.stamp ## тот же запрос на Spark: нужна Java 17 (docs/scale.md)
	$(PY) -m pip install --quiet --disable-pip-version-check "pyspark==4.*"
	$(PY) -m pytest tests/cluster $(ARGS)

screenshots: $(VENV)/dev.stamp ## снять все страницы в docs/screenshots
	$(PY) -m tests.browser --install
	$(PY) -m tools.screenshots $(ARGS)

requirements: $(PY) ## заново закрепить версии библиотек по requirements*.in
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	for name in requirements requirements-dev; do $(PY) -m uv pip compile --quiet --universal \
		--python-version 3.11 --generate-hashes --custom-compile-command "make requirements" \
		$$name.in --output-file $$name.txt || exit 1; done

$(DATABASE): | $(VENV)/run.stamp
	$(PY) -m shnor_core build

$(VENV)/run.stamp: requirements.txt | $(PY)
	@echo "Устанавливаю библиотеки приложения: около минуты."
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Устанавливаю библиотеки для проверок."
	$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

# Debian keeps venv in a package of its own
$(PY):
	@test -n "$(PYTHON)" || { echo "Нужен Python 3.11 или новее: установите его и повторите."; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
		|| { test "$$(id -u)" = 0 && apt-get update -qq </dev/null && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq -y python3-venv </dev/null && $(PYTHON) -m venv --clear $(VENV); } \
		|| { rm -rf $(VENV); echo "Не удалось создать $(VENV): установите модуль venv" \
			"(в Debian и Ubuntu — пакет python3-venv) и повторите."; exit 1; }
