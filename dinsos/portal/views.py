"""Public pages that belong to no service, and what monitoring asks."""

from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dinsos.agenda.detak import NAMA as DETAK
from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import Denyut
from dinsos.akun.peran import publik
from dinsos.bukutamu.kotak.keadaan import usia_baca
from dinsos.inti import jam
from dinsos.notifikasi.kesehatan import kesehatan
from dinsos.portal import jam_buka, kinerja
from dinsos.sla import klausul
from dinsos.sla.layanan import hitung_semua, kalender_berlaku, lama_janji

DETAK_BASI = 120
PESAN_BASI = 3600
KOTAK_BASI = 3600


@publik
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """What can I do here, how long does it take, what does it cost, whom do I ask? All on the first screen."""
    kalender = kalender_berlaku()
    konteks = {
        "kantor_kini": jam_buka.kantor(kalender, jam.sekarang()),
        "jam_kerja": jam_buka.mingguan(kalender, jam.hari_ini()),
        "tutup": jam_buka.tutup_berikut(kalender, jam.hari_ini()),
        "kinerja": kinerja.jawaban(),
        "janji": lama_janji(pada=jam.hari_ini()),
    }
    return render(request, "portal/beranda.html", konteks)


@publik
@require_safe
def standar(request: HttpRequest, layanan: str = "") -> HttpResponse:
    """The service standard of one service or both, clause by clause in plain words, with due dates as of now."""
    janji = lama_janji(pada=jam.hari_ini())
    konteks = {
        "janji": janji,
        "daftar": [
            (satu, klausul.standar(satu.value, janji)) for satu in Layanan if layanan in ("", satu.value)
        ],
        "layanan": layanan and Layanan(layanan),
        "contoh": hitung_semua(layanan="pengaduan", diterima_pada=jam.sekarang()),
    }
    return render(request, "portal/standar.html", konteks)


@publik
@require_safe
def privasi(request: HttpRequest) -> HttpResponse:
    """The privacy notice (UU 27/2022)."""
    konteks = {
        "simpan_hari": settings.IDENTITAS_SIMPAN_HARI,
        "simpan_tamu_hari": settings.BUKU_TAMU_SIMPAN_HARI,
    }
    return render(request, "portal/privasi.html", konteks)


@publik
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; the database isn't asked."""
    return HttpResponse("ok", content_type="text/plain")


@publik
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether the installation does its work: database, migrations, age of the last tick and of the outbox.

    Ages in whole seconds (None: never ticked, or nothing waits). 503 when the database or a migration is
    missing, the last tick is older than two minutes, or an e-mail has waited for more than an hour. With a mailbox
    `kotak_detik` is the age of its last reading, which may be an hour, too.
    """
    keadaan = {"siap": False, "basis_data": False, "migrasi": False, "detak_detik": None, "pesan_detik": None}
    try:
        keadaan["migrasi"] = _migrasi_lengkap()
        keadaan["basis_data"] = True
        if keadaan["migrasi"]:
            keadaan |= _usia()
            keadaan["siap"] = _segar(keadaan)
    except Error:
        keadaan["basis_data"] = False
    return JsonResponse(keadaan, status=200 if keadaan["siap"] else 503)


def _usia() -> dict[str, int | None]:
    denyut = Denyut.objects.filter(nama=DETAK).first()
    tertua = kesehatan().usia_tertua
    kotak = {"kotak_detik": usia_baca()} if settings.IMAP_HOST else {}
    return kotak | {
        "detak_detik": max(0, int((jam.sekarang() - denyut.pada).total_seconds())) if denyut else None,
        "pesan_detik": int(tertua.total_seconds()) if tertua is not None else None,
    }


def _segar(keadaan: dict) -> bool:
    detak, pesan = keadaan["detak_detik"], keadaan["pesan_detik"]
    kotak = keadaan.get("kotak_detik", 0)
    terbaca = kotak is not None and kotak <= KOTAK_BASI
    return terbaca and detak is not None and detak <= DETAK_BASI and (pesan is None or pesan <= PESAN_BASI)


def _migrasi_lengkap() -> bool:
    """No migration of this code is missing. Looked up until it is so; then the code can't fall behind again."""
    if _lengkap_untuk(connection.settings_dict["NAME"]):
        return True
    _lengkap_untuk.cache_clear()
    return False


@cache
def _lengkap_untuk(basis_data: str) -> bool:
    pelaksana = MigrationExecutor(connection)
    return not pelaksana.migration_plan(pelaksana.loader.graph.leaf_nodes())
