# One or two lines a target, no logic: whatever needs deciding stands in vorlagenwerk/, where tests reach it.
PYTHON ?= python3
ARGS ?=
VENV := .venv/bin/python
INSTALL := $(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r
OLD := Vorlagenwerk braucht Python 3.11 oder neuer, dies ist Python %d.%d. Bitte so aufrufen: make build PYTHON=python3.12

.DEFAULT_GOAL := help
.PHONY: help build check test serve lint bench golden clean

help:    ## Diese Übersicht
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile
	@echo 'Zusätze stehen in ARGS, zum Beispiel: make check ARGS=content/arnsberg'

build: .venv/laufzeit    ## Baut alle geänderten Dokumente nach output/
	@$(VENV) build.py $(ARGS)

check: .venv/laufzeit    ## Prüft Inhalte, Vorlagen, Schemas und Regeln, schreibt nichts
	@$(VENV) build.py check $(ARGS)

test: .venv/entwicklung  ## Führt alle Tests aus
	@$(VENV) -m pytest --numprocesses auto $(ARGS)

serve: .venv/laufzeit    ## Vorschau im Browser, baut bei jedem Speichern neu (geplant)
	@$(VENV) build.py serve $(ARGS)

lint: .venv/entwicklung  ## Prüft den Programmtext: Stil, Form, Typen
	@$(VENV) -m ruff check && $(VENV) -m ruff format --check
	@$(VENV) -m mypy

bench: .venv/entwicklung  ## Misst die Geschwindigkeit
	@$(VENV) -m tests.performance.bench $(ARGS)

golden: .venv/entwicklung  ## Schreibt die erwarteten Ergebnisse der Tests neu; danach git diff lesen
	@$(VENV) -m pytest --golden-neu $(ARGS)

clean:   ## Löscht output/ und Zwischenspeicher, nie Inhalte
	@rm -rf output .vorlagenwerk .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find vorlagenwerk tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Packages: laid anew when the lock changes or the Python behind .venv is gone.
.venv/laufzeit: requirements.txt $(VENV)
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit("$(OLD)" % v[:2] if v < (3, 11) else 0)'
	@echo 'Pakete werden eingerichtet (einmalig) …' && $(PYTHON) -m venv --clear .venv && $(INSTALL) requirements.txt
	@$(VENV) -m compileall -q vorlagenwerk && touch $@

.venv/entwicklung: requirements-dev.txt .venv/laufzeit
	@$(INSTALL) requirements-dev.txt && touch $@

$(VENV): ;
