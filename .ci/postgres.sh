#!/usr/bin/env bash
# A PostgreSQL server of one's own, for tests and measurements, in a folder that is thrown away.
#   .ci/postgres.sh mulai DIR          creates DIR, starts a server on a free loopback port, prints its DATABASE_URL
#   .ci/postgres.sh mulai DIR cepat    the same, without waiting for the disk (a power cut would lose it; a test may)
#   .ci/postgres.sh mulai DIR kantor   the same, with memory as docs/operasi.md advises for the office (measurements)
#   .ci/postgres.sh berhenti DIR       stops it and removes DIR (also fine when it never started)
# The server never runs as root: with root rights it runs as the user `postgres` of the Debian package.
set -euo pipefail
aksi=${1:?mulai atau berhenti}
dir=$(realpath -m "${2:?folder}")
pilihan=
case ${3:-} in
    cepat) pilihan="-c fsync=off -c synchronous_commit=off -c full_page_writes=off" ;;
    kantor) pilihan="-c shared_buffers=512MB -c effective_cache_size=2GB" ;;
esac
akar=$(cd "$(dirname "$0")/.." && pwd)

cari_bin() {
    local calon
    for calon in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /)")"; do
        if [ -x "$calon/initdb" ] && [ -x "$calon/pg_ctl" ]; then
            echo "$calon"
            return
        fi
    done
    echo "PostgreSQL tidak ditemukan. Pasang dahulu: apt-get install postgresql" >&2
    exit 1
}

sebagai_pemilik() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    elif command -v runuser >/dev/null; then
        runuser -u postgres -- "$@"
    else
        su postgres -s /bin/sh -c 'exec "$0" "$@"' -- "$@"
    fi
}

port_bebas() {
    "$akar/.venv/bin/python" -c \
        'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

mulai() {
    local bin sandi port pg
    bin=$(cari_bin)
    mkdir -p "$dir"
    # The data stand in a folder of their own, because the parents of DIR may be closed to the user `postgres`.
    pg=$(mktemp -d /tmp/dinsos-pg.XXXXXX)
    echo "$pg" >"$dir/lokasi"
    sandi=$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')
    echo "$sandi" >"$pg/sandi"
    [ "$(id -u)" -ne 0 ] || chown -R postgres: "$pg"
    cd "$pg"
    sebagai_pemilik "$bin/initdb" -D "$pg/data" -U dinsos -A scram-sha-256 --pwfile="$pg/sandi" \
        -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
    for _ in 1 2 3; do
        port=$(port_bebas)
        if sebagai_pemilik "$bin/pg_ctl" -D "$pg/data" -l "$pg/server.log" -w -t 60 \
            -o "-c listen_addresses=127.0.0.1 -p $port -c unix_socket_directories= -c max_connections=400 $pilihan" \
            start >/dev/null 2>&1 </dev/null; then
            echo "postgres://dinsos:$sandi@127.0.0.1:$port/postgres"
            return
        fi
    done
    cat "$pg/server.log" >&2
    exit 1
}

berhenti() {
    local pg
    [ -f "$dir/lokasi" ] || return 0
    pg=$(cat "$dir/lokasi")
    if [ -f "$pg/data/postmaster.pid" ]; then
        (cd "$pg" && sebagai_pemilik "$(cari_bin)/pg_ctl" -D "$pg/data" -m immediate -w stop >/dev/null 2>&1) || true
    fi
    rm -rf "$pg" "$dir"
}

case $aksi in
    mulai) mulai ;;
    berhenti) berhenti ;;
    *) echo "Pakai: $0 mulai DIR [cepat] | berhenti DIR" >&2; exit 2 ;;
esac
