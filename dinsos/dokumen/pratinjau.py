"""The very letter that an act would send out, to look at before it is sent; nothing of the act stays."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from dinsos.dokumen import cetak, kop
from dinsos.dokumen.enums import JenisSurat
from dinsos.dokumen.models_surat import SuratKeluar
from dinsos.inti.galat import GalatAturan

TANPA_NOMOR = "(diberikan saat dikirim)"
TANPA_SURAT = "Keputusan ini tidak mengirim surat, jadi tidak ada yang dapat dilihat dahulu."


def cetak_pratinjau(*, kasus: UUID, jenis: str, lakukan: Callable[[], object], nomor: str = "") -> bytes:
    """The PDF of the newest letter of `jenis` (`JenisSurat`) about the case that `lakukan` would send out.

    The act runs with its own checks and rights and is then taken back as a whole: no number is given out, no
    message, story or history stays. The sheet is marked, has no check code, and shows `nomor`, which was typed in,
    or that there is none yet. Call it outside transactions. Raises what the act raises, GalatAturan when it sends
    no such letter.
    """
    lama = list(SuratKeluar.objects.filter(kasus=kasus).values_list("pk", flat=True))
    with transaction.atomic():
        lakukan()
        baru = SuratKeluar.objects.filter(kasus=kasus, jenis=jenis).exclude(pk__in=lama)
        surat = baru.order_by("terbit_pada", "pk").last()
        transaction.set_rollback(True)
    if surat is None:
        raise GalatAturan(TANPA_SURAT)
    data = {nama: isi for nama, isi in surat.data.items() if nama != "verifikasi"} | {
        "judul": f"Pratinjau {JenisSurat(jenis).label.lower()}",
        "pratinjau": True,
        "nomor": nomor or TANPA_NOMOR,
    }
    return cetak.pdf(jenis, data, kop=surat.kop, gambar=kop.gambar(surat.kop))
