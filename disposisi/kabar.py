"""The notice or answer about a decision among the messages of its letter: its key, and whether it is on its way."""

from django.db.models import Q

from dinsos.agenda.dokumen_surat import KUNCI
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen import surat as dokumen
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.models import SuratKeluar
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from disposisi.models import Disposisi

BERUBAH = "Disposisi berubah sebelum surat ini dikirim."
KELAS_JAWABAN = ("pemberitahuan", "penolakan")


def kunci_jawaban(disposisi: Disposisi) -> str:
    """Which message of its letter the notice or answer about this decision is; one query."""
    pertama = disposisi.surat.semua_disposisi.order_by("pk").values_list("pk", flat=True).first()
    return "jawaban" if disposisi.pk == pertama else f"jawaban:{disposisi.pk}"


def sudah_ditulis(surat: SuratMasuk) -> bool:
    """Whether the notice or answer about the decision was written: before that the citizen hears of no plan.

    One that was called back together with its decision doesn't count.
    """
    tulisan = Pesan.objects.untuk_kasus(surat.uuid).filter(kelas__in=KELAS_JAWABAN)
    return tulisan.exclude(keadaan=Keadaan.DIBATALKAN, digantikan_oleh=None).exists()


def panggil_kembali(pesan: Pesan, oleh) -> None:
    """Cancel a message that no channel has taken, and the letter that was to leave with it; its number stays taken.

    Raises SudahTerjadi when a channel has the message, or is taking it now.
    """
    pesan = outbox.batalkan(pesan=pesan, oleh=oleh)
    keluar = SuratKeluar.objects.filter(pk=pesan.data.get(KUNCI), keadaan=KeadaanSurat.TERBIT).first()
    if keluar:
        dokumen.batalkan(surat=keluar, oleh=oleh, alasan=BERUBAH)


def kabar_disposisi(disposisi: Disposisi) -> Pesan | None:
    """The notice or answer about this decision in its present form; None while nobody has written it."""
    kunci = f"surat:{disposisi.surat_id}:{kunci_jawaban(disposisi)}"
    tulisan = Q(kunci=kunci) | Q(kunci__startswith=f"{kunci}:lagi:")
    pesan = Pesan.objects.filter(tulisan).order_by("-dibuat_pada", "-kunci").first()
    while pesan and pesan.digantikan_oleh_id:
        pesan = Pesan.objects.get(pk=pesan.digantikan_oleh_id)
    return pesan
