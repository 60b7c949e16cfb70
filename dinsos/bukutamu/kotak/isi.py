"""From kept bytes to an entry that the desk can read: text, checked attachments, and bounces to their message.

Opening attachments takes seconds and happens outside any transaction; the entry changes in one. A message at which
the process dies is shown by its beginning after some attempts, so that it can't hold up the others.
"""

import io
import logging
import time
import traceback
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dinsos.agenda.formulir.unggahan import UKURAN_MAKS_SURAT
from dinsos.agenda.models import SuratMasuk
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import nama as penamaan
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from dinsos.bukutamu.kotak import simpan
from dinsos.bukutamu.kotak.enums import KeadaanSurel
from dinsos.bukutamu.kotak.urai import Sertaan, Surat, darurat, urai
from dinsos.bukutamu.models_kotak import BagianSurel, SurelMasuk
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi import koreksi
from dinsos.notifikasi.enums import Saluran
from dinsos.notifikasi.models import Pesan

log = logging.getLogger(__name__)

SEWA = timedelta(minutes=5)
PALING_LAMA = 60.0
BATAS_COBA = 3
COBA_MAKS = 1000
SERTAAN_MAKS = 20
BERKAS_TAK_TERBUKA = "Berkas ini tidak dapat kami periksa. Buka di kotak surat kantor."
TERLALU_BANYAK = "Pesan ini membawa terlalu banyak berkas. Selebihnya ada di kotak surat kantor."
WINMAIL = (
    "Lampiran Outlook (winmail.dat) tidak dapat dibuka. Minta pengirim mengirim lagi sebagai PDF atau foto."
)


@dataclass(frozen=True)
class Tersimpan:
    """An attachment after its check: the file, or why there is none."""

    nama: str
    berkas: Berkas | None = None
    alasan: str = ""


def olah(*, paling_lama: float = PALING_LAMA) -> int:
    """Read the messages that wait for it; returns how many. Outside any transaction."""
    selesai, jumlah = time.monotonic() + paling_lama, 0
    while time.monotonic() < selesai and (surel := _klaim()):
        jumlah += _olah_satu(surel)
    return jumlah


def _klaim() -> SurelMasuk | None:
    sekarang = jam.sekarang()
    with transaction.atomic(durable=True):
        mentah = SurelMasuk.objects.filter(keadaan=KeadaanSurel.MENTAH).select_for_update(skip_locked=True)
        surel = mentah.exclude(dipegang_sampai__gt=sekarang).order_by("pk").first()
        if surel is not None:
            surel.dipegang_sampai, surel.percobaan = sekarang + SEWA, min(surel.percobaan + 1, COBA_MAKS)
            surel.save(update_fields=["dipegang_sampai", "percobaan"])
    return surel


def _olah_satu(surel: SurelMasuk) -> bool:
    """Read one message and write its entry; False when the disk didn't let us (it is tried again later)."""
    try:
        surat = _urai(surel, _mentah(surel))
        bagian = _simpan_sertaan(surel, surat.sertaan)
    except (OSError, GalatBerkas) as galat:
        log.error("surel %s belum bisa dibaca: %s", surel.pk, type(galat).__name__)
        if not isinstance(galat, FileNotFoundError):
            _tanpa_hitung(surel)
        return False
    dipakai = False
    try:
        dipakai = _tulis(surel, surat, bagian)
    finally:
        if not dipakai:
            for satu in bagian:
                if satu.berkas is not None:
                    berkas_actions.hapus(berkas=satu.berkas)
    return True


def _tanpa_hitung(surel: SurelMasuk) -> None:
    """A full or broken disk is no fault of the message, which is read whole however long that lasted."""
    milik_kami = SurelMasuk.objects.filter(pk=surel.pk, percobaan=surel.percobaan)
    milik_kami.update(percobaan=F("percobaan") - 1)


def _mentah(surel: SurelMasuk) -> bytes:
    """The original; b"" when it stays missing, as after a backup that was put back without its files."""
    try:
        return simpan.baca(surel.nama_simpan)
    except FileNotFoundError:
        if surel.percobaan <= BATAS_COBA:
            raise
        return b""


def _urai(surel: SurelMasuk, mentah: bytes) -> Surat:
    if surel.percobaan > BATAS_COBA:
        return darurat(mentah)
    try:
        return urai(mentah)
    except Exception as galat:  # whatever it is, the message must come before somebody's eyes
        letak = "".join(traceback.format_tb(galat.__traceback__))
        log.error("surel %s tidak terurai: %s\n%s", surel.pk, type(galat).__name__, letak)
        return darurat(mentah)


# --- attachments -------------------------------------------------------------------------------


def _simpan_sertaan(surel: SurelMasuk, sertaan: list[Sertaan]) -> list[Tersimpan]:
    """Every attachment through the same check as an upload. Raises GalatBerkas when the disk is full."""
    hasil, sisa = [], UKURAN_MAKS_SURAT
    for satu in sertaan[:SERTAAN_MAKS]:
        tersimpan = _simpan_satu(surel, satu, sisa)
        sisa -= tersimpan.berkas.ukuran if tersimpan.berkas else 0
        hasil.append(tersimpan)
    if len(sertaan) > SERTAAN_MAKS:
        hasil.append(Tersimpan("", alasan=TERLALU_BANYAK))
    return hasil


def _simpan_satu(surel: SurelMasuk, satu: Sertaan, sisa: int) -> Tersimpan:
    nama = penamaan.bersihkan(satu.nama)
    if satu.mime == "application/ms-tnef" or nama.lower() == "winmail.dat":
        return Tersimpan(nama, alasan=WINMAIL)
    unggahan = io.BytesIO(satu.isi)
    unggahan.name = nama
    try:
        berkas = berkas_actions.simpan(unggahan=unggahan, sisa_ukuran=sisa)
    except GalatBerkas as galat:
        if galat.kode == "gagal_simpan":
            raise
        # Behind the semicolon stands what an uploader should do; here nobody uploads.
        return Tersimpan(nama, alasan=galat.pesan.partition(";")[0].rstrip(".") + ".")
    except Exception as galat:
        log.error("lampiran surel %s tidak bisa diperiksa: %s", surel.pk, type(galat).__name__)
        return Tersimpan(nama, alasan=BERKAS_TAK_TERBUKA)
    return Tersimpan(berkas.nama_asli, berkas=berkas)


# --- the entry ---------------------------------------------------------------------------------


@transaction.atomic(durable=True)
def _tulis(surel: SurelMasuk, surat: Surat, bagian: list[Tersimpan]) -> bool:
    """Write what was read; False when another process was faster."""
    terkunci = SurelMasuk.objects.select_for_update(of=("self",)).get(pk=surel.pk)
    if terkunci.keadaan != KeadaanSurel.MENTAH:
        return False
    for nama in ("dari_nama", "dari_alamat", "balas_ke", "subjek", "isi", "jenis"):
        setattr(terkunci, nama, getattr(surat, nama))
    terkunci.cacat = terkunci.cacat or surat.cacat
    terkunci.dipegang_sampai = None
    terkunci.pesan = _pesan_kami(surat)
    pental = surat.pental is not None and surat.pental.gagal and _bisa_kembali(terkunci.pesan)
    terkunci.keadaan = KeadaanSurel.PENTAL if pental else KeadaanSurel.BARU
    terkunci.save()
    BagianSurel.objects.bulk_create(
        BagianSurel(
            surel=terkunci, urut=urut, nama=satu.nama[:120], berkas=satu.berkas, alasan=satu.alasan[:300]
        )
        for urut, satu in enumerate(bagian, 1)
    )
    if pental:
        _kembali(terkunci.pesan, surat.pental.kode)
    return True


def _pesan_kami(surat: Surat) -> Pesan | None:
    """The message of ours that a report brings back or a reply answers, by its Message-ID."""
    for nomor in surat.pental.nomor if surat.pental else surat.rujukan:
        try:
            pk = UUID(nomor[1:].partition("@")[0])
        except ValueError:
            continue
        if pesan := Pesan.objects.filter(pk=pk, message_id=nomor).first():
            return pesan
    return None


def _bisa_kembali(pesan: Pesan | None) -> bool:
    """Whether a report about this message needs nobody's eyes; one that isn't accepted by our books does."""
    return pesan is not None and bool(pesan.bisa_tidak_sampai or pesan.tidak_sampai or pesan.kasus is None)


def _kembali(pesan: Pesan, kode: str) -> None:
    """Record that our message came back: it goes on by WhatsApp or on paper, by somebody's hand.

    One that came back before stays as it is; one to a colleague is noted for the digest of the pengelola.
    """
    alasan = f"Server surat mengembalikannya{f' (kode {kode})' if kode else ''}."
    if pesan.kasus is None:
        koreksi.catat_pegawai_kembali(pesan=pesan, alasan=alasan)
        return
    pengirim = SuratMasuk.objects.filter(uuid=pesan.kasus).values_list("pengirim__telepon", flat=True)
    telepon = pengirim.first() or ""
    cara = [(Saluran.WHATSAPP, telepon)] if telepon else []
    for saluran, tujuan in [*cara, (Saluran.KERTAS, "")]:
        if not pesan.bisa_tidak_sampai:
            return
        try:
            with transaction.atomic():
                outbox.catat_tidak_sampai(
                    pesan=pesan, oleh=None, alasan=alasan, saluran=saluran, tujuan=tujuan
                )
        except GalatAturan:
            continue
        return
