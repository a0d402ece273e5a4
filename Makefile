# Every target works on a fresh machine that has Go, git and make; modules and tools are fetched when
# they are needed. Targets for the browser also need Node.js, and say so.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

GO ?= go
FUZZTIME ?= 60s#        how long each fuzz target runs with "make fuzz"
TESTFUZZTIME ?= 400x#   and with "make test": a number of runs, since a time limit sometimes fails
BENCH ?= .#             which benchmarks run, a regular expression
BENCHTIME ?= 1s
COUNT ?= 1
SCALE ?= 1#             MB of the longest page of "make bench BENCH=Scale", up to 100
PAGE ?= testdata/html/regionalzeitung.html
ROUNDS ?= 5#            of each package with "make peers" and "make wasm-bench"
SIZE ?= 2G#           of the crawl that "make crawl" generates, unpacked
PORT ?= 8377#           of "make demo"; another one if it is in use

modules = bench/peers corpus/beam#  nested modules
benchmarks = . bench/peers#          modules that have benchmarks

.PHONY: digest tools wasm wasm-parity wasm-test wasm-bench extension demo help build run test lint unit gen train generalise ledger fuzz bench bench-once bench-testdata bench-compare report peers crawl ci clean stale

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/klartext
	$(GO) build -trimpath -o bin/klartext ./cmd/klartext

run: ## clean a page and show its text and comments; PAGE=file for another
	@page() { case "$$1" in *.txtar) awk '/^-- / { on = $$2 == "input.txt"; next } on' "$$1";; *) cat "$$1";; esac; }; \
	page '$(PAGE)' | $(GO) run ./cmd/klartext --title --bylines --dates --comments -

test: tools lint stale unit bench-testdata wasm-test ## everything that must hold: lint, generated files, tests in Go, Node.js and browsers, a short fuzz run
	@$(MAKE) --no-print-directory fuzz FUZZTIME=$(strip $(TESTFUZZTIME))
	@echo; sed '$$d' .cache/tests.txt; tail -n 9 .cache/wasm-tests.txt
	@cat .cache/tests.txt .cache/wasm-tests.txt | awk '/^[0-9]+ passed, / { p = $$1; f = $$3; s = $$5 } \
		/^(ℹ|#) (pass|fail|skipped) [0-9]+$$/ { n[$$2] = $$3 } END { printf "%d passed, %d failed, %d skipped\n", p + n["pass"], f + n["fail"], s + n["skipped"] }'

tools: # what the tests need besides Go
	@.ci/tools

lint: ## gofmt, go mod tidy, go vet, staticcheck
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "gofmt has to be run on:"; echo "$$files"; exit 1; fi
	$(GO) mod tidy -diff
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet -tags crash ./wasm ./wasm/bridge
	$(GO) tool staticcheck ./...
	@for m in $(strip $(modules)); do echo "vet $$m"; (cd $$m && $(GO) mod tidy -diff && $(GO) vet ./...); done

unit: ## the tests, with the seeds of the fuzz targets and the dependency check
	@mkdir -p .cache
	{ $(GO) test -json ./...; for m in $(strip $(modules)); do (cd $$m && $(GO) test -json ./...); done; } | \
		$(GO) run .ci/tally.go | tee .cache/tests.txt

gen: ## write the generated files
	$(GO) generate ./...

# The files that "make gen" writes. Their sums must be the same before and after.
generated = find . -name 'z*.go' -not -path './.cache/*' | sort | xargs cksum

stale: # fails if a generated file differs from what is generated now
	@before=$$($(generated)); $(GO) generate ./...; \
	if ! diff <(echo "$$before") <($(generated)); then echo 'generated files were stale: commit what "make gen" wrote'; exit 1; fi

digest: ## compare the answers for all pages of testdata and the corpora with .cache/digest.txt; UPDATE=1 writes it
	$(GO) run ./bench/digest $(if $(UPDATE),-update)

train: ## learn the models again; needs the corpora and python3-xgboost
	@corpus="$${KLARTEXT_CORPUS:-../shared/corpus}"; \
	if [ ! -d "$$corpus" ]; then echo "no corpora in $$corpus: set KLARTEXT_CORPUS"; exit 1; fi
	@mkdir -p .cache/folds
	$(GO) run ./engine/label/train -models .cache/folds
	$(GO) run ./engine/label/train -html -models .cache/folds
	$(GO) run ./engine/meta/train -models .cache/folds
	$(GO) run ./engine/label/train -check -models .cache/folds
	$(GO) run ./engine/label/train -html -check -models .cache/folds
	$(GO) run ./engine/meta/train -check

# The models of both are kept in .cache/generalise. KEEP=1 uses those that fit the features.
generalise: ## measure on pages of unknown hosts, and of unknown corpora: the HTML model alone, and the engine; KEEP=1
	@mkdir -p .cache/generalise
	$(GO) run ./engine/label/train -generalise $(if $(KEEP),-check) -models .cache/generalise

ledger: ## print how many words each rule takes from the main text or gives to it, and how many rightly; KEEP=1
	@mkdir -p .cache/generalise
	$(GO) run ./engine/label/train -ledger $(if $(KEEP),-check) -models .cache/generalise

fuzz: ## run every fuzz target for FUZZTIME (60s)
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' "$$pkg" | grep '^Fuzz' || true); do \
			echo "fuzz $$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(strip $(FUZZTIME)) -fuzzminimizetime 10x "$$pkg" | tail -n 30; \
		done; \
	done

bench: ## run the benchmarks and keep the result in bench/results; BENCH, BENCHTIME, COUNT, SCALE
	$(GO) run ./bench/report record -bench '$(strip $(BENCH))' -benchtime '$(strip $(BENCHTIME))' -count '$(strip $(COUNT))' -- \
		$(GO) test -run '^$$' -bench '$(strip $(BENCH))' -benchtime $(BENCHTIME) -count $(COUNT) -timeout 0 ./bench -scale $(SCALE)

bench-testdata: # the part of bench-once that needs no corpora
	@$(MAKE) --no-print-directory bench-once NOCORPUS=1

# Prints everything if a benchmark fails or there is none, and otherwise only how many there were.
bench-once: ## run every benchmark once; NOCORPUS=1 those of testdata only
	@mkdir -p .cache
	@for m in $(strip $(benchmarks)); do \
		echo "every benchmark of $$m once"; \
		(cd $$m && $(if $(NOCORPUS),KLARTEXT_CORPUS=/nonexistent) $(GO) test -run '^$$' -bench . -benchtime 1x -timeout 30m $$([ $$m = . ] && echo ./bench || echo .)) >.cache/bench-once.txt 2>&1 || \
			{ cat .cache/bench-once.txt; exit 1; }; \
		awk '/^Benchmark/ { n++ } END { print n + 0 " benchmarks ran"; exit n == 0 }' .cache/bench-once.txt; \
	done

bench-compare: ## compare the newest result with the last committed one
	$(GO) run ./bench/report compare

report: ## compare all results of one machine; WORD=peers or scale those of special runs
	$(GO) run ./bench/report history $(if $(WORD),-word $(WORD))

peers: ## compare with other packages on the same pages, keep the result in bench/results; ROUNDS, PEERPAGES of each corpus (100)
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then \
		echo 'NO Node.js WITH npm: the peers in JavaScript will not be measured; https://nodejs.org/en/download'; \
	elif [ ! bench/peers/js/node_modules -nt bench/peers/js/package-lock.json ]; then \
		npm ci --prefix bench/peers/js --omit=optional --ignore-scripts --no-audit --no-fund && touch bench/peers/js/node_modules || \
			echo 'npm ci FAILED: the peers in JavaScript will not be measured'; \
	fi
	$(GO) run ./bench/report record -suffix peers -bench Peer -benchtime 'best of $(strip $(ROUNDS)) rounds' -- \
		$(GO) test -C bench/peers -run '^TestTable$$' -bench '^BenchmarkPeer$$' -benchtime 1x -count 1 -timeout 0 . \
		-rounds $(strip $(ROUNDS)) -pages $(strip $(or $(PEERPAGES),100))

crawl: build ## generate a crawl of SIZE (2G) from WCXB, clean it with 1, 2, … processors, and again with ten kills
	@mkdir -p .cache
	$(GO) build -o .cache/crawl ./bench/crawl
	rm -rf .cache/crawled && .cache/crawl -o .cache/crawled --size $(strip $(SIZE))
	.cache/crawl run .cache/crawled --klartext bin/klartext
	.cache/crawl kill .cache/crawled -n 10 --klartext bin/klartext
	rm -rf .cache/crawled

ci: test bench-once ## test, and every benchmark once over the corpora too

# wasm/shrink knows the runtime of one version of Go, which is fetched when another one is installed.
# With a different one, such as "make wasm WASMGO=local", the module works too, but is not shrunk.
WASMGO ?= go1.26.8

wasm: ## build wasm/js/engine.wasm, and copy what else the npm package needs; WASMGO
	@mkdir -p .cache
	@export GOTOOLCHAIN='$(strip $(WASMGO))'; \
	$(GO) version >/dev/null || export GOTOOLCHAIN=local; \
	echo "building the WASM module with $$($(GO) env GOVERSION)"; \
	GOOS=js GOARCH=wasm $(GO) build -trimpath -o .cache/linked.wasm ./wasm; \
	$(GO) run ./wasm/shrink -o wasm/js/engine.wasm .cache/linked.wasm; \
	cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" wasm/js; \
	chmod u+w wasm/js/wasm_exec.js; \
	echo "globalThis.Go.version = \"$$($(GO) env GOVERSION)\";" >> wasm/js/wasm_exec.js; \
	cp "$$($(GO) env GOROOT)/LICENSE" wasm/js/LICENSE-go
	cp LICENSE NOTICE wasm/js
	cp "$$($(GO) list -m -f '{{.Dir}}' github.com/cespare/xxhash/v2)/LICENSE.txt" wasm/js/LICENSE-xxhash
	chmod u+w wasm/js/LICENSE*

wasm-parity: wasm ## compare native and WASM results on testdata, the reference corpus and 300 pages of WCXB
	KLARTEXT_WASM="$(CURDIR)/wasm/js/engine.wasm" $(GO) test ./wasm -run TestParity -count 1 -v -pages 300

extension: wasm ## assemble the browser extension, for Chromium and Firefox, in bin/extension
	rm -rf bin/extension
	mkdir -p bin/extension/view bin/extension/js
	cp -r wasm/extension/. bin/extension
	cp wasm/view/*.js wasm/view/view.css bin/extension/view
	cp wasm/js/*.js wasm/js/engine.wasm wasm/js/LICENSE* wasm/js/NOTICE bin/extension/js

wasm-test: extension wasm/node_modules ## test npm package, demo and extension in Node.js, Chromium and, where it is installed, Firefox
	@mkdir -p .cache
	node --test --test-reporter=spec $$(find wasm/js/test wasm/test -name '*.test.js' | sort) | tee .cache/wasm-tests.txt

wasm-bench: wasm wasm/node_modules wasm/bench/node_modules ## compare with other packages in Chromium, and with the native engine; ROUNDS
	node wasm/bench/bench.js --rounds $(strip $(ROUNDS))

demo: wasm ## serve the demo page on this machine; PORT=number
	$(GO) run ./wasm/demo/serve.go -port $(strip $(PORT))

# Its optional dependencies only run in Node.js.
wasm/bench/node_modules: wasm/bench/package.json wasm/bench/package-lock.json
	npm ci --prefix wasm/bench --omit=optional --ignore-scripts --no-audit --no-fund
	touch $@

wasm/node_modules: wasm/package.json wasm/package-lock.json
	npm ci --prefix wasm --no-audit --no-fund
	touch $@

clean: ## remove what was built
	rm -rf bin .cache
