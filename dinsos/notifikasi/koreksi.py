"""What staff put right in the outbox: a mark made by mistake, mail to colleagues that can't be delivered."""

from typing import Any

from django.db import transaction

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.notifikasi import keadaan as tabel
from dinsos.notifikasi import registri
from dinsos.notifikasi.actions import kunci_pesan, satu_baris
from dinsos.notifikasi.enums import Galat, HasilUpaya, Keadaan
from dinsos.notifikasi.kelas import TandaDitarik
from dinsos.notifikasi.models import Pesan

TANPA_ALASAN = "Tulis mengapa tanda terkirim itu keliru."
SUDAH_DITARIK = "Tanda terkirim pesan ini sudah ditarik kembali."
SUDAH_DIGANTI = (
    "Pesan ini sudah dicatat tidak sampai dan dikirim lagi, jadi tandanya tidak dapat ditarik lagi."
)
DIURUS = "sudah diurus"


def tarik_tanda(*, pesan: Pesan, oleh: Any, alasan: str) -> Pesan:
    """Take back a mark "sent" that was a mistake: the message had not left, and waits for a hand again.

    The evidence keeps the mark and adds who took it back, when and why. What the mark had brought about is undone
    by the class (`setelah_tanda_ditarik`), which also says when the message has been overtaken; it is then
    cancelled. Locks case and message like every acceptance, so whichever comes first decides.

    Raises SudahTerjadi when the mark is gone already, GalatAturan without a reason, for a message that nobody
    marked, and for one that was sent again since.
    """
    alasan = satu_baris(alasan)[:200]
    if not alasan:
        raise GalatAturan(TANPA_ALASAN)
    with transaction.atomic():
        kelas = registri.ambil(pesan.kelas)
        kelas.kunci_kasus(pesan)
        terkini, sekarang = kunci_pesan(pesan), jam.sekarang()
        tanda = _tanda(terkini)
        tabel.pindahkan(
            terkini,
            Keadaan.MENUNGGU_MANUAL,
            pada=sekarang,
            oleh=oleh,
            rincian=alasan,
            diterima_pada=None,
            ditandai_oleh=None,
            ditandai_pada=None,
            ditandai_alasan="",
        )
        if not kelas.setelah_tanda_ditarik(terkini, tanda, pada=sekarang, oleh=oleh, alasan=alasan):
            _batalkan(terkini, oleh, Galat.TIDAK_BERLAKU.label)
    return terkini


def tandai_diurus(*, tujuan: str, oleh: Any) -> int:
    """Settle the messages to staff that were given up on at this address: `oleh` has seen to it.

    Returns how many. Raises SudahTerjadi when there is none (any more).
    """
    with transaction.atomic():
        gagal = list(Pesan.objects.gagal_pegawai().filter(tujuan=tujuan).select_for_update())
        for pesan in gagal:
            _batalkan(pesan, oleh, DIURUS)
    if not gagal:
        raise SudahTerjadi("Surat elektronik itu sudah diurus.")
    return len(gagal)


def catat_pegawai_kembali(*, pesan: Pesan, alasan: str) -> bool:
    """Note once that an accepted e-mail to a colleague came back, for the digest of the pengelola: no letter waits
    for it, so nothing is sent again. `alasan` says who told; returns whether it was new. Inside a transaction."""
    terkini = kunci_pesan(pesan)
    if terkini.keadaan != Keadaan.DITERIMA or terkini.upaya.filter(hasil=HasilUpaya.TERPENTAL).exists():
        return False
    terkini.upaya.create(pada=jam.sekarang(), hasil=HasilUpaya.TERPENTAL, rincian=satu_baris(alasan)[:300])
    return True


def sapu_usang() -> int:
    """Settle the messages to staff that were given up on and that nobody has to care about any more.

    Returns how many. Raises nothing for a class that is not registered: its messages stay.
    """
    jumlah = 0
    for calon in Pesan.objects.gagal_pegawai():
        if not _usang(calon):
            continue
        with transaction.atomic():
            pesan = kunci_pesan(calon)
            if pesan.keadaan == Keadaan.GAGAL:
                _batalkan(pesan, None, Galat.TIDAK_BERLAKU.label)
                jumlah += 1
    return jumlah


def _tanda(pesan: Pesan) -> TandaDitarik:
    """The mark on a locked message, if it can be taken back; raises as `tarik_tanda`."""
    if pesan.tidak_sampai:
        raise GalatAturan(SUDAH_DIGANTI)
    if not pesan.bisa_ditarik:
        if pesan.upaya.filter(hasil=HasilUpaya.SALAH_TANDAI).exists():
            raise SudahTerjadi(SUDAH_DITARIK)
        raise GalatAturan("Hanya pesan yang ditandai terkirim oleh petugas yang dapat ditarik tandanya.")
    return TandaDitarik(pesan.diterima_pada, pesan.ditandai_pada, pesan.ditandai_oleh)


def _usang(pesan: Pesan) -> bool:
    try:
        return registri.ambil(pesan.kelas).usang(pesan)
    except LookupError:
        return False


def _batalkan(pesan: Pesan, oleh: Any, rincian: str) -> None:
    sekarang = jam.sekarang()
    tabel.pindahkan(
        pesan, Keadaan.DIBATALKAN, pada=sekarang, oleh=oleh, rincian=rincian, dibatalkan_pada=sekarang
    )
