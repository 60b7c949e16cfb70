"""How long the guest book knows who came: `BUKU_TAMU_SIMPAN_HARI` days, for visitors without a case (UU 27/2022).

Their line stays without name, address, phone and purpose: day, times, kind and whom they met, so that the numbers
of every report stay. Of a guest with a case the letter is the archive. Registrations that nobody confirmed on their
day lose their data in the night after it.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction

from dinsos.agenda.models import Denyut
from dinsos.bukutamu.daftar_sendiri import kedaluwarsakan
from dinsos.bukutamu.models import Tamu
from dinsos.inti import jam

NAMA = "hapus_buku_tamu"
MALAM = time(1, 30)  # WITA
SEKALI_BACA = 200
DIHAPUS = "Data sudah dihapus"


def batas() -> date:
    """Lines of this date (WITA) and before have outlived their time."""
    return jam.hari_ini() - timedelta(days=settings.BUKU_TAMU_SIMPAN_HARI)


def hapus_semua(*, coba: bool = False) -> int:
    """Delete who came from lines that have outlived their time; returns how many lines.

    With `coba` nothing is deleted. Safe to run twice, at the same time, and again after it was killed.
    """
    lama = Tamu.objects.filter(kunjungan=None, dihapus_pada=None, tanggal__lte=batas()).order_by("pk")
    if coba:
        return lama.count()
    jumlah = 0
    while kelompok := list(lama.values_list("pk", flat=True)[:SEKALI_BACA]):
        jumlah += sum(hapus_data(pk=pk) for pk in kelompok)
    return jumlah


@transaction.atomic
def hapus_data(*, pk: int) -> bool:
    """Take out of one line who came and what for; False when it was done already."""
    tamu = Tamu.objects.select_for_update(of=("self",)).get(pk=pk)
    if tamu.dihapus_pada is not None or tamu.kunjungan_id or tamu.tanggal > batas():
        return False
    tamu.nama = tamu.keperluan = DIHAPUS
    tamu.asal = tamu.telepon = ""
    tamu.dihapus_pada = jam.sekarang()
    tamu.save(update_fields=["nama", "keperluan", "asal", "telepon", "dihapus_pada"])
    return True


def hapus_malam() -> int | None:
    """The worker's turn: once after each 01.30 WITA, later if it was away; None when it is done already."""
    pada = jam.sekarang()
    mulai = datetime.combine(jam.wita(pada).date(), MALAM, jam.WITA)
    if mulai > pada:
        mulai -= timedelta(days=1)
    if Denyut.objects.filter(nama=NAMA, pada__gte=mulai).exists():
        return None
    kedaluwarsakan()
    jumlah = hapus_semua()
    with transaction.atomic():
        Denyut.objects.update_or_create(nama=NAMA, defaults={"pada": pada})
    return jumlah
