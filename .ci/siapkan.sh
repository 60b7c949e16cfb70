#!/usr/bin/env bash
# Prepares .venv with everything in requirements.txt. A second call is a no-op: the stamp holds a hash of the
# requirements and of the Python version, and is written only after an installation that went through.
set -euo pipefail
cd "$(dirname "$0")/.."

gagal() {
    printf '\n%s\n%s\n' "$1" "$2" >&2
    exit 1
}

# The first Python that is new enough; PYTHON=... overrides.
cari_python() {
    local calon
    for calon in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$calon" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$calon"
            return
        fi
    done
}

cap_sekarang() {
    "$1" - <<'PY'
import hashlib, pathlib, sys

isi = pathlib.Path("requirements.txt").read_bytes() + sys.version.encode()
print(hashlib.sha256(isi).hexdigest())
PY
}

cap=.venv/.terpasang
if [ -x .venv/bin/python ] && [ -f "$cap" ] && [ "$(cap_sekarang .venv/bin/python)" = "$(cat "$cap")" ]; then
    exit 0
fi

python=$(cari_python)
[ -n "$python" ] || gagal \
    "Python 3.11 atau yang lebih baru tidak ditemukan. Pasang dahulu, misalnya: apt-get install python3 python3-venv" \
    "Python 3.11 or newer was not found. Install it first, for example: apt-get install python3 python3-venv"
"$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || gagal \
    "Modul venv untuk Python belum ada. Pasang dahulu: apt-get install python3-venv" \
    "Python's venv module is missing. Install it first: apt-get install python3-venv"

rm -f "$cap"
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Membuat lingkungan Python di .venv ..."
    "$python" -m venv --clear .venv
fi
echo "Memasang paket dari requirements.txt (sekali saja, beberapa menit) ..."
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input -r requirements.txt </dev/null || gagal \
    "Pemasangan paket gagal. Periksa sambungan internet, lalu jalankan perintah yang sama sekali lagi." \
    "Installing the packages failed. Check the network connection, then run the same command again."
cap_sekarang .venv/bin/python >"$cap"
