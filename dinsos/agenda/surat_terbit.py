"""What staff do with an answer after it went out: correct or cancel it."""

from collections.abc import Callable

from django.db import transaction

from dinsos.agenda import nomor_kartu, pesan
from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.buka_identitas import boleh_membuka
from dinsos.agenda.dokumen_surat import KUNCI, kepada
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.enums import JenisSurat, KeadaanSurat
from dinsos.dokumen.isian import PANJANG_ISI, paragraf, rapikan
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.models import Pesan

UNDANGAN = ("audiensi", "batal")
"""Data of a message that attach the invitation to an appointment; who has it already doesn't get it again."""
UNDANGAN_KINI: dict[str, Callable[[SuratMasuk], dict]] = {}
"""By class of message: what it would say now about the appointment. The room of the disposition adds its own."""
BELUM_SAMPAI = "Surat ini belum diterima pengirim. Terbitkan surat pengganti, atau beri disposisi ulang."


@transaction.atomic
def ganti_surat(*, surat: SuratMasuk, keluar: SuratKeluar, oleh, teks: str, nomor: str = "") -> SuratKeluar:
    """Send out a corrected answer with `teks` and a number of its own; the old one stays in the book, `digantikan`.

    The citizen gets it as the same kind of message, in place of one that no channel has taken yet; a clock that
    the first one stopped keeps its stop. Name and address are those of the register now. By the officer of the case
    and who decides it. `nomor` as in `pesan.kirim_surat_jawaban`. Raises TidakBerwenang, SudahTerjadi when the
    letter isn't in force, GalatAturan for a text that is empty, unchanged (for the same addressee), overlong or
    holds the number of a card, and a letter number that is taken.
    """
    surat, asal = _kunci(surat, keluar, oleh)
    teks = _teks_sah(teks, asal, tetap=keluar.data["kepada"] == kepada(surat.pengirim))
    sampai = _pembawa(keluar).filter(diterima_pada__isnull=False).exists()
    _panggil_kembali(keluar, oleh)
    kunci = asal.kunci.removeprefix(f"surat:{surat.pk}:").partition(":lagi:")[0]
    dibekukan = ("dibuat", "verifikasi", "tanggal", "nomor")
    lama = {nama: isi for nama, isi in keluar.data.items() if nama not in dibekukan}
    baru = surat_keluar.gantikan(
        surat=keluar,
        data=lama | {"paragraf": paragraf(teks), "kepada": kepada(surat.pengirim)},
        perihal=keluar.perihal,
        oleh=oleh,
        nomor=nomor,
    )
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas=asal.kelas,
        kunci=f"{kunci}:lagi:{baru.pk}",
        data={nama: isi for nama, isi in asal.data.items() if nama not in UNDANGAN}
        | ({} if sampai else _undangan(surat, asal))
        | {"teks": teks, KUNCI: str(baru.pk)},
    )
    catat(
        surat=surat,
        jenis="surat_diganti",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Surat {keluar.nomor} diganti dengan surat {baru.nomor}.",
        teks_warga=f"Surat kami nomor {keluar.nomor} kami perbaiki dan ganti dengan surat nomor {baru.nomor}.",
    )
    return baru


@transaction.atomic
def batalkan_surat(*, surat: SuratMasuk, keluar: SuratKeluar, oleh, alasan: str) -> SuratKeluar:
    """Cancel an answer that the citizen has, and tell them so with the reason; its number stays taken.

    By the officer of the case and who decides it. Raises TidakBerwenang, SudahTerjadi when the letter isn't in
    force, GalatAturan without a reason and as long as no channel has taken the letter.
    """
    surat, asal = _kunci(surat, keluar, oleh)
    if not _pembawa(keluar).filter(diterima_pada__isnull=False).exists():
        raise GalatAturan(BELUM_SAMPAI)
    keluar = surat_keluar.batalkan(surat=keluar, oleh=oleh, alasan=alasan)
    _panggil_kembali(keluar, oleh)
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="pembatalan_surat",
        kunci=f"pembatalan:{keluar.pk}",
        data={"nomor_keluar": keluar.nomor, "alasan": keluar.alasan_batal},
    )
    catat(
        surat=surat,
        jenis="surat_dibatalkan",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Membatalkan surat {keluar.nomor} ({asal.subjek.split(' — ')[0].lower()}). "
        f"Alasan: {keluar.alasan_batal}",
        teks_warga=f"Surat kami nomor {keluar.nomor} kami batalkan. Alasan: {keluar.alasan_batal}",
    )
    return keluar


def boleh_diurus(surat: SuratMasuk, keluar: SuratKeluar, oleh) -> bool:
    """Whether this person may correct or cancel that letter now."""
    bisa = keluar.jenis == JenisSurat.SURAT_JAWABAN and keluar.keadaan == KeadaanSurat.TERBIT
    return bisa and boleh_membuka(oleh, surat)


def pesan_asal(keluar: SuratKeluar) -> Pesan | None:
    """The message with which a letter first left."""
    return _pembawa(keluar).order_by("dibuat_pada", "pk").first()


def _kunci(surat: SuratMasuk, keluar: SuratKeluar, oleh) -> tuple[SuratMasuk, Pesan]:
    """The locked case, and the message with which the letter left."""
    surat = kunci_surat(surat.pk)
    if not boleh_membuka(oleh, surat):
        raise TidakBerwenang(
            "Surat jawaban hanya diganti atau dibatalkan oleh petugas surat ini dan pimpinan."
        )
    asal = pesan_asal(keluar)
    if keluar.kasus != surat.uuid or asal is None:
        raise GalatAturan("Yang dapat diganti atau dibatalkan hanya surat jawaban kepada pengirim.")
    return surat, asal


def _teks_sah(teks: str, asal: Pesan, *, tetap: bool) -> str:
    """The text in order; `tetap` says that the addressee stays, so that only the text can have been corrected."""
    teks = rapikan(teks)
    if not teks or len(teks) > PANJANG_ISI:
        raise GalatAturan("Tulis isi surat pengganti, paling banyak 6.000 huruf.")
    nomor_kartu.tolak(teks)
    if tetap and teks == rapikan(asal.data["teks"]):
        raise GalatAturan("Isi surat belum berubah. Perbaiki dahulu yang keliru.")
    return teks


def _undangan(surat: SuratMasuk, asal: Pesan) -> dict:
    """The invitation of a letter that never arrived: to what holds now, a calling off as it was."""
    if asal.kelas in UNDANGAN_KINI:
        return UNDANGAN_KINI[asal.kelas](surat)
    return {nama: asal.data[nama] for nama in UNDANGAN if nama in asal.data}


def _pembawa(keluar: SuratKeluar):
    return Pesan.objects.untuk_kasus(keluar.kasus).filter(**{f"data__{KUNCI}": str(keluar.pk)})


def _panggil_kembali(keluar: SuratKeluar, oleh) -> None:
    """Cancel what still waits to leave with this letter; what is being sent now goes its way."""
    for satu in _pembawa(keluar).terbuka():
        try:
            outbox.batalkan(pesan=satu, oleh=oleh)
        except SudahTerjadi:
            continue
