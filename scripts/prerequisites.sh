#!/bin/sh
# Names every prerequisite that is missing, one line each with what to install, and fails if there is one.
set -u
missing=0

miss() {
    echo "provlens needs $1" >&2
    missing=1
}

command -v rustup >/dev/null || miss "rustup, which brings Rust: install it from https://rustup.rs"
command -v cc >/dev/null || miss "a C compiler called cc: install gcc or clang (Debian, Ubuntu: build-essential; macOS: xcode-select --install)"
if command -v node >/dev/null; then
    version=$(node --version)
    major=${version#v}
    [ "${major%%.*}" -ge 20 ] || miss "Node.js 20 or newer, and this is $version: install it from https://nodejs.org"
    command -v npm >/dev/null || miss "npm, which comes with Node.js: install it from https://nodejs.org"
else
    miss "Node.js 20 or newer: install it from https://nodejs.org"
fi
exit $missing
