# On a Debian 12 with python3, make, git and root, each target sets up by itself all that it needs.
# Without root, a missing system package stops the work with the exact line to type.

PYTHON ?= python3
OUT ?= out
COUNT ?= 50000
SEED ?= 1
FIRST ?= 0
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLE := .sample/vault
# The vault that `make run` opens holds fictional people only, hence a passphrase that everybody may know.
SAMPLE_PASSPHRASE := sept mots pour essayer ce coffre fictif
# What the operating system must bring (installer/system_packages.py); a target that needs more says so below.
NEEDS := python window
# The tests start hundreds of processes: without it, each compiles all that it imports.
unexport PYTHONDONTWRITEBYTECODE
VIRTUAL_SCREEN := xvfb-run -a -s '-screen 0 1440x900x24'

.DEFAULT_GOAL := help
.PHONY: help translations run test suite soak demo setup system lint bench fuzz screenshots bundle try-bundle deb msi try-deb size clean audit sbom

help:  ## Dire ce que chaque cible fait
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 20

setup: $(READY)  ## Installer tout ce qu’il faut (paquets du système, environnement, dépendances)

system:
	@$(PYTHON) installer/system_packages.py $(NEEDS)

$(READY): uv.lock pyproject.toml installer/environment.py | system
	@$(PYTHON) installer/environment.py $(VENV)
	@touch $@

$(SAMPLE)/vault.json: | setup
	@rm -rf $(SAMPLE) .sample/new
	@mkdir -p .sample
	@export PASSEPORT_PASSPHRASE='$(SAMPLE_PASSPHRASE)' \
	  && $(BIN)/passeport vault create --vault .sample/new --account 'Camille Exemple' \
	     --station 'Mission locale d’Essai-sur-Seine' --network MISSION_LOCALE \
	  && $(BIN)/passeport seed --vault .sample/new --beneficiaries 40 --steps 6 --seed 2026 \
	  && mv .sample/new $(SAMPLE)

ifeq ($(DISPLAY)$(WAYLAND_DISPLAY),)
run: NEEDS += screen
run: setup $(SAMPLE)/vault.json
	@echo "Coffre-fort d’exemple : $(SAMPLE) – phrase de passe : $(SAMPLE_PASSPHRASE)"
	@echo "Pas d’écran ici : la fenêtre s’ouvre sur un écran virtuel (Xvfb). Ctrl+C pour arrêter."
	@$(VIRTUAL_SCREEN) $(BIN)/passeport --vault $(SAMPLE)
else
run: setup $(SAMPLE)/vault.json  ## Ouvrir l’application sur un coffre-fort d’exemple
	@echo "Coffre-fort d’exemple : $(SAMPLE) – phrase de passe : $(SAMPLE_PASSPHRASE)"
	@$(BIN)/passeport --vault $(SAMPLE)
endif

test: lint suite  ## Tout vérifier : style, types, architecture, tests (fenêtre comprise, sans écran)

test suite: NEEDS += screen listen checks
suite: setup  ## Les tests seuls
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --dist worksteal -q

# What tries random stores and passports: the gate draws some, always the same; soaking draws more, and others each time.
BY_CHANCE := tests/services/test_disclosure.py tests/storage/test_facts.py tests/exports/travel/test_ping_pong.py \
  tests/exports/europass/test_candidate_properties.py tests/exports/europass/test_skillspassport_properties.py \
  tests/exports/document/test_random_passports.py
soak: NEEDS += screen checks
soak: setup  ## Éprouver longuement le coffre-fort : arrêts brutaux, disques, attaques et passeports au hasard
	@PASSEPORT_SOAK=1 QT_QPA_PLATFORM=offscreen $(BIN)/pytest tests/faults $(BY_CHANCE) -q -s

lint: $(READY)  ## Style, types et architecture seulement
	@$(BIN)/ruff check -q
	@$(BIN)/ruff format -q --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

audit: setup  ## Chercher les failles : dans le code (bandit), dans les bibliothèques verrouillées (pip-audit)
	@# B608, SQL made of strings: ruff asks the same (S608), and each line that keeps one says why.
	@$(BIN)/bandit -q -ll --skip B608 -r passeport ui storage exports
	@$(BIN)/python installer/audit.py

sbom: setup  ## Écrire dist/sbom.json, la liste CycloneDX de ce qui est livré
	@mkdir -p dist
	@$(BIN)/uv export -q --frozen --no-dev --extra keyring --format cyclonedx1.5 --output-file dist/sbom.json > /dev/null 2>&1
	@echo "dist/sbom.json"

demo: setup  ## Jouer tout le parcours sans écran : make demo OUT=dossier
	@$(BIN)/passeport demo --out $(OUT)

bench: setup  ## Mesurer, chaque fois contre un plancher nommé
	@$(PYTHON) installer/environment.py $(VENV) bench
	@for file in benchmarks/bench_*.py; do QT_QPA_PLATFORM=offscreen $(BIN)/python $$file || exit 1; done

fuzz: setup  ## Lire des fichiers abîmés en grand nombre : make fuzz COUNT=50000 SEED=1
	@$(BIN)/python -m tests.hostile.fuzzing --count $(COUNT) --seed $(SEED) --first $(FIRST)

bundle: NEEDS += freeze
bundle: setup  ## Figer l’application dans dist/passeport, prête à empaqueter
	@$(BIN)/python installer/bundle.py

try-bundle: setup  ## Travailler dans le programme figé, sans fenêtre : chaque bibliothèque livrée sert une fois
	@$(BIN)/python installer/try_bundle.py

deb: bundle  ## Faire le paquet Debian dans dist
	@$(BIN)/python installer/debian_package.py

msi: NEEDS += msi
msi: setup  ## Faire le paquet Windows de dist/passeport (figé sous Windows), pour l’ordinateur ou pour l’utilisateur
	@$(BIN)/python installer/windows/package.py dist/passeport
	@$(BIN)/python installer/windows/package.py dist/passeport --per-user

try-deb: NEEDS += screen trial
try-deb: setup  ## Installer le paquet sur une Debian nue, y travailler, le retirer ; le récit est dans docs/installation.log
	@$(BIN)/python installer/linux/try_package.py "$$(ls dist/passeport_*.deb | tail -1)" dist/trial > dist/trial.log 2>&1; \
	  status=$$?; sed 's#$(CURDIR)/##g' dist/trial.log | tee docs/installation.log; exit $$status

size: NEEDS += freeze screen trial
size: setup  ## Peser dist/passeport et mesurer son départ, à côté d’un programme PySide6 vide : docs/size.md
	@$(BIN)/python installer/measure_size.py

translations: $(READY)  ## Mettre les catalogues de traduction à jour d’après les sources, et les compiler
	@$(BIN)/python installer/translations.py

screenshots: setup  ## Refaire les images de docs/screenshots et de docs/gallery
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.gallery docs

clean:  ## Retirer tout ce que ces cibles ont fait
	@rm -rf $(VENV) .sample .fuzz out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
