"""Whether another time can be asked for or offered."""

from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from disposisi.enums import KeadaanAudiensi
from disposisi.jadwal_kabar import sudah_ditulis
from disposisi.models_jadwal import Audiensi, PermintaanWaktu


def wajib_bisa_diminta(surat: SuratMasuk, *, oleh_kantor: bool = False) -> Audiensi | None:
    """The firm appointment of a locked letter, locked, or None when there is none.

    Raises GalatAturan for a closed letter, one that is handled in writing, that nobody handles yet, or whose sender
    has heard of no plan; SudahTerjadi when the guest is here or the meeting began, and, unless it is the office
    that offers, when a request or an offer is open.
    """
    disposisi = getattr(surat, "disposisi", None)
    if surat.tertutup:
        raise GalatAturan("Surat ini sudah ditutup, jadi tidak dapat dijadwalkan lagi.")
    if disposisi is None or disposisi.petugas_id is None or disposisi.tertulis:
        raise GalatAturan("Surat ini tidak memerlukan jadwal pertemuan.")
    if not sudah_ditulis(surat):
        raise GalatAturan("Pengirim belum diberi tahu tentang jadwalnya. Kirim suratnya dahulu.")
    berjalan = Audiensi.objects.berjalan().select_for_update(of=("self",)).select_related("ruang", "petugas")
    tetap = berjalan.filter(surat=surat).first()
    if tetap and tetap.keadaan != KeadaanAudiensi.DIPASTIKAN:
        raise SudahTerjadi(f"Jadwal ini sudah tercatat: {tetap.get_keadaan_display().lower()}.")
    if not oleh_kantor:
        _wajib_tidak_terbuka(surat)
    return tetap


def _wajib_tidak_terbuka(surat: SuratMasuk) -> None:
    if PermintaanWaktu.objects.menunggu().filter(surat=surat).exists():
        raise SudahTerjadi("Permintaan Anda sudah kami terima. Petugas akan menjawabnya.")
    if Audiensi.objects.filter(surat=surat).diusulkan(jam.sekarang()).exists():
        raise SudahTerjadi("Kami sudah menawarkan waktu lain. Pilih salah satu, atau tolak dahulu.")
