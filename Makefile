# The front door: each target installs what it needs and says so in one line; a step already done is not done again.
# Prerequisites: git, make, a C compiler, rustup, Node 20 or newer.

# Trunk and wasm-bindgen live here, outside the project, so that another clone does not build them again.
TOOLS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/provlens/tools
# Where `make serve` and `make dev` listen; the next free port where it is taken.
PORT ?= 8080
# What `make bench` measures: full, or small to leave out the log of 3 GB.
SIZES ?= full
# How long `make fuzz` runs each target.
FUZZ_SECONDS ?= 60

export TOOLS
export PATH := $(CURDIR)/node_modules/.bin:$(TOOLS)/bin:$(PATH):$(HOME)/.cargo/bin

# Everything that the release build is made of.
SOURCES := $(shell find src style sample -type f) index.html Trunk.toml Cargo.toml Cargo.lock build.rs \
	rust-toolchain.toml .cargo/config.toml package-lock.json $(addprefix scripts/,post_build.mjs split.mjs minify.mjs msal.mjs short_names.mjs styles.mjs)

.PHONY: help serve serve-demo dev test huge bench fuzz dist setup prerequisites fmt clean

help:
	@echo "make serve   build the app and serve it on this machine; PORT=8080"
	@echo "make serve-demo  the same, with an API like Microsoft Graph beside it that has 20,000 made-up events"
	@echo "make test    run every test: native, in a browser, end to end"
	@echo "make huge    test a file over 4 GiB in the browser; takes a minute and 5 GB of disk"
	@echo "make dist    leave a folder dist/ for any static host, under any path"
	@echo "make dev     serve a debug build and build again on every change"
	@echo "make bench   measure the engine against its peers, on a machine that does nothing else; SIZES=full or small"
	@echo "make fuzz    look for inputs that break the readers; FUZZ_SECONDS=60 for each target"
	@echo "make fmt     format the Rust code"
	@echo "make clean   remove what was built; the tools in $(TOOLS) stay"

serve: dist
	@node scripts/serve.mjs dist $(PORT)

serve-demo: dist
	@node scripts/serve-demo.mjs $(PORT)

dev: setup
	@trunk serve --dist target/dev --port $(PORT) --no-autoreload

test: setup
	@node scripts/browser.mjs --install
	@node scripts/test.mjs

huge: dist
	@node scripts/browser.mjs --install
	@playwright test --config tests/huge/playwright.config.ts

bench: dist
	@node scripts/browser.mjs --install
	@cargo build --release --locked --quiet --no-default-features --example generate
	@cargo build --release --locked --quiet --no-default-features --target wasm32-unknown-unknown --example translator
	@wasm-bindgen --target web --no-typescript --out-dir target/bench/translator \
		target/wasm32-unknown-unknown/release/examples/translator.wasm
	@node benches/bench.mjs $(SIZES)

fuzz: setup
	@node scripts/fuzz.mjs $(FUZZ_SECONDS)

dist: setup
	@$(MAKE) -s dist/index.html

# The words of a panic name the file it is in: not where that lies on the machine that builds.
dist/index.html bench: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS := \
	--remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=cargo

dist/index.html: $(SOURCES)
	@echo "Building the app for release (some minutes the first time)"
	@trunk build --release --log error

setup: prerequisites
	@sh scripts/rust.sh
	@sh scripts/tools.sh
	@$(MAKE) -s node_modules/.package-lock.json target/.crates-fetched

prerequisites:
	@sh scripts/prerequisites.sh

node_modules/.package-lock.json: package-lock.json
	@echo "Installing the npm packages"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Trunk builds offline, so that it never downloads a tool behind our back.
target/.crates-fetched: Cargo.lock
	@echo "Fetching the crates"
	@cargo fetch --locked --quiet
	@mkdir -p target && touch $@

fmt: prerequisites
	@sh scripts/rust.sh
	@cargo fmt

clean:
	@rm -rf target dist node_modules tests/e2e/results
