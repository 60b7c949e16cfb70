"""The notice or answer about a decision among the messages of its letter: its key, and whether it is on its way."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dinsos.agenda.dokumen_surat import KUNCI
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen import surat as dokumen
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.models import SuratKeluar
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.querysets import PesanQuerySet
from disposisi.models import Disposisi, PenarikanDisposisi

BERUBAH = "Disposisi berubah sebelum surat ini dikirim."
KELAS_JAWABAN = ("pemberitahuan", "penolakan")


def kunci_jawaban(disposisi: Disposisi) -> str:
    """Which message of its letter the notice or answer about this decision is; one query."""
    pertama = disposisi.surat.semua_disposisi.order_by("pk").values_list("pk", flat=True).first()
    return "jawaban" if disposisi.pk == pertama else f"jawaban:{disposisi.pk}"


def kunci_serah(disposisi: Disposisi) -> str:
    """The message that a letter was handed over and its appointment called off, in place of a notice."""
    return f"serah:{disposisi.pk}"


def jawaban_tertulis(kasus: UUID | OuterRef) -> PesanQuerySet:
    """Notices and answers about what was decided on a letter: neither cancelled nor written while a decision held
    that was revoked since."""
    ditarik = PenarikanDisposisi.objects.filter(
        disposisi__surat__uuid=OuterRef("kasus"),
        disposisi__pada__lte=OuterRef("dibuat_pada"),
        pada__gt=OuterRef("dibuat_pada"),
    )
    tulisan = Pesan.objects.untuk_kasus(kasus).filter(kelas__in=KELAS_JAWABAN)
    return tulisan.exclude(keadaan=Keadaan.DIBATALKAN).filter(~Exists(ditarik))


def sudah_ditulis(surat: SuratMasuk) -> bool:
    """Whether the notice or answer about the decision was written: before that the citizen hears of no plan."""
    return jawaban_tertulis(surat.uuid).exists()


def panggil_kembali(pesan: Pesan, oleh) -> None:
    """Cancel a message that no channel has taken, and the letter that was to leave with it; its number stays taken.

    Raises SudahTerjadi when a channel has the message, or is taking it now.
    """
    pesan = outbox.batalkan(pesan=pesan, oleh=oleh)
    batalkan_surat(pesan, oleh, BERUBAH)


def batalkan_surat(pesan: Pesan, oleh, alasan: str) -> SuratKeluar | None:
    """Cancel the letter of ours that a message carries; None: it carries none, or one that isn't in force."""
    keluar = SuratKeluar.objects.filter(pk=pesan.data.get(KUNCI), keadaan=KeadaanSurat.TERBIT).first()
    return dokumen.batalkan(surat=keluar, oleh=oleh, alasan=alasan) if keluar else None


def kabar_disposisi(disposisi: Disposisi) -> list[Pesan]:
    """Every message that told of this decision, or that takes the place of one; oldest first."""
    awal = f"surat:{disposisi.surat_id}:"
    kunci = f"{awal}{kunci_jawaban(disposisi)}"
    tulisan = Q(kunci__in=(kunci, f"{awal}{kunci_serah(disposisi)}")) | Q(kunci__startswith=f"{kunci}:lagi:")
    semua = {satu.pk: satu for satu in Pesan.objects.filter(tulisan)}
    baru = [satu.digantikan_oleh_id for satu in semua.values() if satu.digantikan_oleh_id]
    while baru:
        pengganti = {satu.pk: satu for satu in Pesan.objects.filter(pk__in=baru)}
        semua |= pengganti
        baru = [satu.digantikan_oleh_id for satu in pengganti.values() if satu.digantikan_oleh_id]
    return sorted(semua.values(), key=lambda satu: (satu.dibuat_pada, satu.pk))
