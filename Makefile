# Every target is one command; the environment is made once and used by all.
PYTHON ?= python3
PORT   ?= 8000
VENV   := .venv
RUN    := $(VENV)/bin/python
# MkDocs' plugins each announce the end of MkDocs 1; docs/about/decisions/ says what we do about it.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := help
.PHONY: help serve site check review fix fields hooks workflows test links sweep bench bench-serve bench-sweep permalinks edition editions publish book pango offline screenshot format audit lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.build ## build the site, serve it, reload what you edit, print the address
	@$(PYTHON) scripts/ready.py port $(PORT)
	$(RUN) -m mkdocs serve --dirty --dev-addr 127.0.0.1:$(PORT)

site: $(VENV)/.build ## build the site into site/
	$(RUN) -m mkdocs build --strict

check: $(VENV)/.build ## check the content alone: findings with file, line and mend
	$(RUN) scripts/check.py

review: $(VENV)/.build ## say what your change does, and its findings: make review SINCE=main
	@$(RUN) scripts/check.py --since "$${SINCE:-main}" --format $(if $(GITHUB_ACTIONS),github,text) \
	  --summary "$${GITHUB_STEP_SUMMARY:--}" --preview "$(subst {number},$(NUMBER),$(PREVIEW))"

fix: $(VENV)/.build ## mend what is mechanical in the content, and show the difference
	@$(RUN) scripts/check.py --fix

fields: $(VENV)/.build ## write anew what follows from the fields: schemas, tables of CONTRIBUTING
	$(RUN) scripts/fields.py

hooks: $(VENV)/.test ## let git check every commit, within five seconds
	$(RUN) -m pre_commit install

workflows: $(VENV)/.test ## judge the forge’s workflows and forms
	$(VENV)/bin/zizmor --offline --quiet .
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-forms \
	  .github/ISSUE_TEMPLATE/correction.yml .github/ISSUE_TEMPLATE/addition.yml .github/ISSUE_TEMPLATE/machinery.yml
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

test: workflows $(VENV)/.test ## run every check and test, as .ci/run does
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m codespell_lib README.md CONTRIBUTING.md HACKING.md CHANGELOG.md docs scripts tests Makefile mkdocs.yml
	$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

links: $(VENV)/.test site ## check every link of the built site, offline
	$(RUN) scripts/links.py

sweep: $(VENV)/.test ## ask every outside address whether it still answers; needs the network
	$(RUN) scripts/sweep.py

bench: $(VENV)/.test ## time builds of up to 10,000 made-up pages, beside stock tools
	PYTHONPATH=scripts:tests $(RUN) -m bench.measure $(SIZES) --rounds $(or $(ROUNDS),3)

bench-serve: $(VENV)/.test ## time from an edit to the reloaded page in a browser, under `make serve`
	PYTHONPATH=scripts:tests $(RUN) -m bench.serving

bench-sweep: $(VENV)/.test ## time a sweep of 20,000 addresses on this machine, beside lychee alone
	PYTHONPATH=scripts:tests $(RUN) -m web.bench

permalinks: $(VENV)/.build ## list every new id in docs/permalinks.tsv; renew CITATION.cff
	$(RUN) scripts/permalinks.py add

edition: $(VENV)/.build ## freeze a tagged edition: make edition EDITION=2026.1
	$(RUN) scripts/edition.py $(EDITION)

editions: $(VENV)/.build ## freeze every tag that names an edition, or compare it with what is kept
	git tag --list '[0-9]*.[0-9]*' --sort=version:refname | xargs -r -n 1 $(RUN) scripts/edition.py

publish: $(VENV)/.build ## lay out the last edition, every frozen one beneath it, in dist/public/
	$(RUN) scripts/publish.py

book: $(VENV)/.build ## make a PDF and an EPUB of each part and of the whole, for the next build to carry
	$(RUN) scripts/book.py

pango: ## install what `make book` needs of Debian, where it is missing
	@ldconfig -p | grep -q libpangoft2 || sudo apt-get install --yes --no-install-recommends \
	  libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

offline: site ## pack the site into a zip that opens from a disk, in dist/
	$(RUN) scripts/offline.py

screenshot: $(VENV)/.test ## take the README's picture anew
	$(RUN) -m pytest --quiet tests/browser/test_screenshot.py
	cp .cache/screenshot.png .github/screenshot.png

format: $(VENV)/.test ## format the code
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

audit: $(VENV)/.test ## ask PyPI for known holes in what the lock files pin
	$(RUN) -m pip_audit --strict --disable-pip --require-hashes -r requirements.lock -r requirements-test.lock

lock: $(VENV)/.test ## pin every dependency anew, with hashes
	$(RUN) scripts/ready.py lock

clean: ## remove what the other targets made
	rm -rf $(VENV) site .cache

$(VENV)/.build: requirements.lock scripts/ready.py
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer (on Debian \`apt install python3 python3-venv\`)." >&2; exit 1; }
	@$(PYTHON) scripts/ready.py environment $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.build
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

.PHONY: mutate
mutate: $(VENV)/.test ## damage real files in many ways, print what became of it
	$(RUN) -m pytest --quiet tests/mutation --table

.PHONY: fuzz
fuzz: $(VENV)/.test ## feed the readers what nobody would write, 100,000 times
	FUZZ=100000 $(RUN) -m pytest --quiet tests/read/test_fuzz.py -k raise
