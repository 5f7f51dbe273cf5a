# Everything from a clean clone. `make help` lists the targets.
# Options: ARGS="--replicas 3" for `make run`, VERBOSE=1 to see each step's output.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := $(CURDIR)/.venv
# So that every script and tool finds this environment's python first.
export PATH := $(VENV)/bin:$(PATH)
SYSTEM_PATH := $(subst $(VENV)/bin:,,$(PATH))

STEP := deployment/install/step
PIP := $(VENV)/bin/python -m pip install -q --disable-pip-version-check --no-input
WEB := npm --prefix frontend run --silent

# A stamp lies in the folder that it vouches for, so removing one removes the other.
RUN_READY := .venv/.ready-to-run
TEST_READY := .venv/.ready-to-test
NODE_READY := frontend/node_modules/.ready
WEB_READY := frontend/dist/.ready
# Another ledger, installed for `make bench` to measure beside ours; no part of the product.
MEDICI := backend/tests/measure/medici
MEDICI_READY := $(MEDICI)/node_modules/.ready
# Folders count too: their time changes when a file in them is removed.
WEB_SOURCES := $(shell find frontend/src frontend/public 2>/dev/null) \
	$(wildcard frontend/*.html frontend/*.ts frontend/tsconfig*.json)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

##@ Use it

.PHONY: run
run: $(RUN_READY) $(WEB_READY) ## Install, build and start everything; Ctrl-C stops it (ARGS="--replicas 3")
	@exec $(VENV)/bin/paymentus up $(ARGS)

##@ Work on it

.PHONY: check
check: $(TEST_READY) $(NODE_READY) ## Format, lint, types, architecture, API drift: under a minute
	@$(MAKE) -j2 check-backend check-frontend

.PHONY: check-backend
check-backend:
	@cd backend && ../$(STEP) "Python format" ruff format --check .
	@cd backend && ../$(STEP) "Python lint" ruff check .
	@cd backend && ../$(STEP) "Python types" mypy
	@cd backend && ../$(STEP) "Architecture contracts" lint-imports
	@cd backend && ../$(STEP) "Architecture tests" python -m pytest tests/architecture

.PHONY: check-frontend
check-frontend:
	@$(STEP) "API client matches the API" $(WEB) api-client:check
	@$(STEP) "Web lint" $(WEB) lint
	@$(STEP) "Web types" $(WEB) types

.PHONY: test
test: system-packages check $(WEB_READY) ## Everything that must hold: check, all tests, browser journeys
	@cd backend && python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	@$(STEP) "Web unit tests" $(WEB) test
	@$(STEP) "Web size budget" $(WEB) budget
	@deployment/install/with-product $(WEB) journeys

.PHONY: system-packages
system-packages:
	@$(STEP) "System packages" deployment/install/system-packages

.PHONY: format
format: $(TEST_READY) ## Format the Python code and mend what the linter can
	@cd backend && ruff format . && ruff check --fix .

##@ Measure it (each ends with a line: RESULT {...})

.PHONY: bill-file
bill-file: $(TEST_READY) ## Load 100,000 bills from a file: time, memory, the report of wrong rows
	@cd backend && python tests/measure/bill_file.py

.PHONY: screening
screening: $(TEST_READY) ## Sanctions screening: accuracy, speed and memory on the published lists (3 minutes)
	@cd backend && python tests/measure/screening.py $(ARGS)

.PHONY: monitoring
monitoring: $(TEST_READY) ## Transaction monitoring: recall, precision, speed, and currency totals against a recount (4 minutes)
	@cd backend && python tests/measure/monitoring.py $(ARGS)

.PHONY: filings
filings: $(TEST_READY) ## Write 2,000 CTRs and SARs, judge them by FinCEN's schemas, and seed defects (3 minutes)
	@cd backend && python tests/measure/filings.py $(ARGS)

.PHONY: accessibility
accessibility: $(TEST_READY) $(WEB_READY) ## Check every page with axe and make the screenshots
	@deployment/install/with-product $(WEB) accessibility

# These measure time, so nothing runs beside them.
FAULTS_ALONE := $(addprefix tests/faults/test_,load.py stalls.py controls.py)
.PHONY: faults
faults: system-packages $(TEST_READY) ## Kill, cut off and lie to it while payments run, then judge every payment (FAULTS_SEED=1 replays)
	@cd backend && export FAULTS_LONG=1 FAULTS_SEED=$${FAULTS_SEED:-$$(date +%s)} FIGURES_FILE=$$(mktemp -u) \
	 && python -m pytest $(FAULTS_ALONE) \
	 && python -m pytest -n 2 --dist loadfile tests/faults $(FAULTS_ALONE:%=--ignore=%)

.PHONY: production-drill
production-drill: system-packages $(TEST_READY) ## All of production with TLS and 1,000 people, then a verdict (5 minutes; ARGS=--faults breaks it: 15)
	@cd backend/tests && PYTHONPATH=.:../src:../.. python -m production $(ARGS)

.PHONY: recovery
recovery: $(TEST_READY) ## Back up under load, wipe everything, bring it back on fresh servers, prove and reconcile (5 minutes)
	@cd backend && RECOVERY_LONG=1 python -m pytest -q tests/recovery/test_drill.py $(ARGS)

.PHONY: conformance
conformance: $(TEST_READY) ## Idempotency: one case for each bug that charged people twice elsewhere (5 minutes)
	@cd backend/tests && PYTHONPATH=.:.. python -m conformance $(ARGS)

.PHONY: authorization
authorization: $(TEST_READY) ## Ask every route as everybody; each answer is what the permission matrix says
	@cd backend && python -m pytest -q tests/authorization $(ARGS)

.PHONY: raw-dump
raw-dump: $(TEST_READY) ## Steal the database after a day of traffic: nothing personal is found in any encoding (1 minute)
	@cd backend && RAW_DUMP_PEOPLE=24 python -m pytest -q tests/raw_dump $(ARGS)

.PHONY: security
security: $(TEST_READY) $(NODE_READY) ## Scan code, secrets and dependencies, then fuzz every operation as everybody (10 minutes)
	@cd backend && python tests/security/run.py $(ARGS)

.PHONY: sbom
sbom: $(TEST_READY) ## Write what the images are made of into sbom/, as CycloneDX (ARGS="--version 2.4.0")
	@cd backend && python tests/security/bill_of_materials.py $(ARGS)

.PHONY: properties
properties: $(TEST_READY) ## Ten million seeded steps of the ledger's and payments' rules (10 minutes)
	@cd backend && python tests/properties/run.py $(ARGS)

.PHONY: mutation
mutation: $(TEST_READY) ## Break the rules one thing at a time and count what the tests notice (40 minutes)
	@cd backend && python tests/mutation/run.py $(ARGS)

.PHONY: tampering
tampering: $(TEST_READY) ## Change log, ledger, receipts and witness answers in 100,000 ways (5 minutes)
	@cd backend && python tests/tampering/run.py $(ARGS)

.PHONY: bench
bench: $(TEST_READY) $(MEDICI_READY) ## How fast it is beside bare MongoDB and the ledger medici (8 minutes)
	@cd backend && python tests/measure/bench.py $(ARGS)

# Installing

.venv/bin/python:
	@PATH="$(SYSTEM_PATH)" deployment/install/require-tools python
	@PATH="$(SYSTEM_PATH)" $(STEP) "Virtual environment" python3 -m venv $(VENV)

$(RUN_READY): backend/requirements.lock backend/pyproject.toml deployment/install/build.lock | .venv/bin/python
	@$(STEP) "Python packages" $(PIP) --require-hashes -r backend/requirements.lock -r deployment/install/build.lock
	@$(STEP) "Paymentus itself" $(PIP) --no-deps --no-build-isolation -e backend
	@touch $@

$(TEST_READY): backend/requirements-dev.lock $(RUN_READY)
	@$(STEP) "Python packages for development" $(PIP) --require-hashes -r backend/requirements-dev.lock
	@touch $@

$(NODE_READY): frontend/package.json frontend/package-lock.json
	@deployment/install/require-tools node
	@$(STEP) "Web packages" npm --prefix frontend ci --no-audit --no-fund --loglevel=error
	@touch $@

$(MEDICI_READY): $(MEDICI)/package.json $(MEDICI)/package-lock.json
	@deployment/install/require-tools node
	@$(STEP) "The ledger medici, to compare" npm --prefix $(MEDICI) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(WEB_READY): $(NODE_READY) $(WEB_SOURCES)
	@$(STEP) "Web application" $(WEB) build
	@touch $@
