#!/usr/bin/env bash
# `make run`: the demo on this machine. Keeps what is there; loads demo data into an empty database only.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

# A port that is taken is told before anything else is done.
"$python" - "${PORT:-8000}" <<'PY'
import socket
import sys

porta = int(sys.argv[1])
with socket.socket() as coba:
    coba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        coba.bind(("127.0.0.1", porta))
    except OSError as galat:
        sys.exit(f"Porta {porta} tidak dapat dipakai ({galat.strerror}). Pilih porta lain: make run PORT={porta + 1}")
PY
"$python" .ci/tulis_env.py
"$python" manage.py migrate --verbosity 0
if [ ! -f data/static/staticfiles.json ] ||
    [ -n "$(find static requirements.txt -newer data/static/staticfiles.json -print -quit 2>/dev/null)" ]; then
    "$python" manage.py collectstatic --noinput --clear --verbosity 0
fi
"$python" manage.py muat_demo
exec "$python" manage.py jalankan
