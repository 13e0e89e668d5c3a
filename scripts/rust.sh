#!/bin/sh
# Installs the Rust toolchain that rust-toolchain.toml names, with its components and the wasm target.
set -eu

# rustup may install a missing toolchain on any call, in silence; here it is to be seen.
export RUSTUP_AUTO_INSTALL=0

complete() {
    rustup target list --installed 2>/dev/null | grep -q wasm32-unknown-unknown &&
        cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1
}

if ! complete; then
    echo "Installing the Rust toolchain named in rust-toolchain.toml, with its wasm32 target"
    # Without a name, rustup before 1.28 knows only the way of installing what is asked for when it is first used.
    rustup toolchain install 2>/dev/null || RUSTUP_AUTO_INSTALL=1 rustup show active-toolchain >/dev/null
    rustup target add wasm32-unknown-unknown
    rustup component add rustfmt clippy
fi
