#!/bin/sh
# Installs Trunk and the wasm-bindgen tools into $TOOLS, unless the right version is there or on PATH already.
set -eu

# Says what is known to the project as the version of a tool: the quoted number on the line that names it.
pinned() {
    sed -n "s/^$1 = \"=*\([0-9.]*\)\"\$/\1/p" Trunk.toml
}

# install PACKAGE VERSION MINUTES COMMAND...: does so unless every command reports that version.
install() {
    package=$1 version=$2 minutes=$3
    shift 3
    for command in "$@"; do
        if [ "$("$command" --version 2>/dev/null | awk '{ print $2 }')" != "$version" ]; then
            if cargo binstall -V >/dev/null 2>&1; then
                echo "Installing $package $version into $TOOLS"
                cargo binstall --no-confirm --root "$TOOLS" "$package@$version" && return
            fi
            echo "Building $package $version into $TOOLS (about $minutes minutes, once)"
            cargo install --locked --quiet --root "$TOOLS" --version "$version" "$package"
            return
        fi
    done
}

mkdir -p "$TOOLS"
# The page's toolchain builds them.
install trunk "$(pinned trunk-version)" 7 trunk
install wasm-bindgen-cli "$(pinned wasm_bindgen)" 3 wasm-bindgen wasm-bindgen-test-runner
# Reads the marks that wasm_split_helpers of Cargo.lock leaves. It does not tell its version, so that cargo's list is asked.
split=wasm_split_cli_support split_version=0.2.4
if ! grep -qs "^\"$split $split_version " "$TOOLS/.crates.toml"; then
    echo "Building $split $split_version into $TOOLS (about 2 minutes, once)"
    cargo install --locked --quiet --root "$TOOLS" --version "$split_version" --features build-binary "$split"
fi
