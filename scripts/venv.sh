#!/bin/sh
# Makes .venv and installs requirements/$1.txt ("base" to run, "dev" to work on it) unless that is done already.
# A stamp keeps the checksum of what was installed, so a second call returns at once.
set -eu

kind=$1
stamp=.venv/installed-$kind
wanted=$(cksum <"requirements/$kind.txt")

find_python() {
    for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3 python}; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Hireguide needs Python 3.11 (3.12 and 3.13 do too); ${PYTHON:-python3.11} was not found or is another version." >&2
    echo "Install it, or name it: make PYTHON=/path/to/python3.11 …" >&2
    exit 1
}

if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version) …"
    if ! "$python" -m venv --clear .venv; then
        echo "$python cannot make an environment. On Debian: apt-get install python3.11-venv" >&2
        exit 1
    fi
fi
echo "Installing requirements/$kind.txt …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$kind.txt"
echo "$wanted" >"$stamp"
if [ "$kind" = dev ]; then
    cksum <requirements/base.txt >.venv/installed-base # dev holds all of base
fi
