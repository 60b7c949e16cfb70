"""The worker's turn at the mailbox: note what is new, take it, mark it; each message once (docs/adr/0020).

A message is known by its place (UIDVALIDITY and UID) and by the digest of what it says. First its place is noted,
then its bytes are fetched to the disk, then the row that names them is committed; the mailbox is marked last. A
process killed anywhere leaves neither a loss nor a second entry, whichever process goes on. Logs name rows by their
id, never what they hold.
"""

import hashlib
import logging
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from dinsos.bukutamu.kotak import isi, simpan
from dinsos.bukutamu.kotak.enums import Cacat, GalatKotak, JenisSurel, KeadaanSurel
from dinsos.bukutamu.kotak.imap import UKURAN_MAKS, GalatImap, SambunganImap, Temuan, TidakDiberikan
from dinsos.bukutamu.kotak.tempo import tempo
from dinsos.bukutamu.kotak.urai import sidik
from dinsos.bukutamu.models_kotak import KotakSurat, LetakSurel, SurelMasuk
from dinsos.inti import jam

log = logging.getLogger(__name__)

SEWA = timedelta(minutes=5)
PALING_LAMA = 60.0
"""Seconds after which a turn gives the mailbox back; the rest waits for the next one."""
BATAS_COBA = 5
SEKALI_AMBIL = 100
SISIR_TIAP = timedelta(hours=1)
JENDELA = timedelta(days=30)
"""So far back from the last success the whole folder is looked through for what the row of UIDs did not show."""


def giliran() -> int:
    """Read the mailbox, if the settings name one, and whatever waits to be read; returns how many were taken.

    Errors of the server stand on the row of the mailbox (`keadaan.kalimat_peringatan`); others are raised.
    """
    jumlah = ambil() if settings.IMAP_HOST else 0
    isi.olah()
    return jumlah


def ambil() -> int:
    """Take the new messages of the mailbox; 0 while another process has it. Outside any transaction."""
    kotak = _klaim()
    if kotak is None:
        return 0
    jumlah, galat = 0, ""
    try:
        with SambunganImap() as imap:
            jumlah = _baca(kotak, imap)
    except GalatImap as salah:
        galat = salah.kode
    except OSError as salah:
        log.error("kotak surat %s: pesan tidak bisa disimpan: %s", kotak.pk, type(salah).__name__)
        galat = GalatKotak.SIMPAN
    except Exception:
        galat = GalatKotak.SIMPAN
        raise
    finally:
        _lepas(kotak, galat)
    return jumlah


def nama_kotak() -> str:
    """Which mailbox the settings mean."""
    return f"{settings.IMAP_USER}@{settings.IMAP_HOST.lower()}/{settings.IMAP_FOLDER}"[:300]


def _klaim() -> KotakSurat | None:
    sekarang = jam.sekarang()
    with transaction.atomic(durable=True):
        KotakSurat.objects.get_or_create(nama=nama_kotak(), defaults={"sejak": _sejak_baru()})
        kotak = KotakSurat.objects.select_for_update().get(nama=nama_kotak())
        if kotak.dipegang_sampai and kotak.dipegang_sampai > sekarang:
            return None
        kotak.dipegang_sampai = sekarang + SEWA
        if settings.IMAP_SEJAK and _awal_hari(settings.IMAP_SEJAK) != kotak.sejak:
            kotak.sejak, kotak.disisir_pada = _awal_hari(settings.IMAP_SEJAK), None
        kotak.save(update_fields=["dipegang_sampai", "sejak", "disisir_pada"])
    return kotak


def _sejak_baru() -> datetime:
    """From when on a mailbox is read that is new: today, or the day on which the one before it was last read.

    So nothing is missed between a wrong or an old name of the mailbox in the settings and the right one.
    """
    lama = KotakSurat.objects.order_by("-pk").first()
    if lama is None:
        return _awal_hari(jam.hari_ini())
    return _awal_hari(jam.wita(lama.dibaca_pada or lama.sejak).date())


def _awal_hari(hari: date) -> datetime:
    return datetime.combine(hari, datetime.min.time(), jam.WITA)


def _perpanjang(kotak: KotakSurat) -> None:
    """Keep the mailbox while a turn lasts. Raises GalatImap when another process has it."""
    sekarang = jam.sekarang()
    if kotak.dipegang_sampai - sekarang > SEWA / 2:
        return
    milik_kami = KotakSurat.objects.filter(pk=kotak.pk, dipegang_sampai=kotak.dipegang_sampai)
    if not milik_kami.update(dipegang_sampai=sekarang + SEWA):
        raise GalatImap(GalatKotak.SERVER)
    kotak.dipegang_sampai = sekarang + SEWA


def _lepas(kotak: KotakSurat, galat: str) -> None:
    """Give the mailbox back and write down how the turn went, unless somebody else has it by now."""
    sekarang = jam.sekarang()
    nilai = {"dipegang_sampai": None, "galat": galat}
    if galat:
        nilai["gagal_sejak"] = kotak.gagal_sejak or sekarang
        log.warning("kotak surat %s belum terbaca: %s", kotak.pk, galat)
    else:
        nilai |= {"gagal_sejak": None, "dibaca_pada": sekarang}
    KotakSurat.objects.filter(pk=kotak.pk, dipegang_sampai=kotak.dipegang_sampai).update(**nilai)


def _baca(kotak: KotakSurat, imap: SambunganImap) -> int:
    selesai = time.monotonic() + PALING_LAMA
    _catat_letak(kotak, imap)
    jumlah = 0
    belum = LetakSurel.objects.filter(kotak=kotak, uidvalidity=imap.uidvalidity, surel=None)
    for letak in list(belum.order_by("percobaan", "pk")[:SEKALI_AMBIL]):
        if time.monotonic() > selesai:
            break
        _perpanjang(kotak)
        jumlah += _ambil_satu(imap, letak)
    _tandai(kotak, imap)
    return jumlah


# --- noting ------------------------------------------------------------------------------------


def _catat_letak(kotak: KotakSurat, imap: SambunganImap) -> None:
    """Note every place that is new, before anything is fetched."""
    sekarang = jam.sekarang()
    berganti = kotak.uidvalidity != imap.uidvalidity
    if berganti:
        kotak.uidvalidity, kotak.uid_terakhir = imap.uidvalidity, 0
    uid = imap.sesudah(kotak.uid_terakhir) if kotak.uid_terakhir else []
    menyisir = berganti or not kotak.disisir_pada or sekarang - kotak.disisir_pada > SISIR_TIAP
    if menyisir or not kotak.uid_terakhir:
        uid = sorted({*uid, *_sisir(kotak, imap)})
    temuan = list(imap.rincian(uid))
    with transaction.atomic(durable=True):
        _tulis_letak(kotak, temuan, sekarang)
        kotak.uid_terakhir = max([kotak.uid_terakhir, *uid])
        kotak.disisir_pada = sekarang if menyisir else kotak.disisir_pada
        kotak.save(update_fields=["uidvalidity", "uid_terakhir", "disisir_pada"])
    if menyisir:
        _tuntaskan_lama(kotak)


def _sisir(kotak: KotakSurat, imap: SambunganImap) -> set[int]:
    """UIDs that no row knows, among the messages of the last weeks; all since `sejak` the first time."""
    lama = kotak.disisir_pada and kotak.dibaca_pada
    awal = max(kotak.sejak, kotak.dibaca_pada - JENDELA) if lama else kotak.sejak
    dikenal = LetakSurel.objects.filter(kotak=kotak, uidvalidity=imap.uidvalidity)
    return set(imap.sejak(awal)) - set(dikenal.values_list("uid", flat=True))


def _tulis_letak(kotak: KotakSurat, temuan: Iterable[Temuan], sekarang: datetime) -> None:
    baru = [
        LetakSurel(
            kotak=kotak,
            uidvalidity=kotak.uidvalidity,
            uid=satu.uid,
            tiba_pada=min(satu.tiba_pada or sekarang, sekarang),
            ukuran=min(satu.ukuran, 2**31 - 1),
        )
        for satu in temuan
        if satu.tiba_pada is None or satu.tiba_pada >= kotak.sejak
    ]
    LetakSurel.objects.bulk_create(baru, ignore_conflicts=True)


def _tuntaskan_lama(kotak: KotakSurat) -> None:
    """Places noted under an older UIDVALIDITY and never taken: the message stands at a new place, or it is gone.

    One that is gone the desk gets to see.
    """
    for letak in LetakSurel.objects.filter(kotak=kotak, surel=None).exclude(uidvalidity=kotak.uidvalidity):
        sama = LetakSurel.objects.filter(
            kotak=kotak, uidvalidity=kotak.uidvalidity, tiba_pada=letak.tiba_pada, ukuran=letak.ukuran
        )
        if sama.exists():
            letak.delete()
        else:
            _simpan_tanpa_isi(letak, Cacat.HILANG)


# --- taking ------------------------------------------------------------------------------------


def _ambil_satu(imap: SambunganImap, letak: LetakSurel) -> bool:
    """Fetch and keep one message; True when it has its entry now.

    One that the server keeps refusing, or at which the line breaks each time, becomes an entry without its text.
    """
    if letak.percobaan >= BATAS_COBA:
        return _simpan_tanpa_isi(letak, Cacat.GAGAL)
    LetakSurel.objects.filter(pk=letak.pk).update(percobaan=F("percobaan") + 1)
    besar = letak.ukuran > UKURAN_MAKS
    try:
        mentah = imap.isi(letak.uid, kepala_saja=besar)
        if mentah == b"" and letak.ukuran:
            raise TidakDiberikan
    except TidakDiberikan:
        return letak.percobaan + 1 >= BATAS_COBA and _simpan_tanpa_isi(letak, Cacat.GAGAL)
    if mentah is None:
        return _simpan_tanpa_isi(letak, Cacat.HILANG)
    if besar or len(mentah) >= UKURAN_MAKS:
        return _simpan(
            letak, mentah, hashlib.sha256(b"%d\0%b" % (letak.ukuran, mentah)).hexdigest(), Cacat.BESAR
        )
    return _simpan(letak, mentah, sidik(mentah), "")


def _simpan_tanpa_isi(letak: LetakSurel, cacat: str) -> bool:
    tempat = f"{letak.kotak_id} {letak.uidvalidity} {letak.uid}"
    return _simpan(letak, None, hashlib.sha256(tempat.encode()).hexdigest(), cacat)


def _simpan(letak: LetakSurel, mentah: bytes | None, cernaan: str, cacat: str) -> bool:
    """Bytes to the disk, then the entry; an entry that is there already keeps its own bytes."""
    nama = "" if mentah is None else simpan.tulis(mentah)
    try:
        surel = _tautkan(letak, cernaan, cacat, nama)
    except IntegrityError:  # another process has just made the entry of the same message
        surel = _tautkan(letak, cernaan, cacat, nama)
    if surel.nama_simpan != nama:
        simpan.hapus(nama)
    return True


@transaction.atomic(durable=True)
def _tautkan(letak: LetakSurel, cernaan: str, cacat: str, nama: str) -> SurelMasuk:
    # No join: having waited for the lock, PostgreSQL reads the locked row anew, but not what is joined to it.
    terkunci = LetakSurel.objects.select_for_update().get(pk=letak.pk)
    if terkunci.surel_id:
        return SurelMasuk.objects.get(pk=terkunci.surel_id)
    surel = SurelMasuk.objects.filter(sidik=cernaan).first()
    if surel is None:
        surel = SurelMasuk.objects.create(
            sidik=cernaan,
            keadaan=KeadaanSurel.MENTAH if nama else KeadaanSurel.BARU,
            jenis=JenisSurel.BIASA,
            cacat=cacat,
            nama_simpan=nama,
            ukuran=letak.ukuran,
            tiba_pada=letak.tiba_pada,
            disimpan_pada=jam.sekarang(),
            **tempo(letak.tiba_pada),
        )
    terkunci.surel = surel
    terkunci.save(update_fields=["surel"])
    return surel


def _tandai(kotak: KotakSurat, imap: SambunganImap) -> None:
    """Mark what has its entry; what the portal couldn't read stays unread there, for people to see."""
    if not imap.bisa_ditandai:
        return
    milik = LetakSurel.objects.filter(kotak=kotak, uidvalidity=imap.uidvalidity, ditandai=False)
    siap = list(milik.exclude(surel=None).filter(surel__cacat="").values_list("pk", "uid")[:1000])
    imap.tandai(sorted(uid for _, uid in siap))
    LetakSurel.objects.filter(pk__in=[pk for pk, _ in siap]).update(ditandai=True)
