#!/usr/bin/env bash
# `make run`: the demo on this machine. Keeps what is there; loads demo data into an empty database only.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

"$python" .ci/tulis_env.py
"$python" manage.py migrate --verbosity 0
if [ ! -f data/static/staticfiles.json ] ||
    [ -n "$(find static requirements.txt -newer data/static/staticfiles.json -print -quit 2>/dev/null)" ]; then
    "$python" manage.py collectstatic --noinput --clear --verbosity 0
fi
"$python" manage.py muat_demo
exec "$python" manage.py jalankan
