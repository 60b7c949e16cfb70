"""System checks of an installation (tag `dinsos`): unsafe production says what is wrong and what to do.

They run with every management command, with `manage.py check --deploy`, and once more when a web process
starts (`wajib_aman`). What each number means is told in docs/operasi.md.
"""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Tags, Warning, register, run_checks
from django.db import DatabaseError, connections
from django.http.request import validate_host

MODE_DIKENAL = ("produksi", "demo", "uji")
PANJANG_KUNCI = 50
RAGAM_KUNCI = 10
SIMPAN_HARI = range(1, 366)  # days an identity document may outlive its letter
SIMPAN_TAMU = range(1, 3651)  # days the guest book may know who a visitor without a case was
# What one address may upload in an hour: at least the fullest letter (`DATA_UPLOAD_MAX_NUMBER_FILES`, 25 MB).
JATAH_JUMLAH = range(12, 100_001)
JATAH_MB = range(25, 100_001)
JATAH_SURAT = range(1, 100_001)
FORMULIR_DETIK = range(61)
TANDA_KUNCI_CONTOH = ("django-insecure-", "kunci-belum", "demo", "contoh", "ganti", "rahasia")
BUAT_KUNCI = (
    'Buat yang acak: python3 -c "import secrets; print(secrets.token_urlsafe(50))", lalu tulis sebagai {}.'
)
LOKAL = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register("dinsos")
def periksa_mode(app_configs, **_) -> list[CheckMessage]:
    """The mode is one we know, and what belongs to the demo or to tests stays there."""
    temuan = [
        Error(
            f"{nama} berisi nilai yang tidak dapat dibaca.",
            hint=f"Perbaiki {nama} di .env atau di lingkungan; contoh isinya ada di .env.example.",
            id="dinsos.E015",
        )
        for nama in settings.SALAH_TULIS
    ]
    if settings.MODE not in MODE_DIKENAL:
        temuan.append(
            Error(
                f"DINSOS_MODE berisi “{settings.MODE}”, yang tidak dikenal.",
                hint="Isi DINSOS_MODE dengan produksi (kantor) atau demo (mencoba di satu komputer).",
                id="dinsos.E001",
            )
        )
    if settings.JAM_BERKAS and not settings.MODE_UJI:
        temuan.append(
            Error(
                "JAM_BERKAS diatur: jam portal akan digeser. Ini hanya untuk pengujian.",
                hint="Hapus JAM_BERKAS dari lingkungan dan dari .env.",
                id="dinsos.E002",
            )
        )
    if not settings.MODE_PRODUKSI and not LOKAL.issuperset(settings.ALLOWED_HOSTS):
        temuan.append(
            Warning(
                "Mode peragaan dibuka bagi komputer lain, padahal sandi akunnya diketahui umum.",
                hint="Hapus DINSOS_HOST, atau pakai DINSOS_MODE=produksi dengan basis data baru.",
                id="dinsos.W001",
            )
        )
    return temuan


@register("dinsos")
def periksa_kunci(app_configs, **_) -> list[CheckMessage]:
    """Both keys are long, random and different."""
    if not settings.MODE_PRODUKSI:
        return []
    kunci = {"KUNCI_DJANGO": settings.SECRET_KEY, "KUNCI_RAHASIA": settings.KUNCI_RAHASIA}
    temuan = [
        Error(f"{nama} {keluhan}.", hint=BUAT_KUNCI.format(nama), id=nomor)
        for nomor, (nama, nilai) in zip(("dinsos.E003", "dinsos.E004"), kunci.items(), strict=True)
        if (keluhan := _keluhan_kunci(nilai))
    ]
    if settings.SECRET_KEY == settings.KUNCI_RAHASIA and not temuan:
        temuan.append(
            Error(
                "KUNCI_DJANGO dan KUNCI_RAHASIA berisi kunci yang sama.",
                hint=BUAT_KUNCI.format("KUNCI_DJANGO") + " KUNCI_RAHASIA jangan diubah.",
                id="dinsos.E005",
            )
        )
    return temuan


def _keluhan_kunci(nilai: str) -> str:
    """Why a key can't be used; empty when it can."""
    if not nilai or nilai == "kunci-belum-diatur":
        return "belum diatur"
    if nilai.lower().startswith(TANDA_KUNCI_CONTOH):
        return "masih berisi kunci contoh"
    if len(nilai) < PANJANG_KUNCI or len(set(nilai)) < RAGAM_KUNCI:
        return f"terlalu pendek atau mudah ditebak (perlu {PANJANG_KUNCI} huruf acak)"
    return ""


@register("dinsos")
def periksa_alamat(app_configs, **_) -> list[CheckMessage]:
    """Debug pages are off, the hosts are named, and everything travels over https."""
    if not settings.MODE_PRODUKSI:
        return []
    temuan = []
    if settings.DEBUG:
        temuan.append(
            Error(
                "DINSOS_DEBUG menyala: halaman galat akan membuka isi sistem kepada siapa saja.",
                hint="Hapus DINSOS_DEBUG dari lingkungan dan dari .env.",
                id="dinsos.E006",
            )
        )
    if not settings.ALLOWED_HOSTS or any(nama.startswith(("*", ".")) for nama in settings.ALLOWED_HOSTS):
        temuan.append(
            Error(
                "DINSOS_HOST kosong atau menerima sembarang nama.",
                hint="Isi nama situs, misalnya DINSOS_HOST=dinsos.butonkab.go.id (pisahkan dengan koma).",
                id="dinsos.E007",
            )
        )
    return temuan + _periksa_https()


def _periksa_https() -> list[CheckMessage]:
    temuan = []
    aman = (
        settings.SECURE_SSL_REDIRECT
        and settings.SESSION_COOKIE_SECURE
        and settings.CSRF_COOKIE_SECURE
        and settings.SECURE_HSTS_SECONDS
    )
    if not aman:
        temuan.append(
            Error(
                "DINSOS_HTTPS dimatikan: sandi dan laporan warga akan dikirim tanpa penyandian.",
                hint="Hapus DINSOS_HTTPS dan pasang sertifikat di nginx (docs/operasi.md).",
                id="dinsos.E008",
            )
        )
    alamat = urlsplit(settings.ALAMAT_SITUS)
    if alamat.scheme != "https" or not validate_host(alamat.hostname or "", settings.ALLOWED_HOSTS or ["*"]):
        temuan.append(
            Error(
                f"DINSOS_ALAMAT ({settings.ALAMAT_SITUS}) bukan alamat https dari nama di DINSOS_HOST: "
                "tautan dalam pesan kepada warga akan salah.",
                hint="Isi misalnya DINSOS_ALAMAT=https://dinsos.butonkab.go.id",
                id="dinsos.E009",
            )
        )
    if not settings.PROKSI:
        temuan.append(
            Warning(
                "DINSOS_PROKSI belum diatur: di belakang nginx, portal tidak tahu bahwa warga memakai https.",
                hint="Isi DINSOS_PROKSI=1 bila ada satu nginx di depan portal.",
                id="dinsos.W002",
            )
        )
    return temuan


@register("dinsos")
def periksa_surel(app_configs, **_) -> list[CheckMessage]:
    """Messages really leave the house: only a real SMTP server counts as a channel (tenggat, "accepted")."""
    if not settings.MODE_PRODUKSI:
        return []
    temuan = []
    if settings.EMAIL_BACKEND != "django.core.mail.backends.smtp.EmailBackend" or settings.EMAIL_SIMULASI:
        temuan.append(
            Error(
                "E-mail hanya disimulasikan (DINSOS_EMAIL bukan smtp): pesan tidak sampai kepada warga.",
                hint="Hapus DINSOS_EMAIL atau isi DINSOS_EMAIL=smtp.",
                id="dinsos.E010",
            )
        )
    if not settings.EMAIL_HOST:
        temuan.append(
            Error(
                "DINSOS_EMAIL_HOST belum diatur: tidak ada server yang mengirim pesan kepada warga.",
                hint="Isi nama server SMTP kantor, lalu DINSOS_EMAIL_PORT, DINSOS_EMAIL_USER, "
                "DINSOS_EMAIL_PASSWORD.",
                id="dinsos.E011",
            )
        )
    return temuan


@register("dinsos")
def periksa_penyimpanan(app_configs, **_) -> list[CheckMessage]:
    """Database fit for an office; papers of citizens in a folder that only the portal can open."""
    if not settings.MODE_PRODUKSI:
        return []
    temuan = []
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and not settings.SQLITE_DIIZINKAN:
        temuan.append(
            Warning(
                "Basis data masih SQLite. Untuk kantor, pakai PostgreSQL.",
                hint="Isi DATABASE_URL=postgres://…; bila memang disengaja, isi DINSOS_SQLITE=true.",
                id="dinsos.W003",
            )
        )
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        temuan.append(
            Warning(
                "Gaya dan skrip halaman belum dikumpulkan: halaman tidak akan tampil.",
                hint="Jalankan manage.py collectstatic --noinput setiap kali portal diperbarui.",
                id="dinsos.W004",
            )
        )
    keluhan = _keluhan_folder(Path(settings.BERKAS_ROOT))
    if keluhan:
        temuan.append(
            Error(
                f"BERKAS_ROOT ({settings.BERKAS_ROOT}) {keluhan[0]}.",
                hint=keluhan[1],
                id="dinsos.E012",
            )
        )
    return temuan


def _keluhan_folder(akar: Path) -> tuple[str, str] | None:
    """(what is wrong with the folder of papers, what to do), or None when it is fine."""
    if not akar.is_dir():
        return (
            "belum ada",
            f"Buat: mkdir -p {akar} && chmod 700 {akar} (milik pengguna yang menjalankan portal).",
        )
    terbuka = [Path(settings.STATIC_ROOT), *(Path(folder) for folder in settings.STATICFILES_DIRS)]
    if any(akar.resolve().is_relative_to(folder.resolve()) for folder in terbuka):
        return "ada di dalam folder berkas statis yang dibuka untuk umum", "Pindahkan ke folder lain."
    if stat.S_IMODE(akar.stat().st_mode) & stat.S_IRWXO:
        return "dapat dibuka oleh pengguna lain di komputer ini", f"Tutup: chmod 700 {akar}"
    if not os.access(akar, os.R_OK | os.W_OK | os.X_OK):
        return "tidak dapat ditulisi oleh portal", f"Serahkan folder kepada pengguna portal: chown … {akar}"
    return None


@register("dinsos")
def periksa_retensi(app_configs, **_) -> list[CheckMessage]:
    """Copies of identity documents are kept for a sensible time, in every mode: a wrong one deletes too early."""
    if settings.IDENTITAS_SIMPAN_HARI in SIMPAN_HARI:
        return []
    return [
        Error(
            f"DINSOS_IDENTITAS_HARI berisi {settings.IDENTITAS_SIMPAN_HARI}, di luar 1 sampai 365 hari.",
            hint="Isi dengan banyaknya hari salinan kartu identitas disimpan sesudah surat ditutup; bawaannya 30.",
            id="dinsos.E016",
        )
    ]


@register("dinsos")
def periksa_retensi_tamu(app_configs, **_) -> list[CheckMessage]:
    """The guest book forgets visitors after a sensible time, in every mode."""
    if settings.BUKU_TAMU_SIMPAN_HARI in SIMPAN_TAMU:
        return []
    return [
        Error(
            f"DINSOS_BUKU_TAMU_HARI berisi {settings.BUKU_TAMU_SIMPAN_HARI}, di luar 1 sampai 3650 hari.",
            hint="Isi dengan banyaknya hari nama tamu tanpa surat disimpan dalam buku tamu; bawaannya 365.",
            id="dinsos.E025",
        )
    ]


@register("dinsos")
def periksa_jatah_unggah(app_configs, **_) -> list[CheckMessage]:
    """A share of uploads that lets one letter through, in every mode: with 0 nobody could send a file."""
    return [
        Error(
            f"{nama} berisi {nilai}, di luar {jarak[0]} sampai {jarak[-1]}.",
            hint=f"Isi dengan {arti} yang boleh diunggah dari satu alamat jaringan dalam satu jam; "
            f"bawaannya {bawaan}.",
            id="dinsos.E017",
        )
        for nama, nilai, jarak, arti, bawaan in (
            (
                "DINSOS_BERKAS_ALAMAT_JUMLAH",
                settings.BERKAS_ALAMAT_JUMLAH,
                JATAH_JUMLAH,
                "banyaknya berkas",
                120,
            ),
            (
                "DINSOS_BERKAS_ALAMAT_MB",
                settings.BERKAS_ALAMAT_UKURAN // 1024**2,
                JATAH_MB,
                "banyaknya MB",
                300,
            ),
        )
        if nilai not in jarak
    ]


@register("dinsos")
def periksa_jatah_surat(app_configs, **_) -> list[CheckMessage]:
    """Limits of the public forms that let a person through, in every mode."""
    return [
        Error(
            f"{nama} berisi {nilai}, di luar {jarak[0]} sampai {jarak[-1]}.",
            hint=f"Isi dengan {arti}; bawaannya {bawaan}.",
            id="dinsos.E018",
        )
        for nama, nilai, jarak, arti, bawaan in (
            (
                "DINSOS_SURAT_ALAMAT",
                settings.SURAT_ALAMAT_JUMLAH,
                JATAH_SURAT,
                "banyaknya surat dari satu alamat jaringan dalam satu jam",
                120,
            ),
            (
                "DINSOS_SURAT_NOMOR",
                settings.SURAT_NOMOR_JUMLAH,
                JATAH_SURAT,
                "banyaknya surat dari satu peramban atau satu nomor dalam satu jam",
                30,
            ),
            (
                "DINSOS_FORMULIR_DETIK",
                settings.FORMULIR_DETIK,
                FORMULIR_DETIK,
                "waktu tersingkat mengisi formulir, dalam detik",
                10,
            ),
        )
        if nilai not in jarak
    ]


@register("dinsos", Tags.database)
def periksa_akun(app_configs, databases=None, **_) -> list[CheckMessage]:
    """No demo accounts and no superuser in a production database.

    Runs only when databases are asked for (`migrate`, `check --database default`, `wajib_aman`); silent while
    the table isn't there yet or the database can't be reached.
    """
    if not settings.MODE_PRODUKSI:
        return []
    temuan = []
    for alias in databases or []:
        try:
            temuan += _akun_terlarang(alias)
        except DatabaseError:
            continue
    return temuan


def _akun_terlarang(alias: str) -> Iterator[CheckMessage]:
    from dinsos.akun.models import Pengguna

    if Pengguna._meta.db_table not in connections[alias].introspection.table_names():
        return
    akun = Pengguna.objects.using(alias)
    if akun.filter(demo=True).exists():
        yield Error(
            "Basis data ini berisi akun peraga. Sandinya diketahui umum.",
            hint="Pakai basis data baru untuk kantor: isi DATABASE_URL, lalu jalankan manage.py migrate.",
            id="dinsos.E013",
        )
    if akun.filter(is_superuser=True).exists():
        yield Error(
            "Basis data ini berisi akun superuser, yang melewati semua batas peran.",
            hint="Cabut: manage.py cabut_superuser. Akun pengelola dibuat dengan manage.py buat_pengelola.",
            id="dinsos.E014",
        )


def wajib_aman() -> None:
    """Stop the process when a check of this module finds an error, with the messages on stderr.

    Raises SystemExit with the code 3, which gunicorn reads as "this can't start", so that it doesn't try again.
    """
    temuan = run_checks(tags=["dinsos"], databases=["default"])
    galat = [satu for satu in temuan if satu.level >= ERROR]
    if galat:
        uraian = "\n".join(f"- {satu.msg}\n  {satu.hint} ({satu.id})" for satu in galat)
        sys.stderr.write(f"Portal tidak dijalankan karena pengaturannya belum aman:\n{uraian}\n")
        raise SystemExit(3)
