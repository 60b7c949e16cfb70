#!/usr/bin/env bash
# All tests, from a fresh clone, without questions and without anything that a developer has in .env.
#   .ci/uji.sh         lint, checks, suite on SQLite, what depends on the database on PostgreSQL, browser journeys;
#                      races at a tenth
#   .ci/uji.sh berat   races and load in full size, on both databases; the rest of the suite on PostgreSQL; walks
#                      through every page in the browser
#   .ci/uji.sh lint    style only
# The first step that fails ends the run. PostgreSQL is started here, in a temporary folder, and always stopped.
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null
bagian=${1:-semua}
bin=.venv/bin
export HOME=${HOME:-/tmp} LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

langkah() {
    local nama=$1 mulai=$SECONDS kode=0
    shift
    printf '\n== %s\n' "$nama"
    "$@" || kode=$?
    if [ "$kode" -ne 0 ]; then
        printf '== %s: GAGAL setelah %d detik\n' "$nama" $((SECONDS - mulai))
        exit "$kode"
    fi
    printf '== %s: selesai dalam %d detik\n' "$nama" $((SECONDS - mulai))
}

# --- what the tests need besides Python --------------------------------------------------------
kurang() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || echo postgresql
    command -v chromium >/dev/null || echo chromium
    [ -x /usr/sbin/dovecot ] && [ -e /usr/lib/dovecot/imap ] || echo dovecot-imapd
}

pasang_paket() {
    local paket sudo=()
    paket=$(kurang)
    [ -n "$paket" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then sudo=(sudo -n); fi
    if ! command -v apt-get >/dev/null || ! "${sudo[@]}" true 2>/dev/null; then
        echo "Belum terpasang:" $paket
        echo "Pasang dahulu (perlu hak root): apt-get install" $paket
        echo "Missing, and this user may not install it: apt-get install" $paket
        return 1
    fi
    "${sudo[@]}" apt-get update -q >/dev/null &&
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $paket >/dev/null
}

# --- the environment of the tests is theirs alone -----------------------------------------------
bersihkan_lingkungan() {
    local nama
    for nama in $(compgen -v | grep -E '^(DINSOS_|KUNCI_|PYTEST_|DJANGO_)' || true); do unset "$nama"; done
    unset DATABASE_URL BERKAS_ROOT STATIC_ROOT JAM_BERKAS PORT PYTHONPATH SK_PETA MAKEFLAGS MAKELEVEL
    unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
}

kunci_acak() {
    od -An -v -N32 -tx1 /dev/urandom | tr -d ' \n'
}

produksi() {
    env DINSOS_MODE=produksi \
        KUNCI_DJANGO="$(kunci_acak)" KUNCI_RAHASIA="$(kunci_acak)" \
        DINSOS_HOST=dinsos.contoh.test DINSOS_ALAMAT=https://dinsos.contoh.test DINSOS_PROKSI=1 \
        DINSOS_EMAIL_HOST=surel.contoh.test DATABASE_URL="$url_pg" \
        BERKAS_ROOT="$kerja/berkas" STATIC_ROOT="$kerja/statis" "$@"
}

periksa_produksi() {
    mkdir -m 700 -p "$kerja/berkas"
    produksi "$bin/python" manage.py migrate --verbosity 0 &&
        produksi "$bin/python" manage.py collectstatic --noinput --clear --verbosity 0 &&
        produksi "$bin/python" manage.py check --deploy --database default --fail-level WARNING
}

periksa_migrasi() {
    env DINSOS_MODE=uji DATABASE_URL="sqlite:///$kerja/kosong.sqlite3" \
        "$bin/python" manage.py makemigrations --check --dry-run
}

mulai_postgres() {
    url_pg=$(.ci/postgres.sh mulai "$kerja/pg" "$@")
}

selesai() {
    .ci/postgres.sh berhenti "$kerja/pg"
    rm -rf "$kerja"
}

gaya() {
    langkah "ruff" "$bin/ruff" check .
    langkah "format Python" "$bin/ruff" format --check .
    langkah "format templat" "$bin/djlint" --check --quiet templates
}

# What `make test` runs on SQLite only, and the long walks.
sisa_pg="not berat and not berskala and (jelajah or (satu_basis and not tanpa_basis))"

uji_sqlite() { "$bin/pytest" -q "$@"; }
uji_postgres() { env DATABASE_URL="$url_pg" "$bin/pytest" -q "$@"; }

semua() {
    export UJI_SKALA=0.1
    gaya
    langkah "paket Debian" pasang_paket
    bersihkan_lingkungan
    langkah "migrasi lengkap" periksa_migrasi
    langkah "PostgreSQL sementara" mulai_postgres cepat
    langkah "pengaturan produksi" periksa_produksi
    langkah "uji di SQLite" uji_sqlite -n 2 -m "not berat and not alur and not jelajah"
    langkah "uji di PostgreSQL" uji_postgres -n 2 -m "not berat and not alur and not tanpa_basis and not satu_basis"
    langkah "halaman dan perjalanan di peramban (PostgreSQL)" uji_postgres -n 2 --dist loadfile -m "not berat and alur and not jelajah"
}

berat() {
    export UJI_SKALA=1
    langkah "paket Debian" pasang_paket
    bersihkan_lingkungan
    langkah "PostgreSQL sementara" mulai_postgres
    langkah "balapan dan beban di SQLite" uji_sqlite -m "berat or berskala"
    langkah "balapan dan beban di PostgreSQL" uji_postgres -m "berat or berskala"
    langkah "halaman, formulir, dan setiap peran di PostgreSQL" uji_postgres -n 2 --dist loadfile -m "$sisa_pg"
}

kerja=$(mktemp -d)
trap selesai EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
case $bagian in
    semua) semua ;;
    berat) berat ;;
    lint) gaya ;;
    *) echo "Pakai: $0 [semua|berat|lint]" >&2; exit 2 ;;
esac
printf '\nSemua langkah berhasil dalam %d detik.\n' "$SECONDS"
