"""An answer that went out is overtaken by the answer about a newer decision."""

from itertools import pairwise

from dinsos.agenda.dokumen_surat import KUNCI
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.models import SuratKeluar
from dinsos.notifikasi.models import Pesan

KELAS_KEPUTUSAN = ("pemberitahuan", "penolakan")
"""Messages that carry the answer about a decision; the answer about the newest decision holds."""
ADA_YANG_BARU = "Ada surat yang lebih baru tentang hal yang sama."


def tandai_digantikan(kabar: Pesan) -> None:
    """The answer about a newer decision was accepted: the older ones no longer hold, and their check says so.

    Until then they do: what no channel has taken can still be called back. Inside the transaction that records the
    acceptance, under the lock of the case.
    """
    sampai = Pesan.objects.untuk_kasus(kabar.kasus).filter(
        kelas__in=KELAS_KEPUTUSAN, diterima_pada__isnull=False
    )
    kunci = {data[KUNCI] for data in sampai.values_list("data", flat=True) if KUNCI in data}
    berlaku = list(
        SuratKeluar.objects.select_for_update(of=("self",))
        .filter(pk__in=kunci, keadaan=KeadaanSurat.TERBIT)
        .order_by("terbit_pada", "nomor")
    )
    for lama, baru in pairwise(berlaku):
        if SuratKeluar.objects.filter(digantikan_oleh=baru).exists():
            surat_keluar.batalkan(surat=lama, oleh=lama.dibuat_oleh, alasan=ADA_YANG_BARU)
        else:
            surat_keluar.tandai_digantikan(lama=lama, baru=baru)
