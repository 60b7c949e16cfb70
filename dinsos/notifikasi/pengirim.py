"""The sender: takes due e-mails from the outbox and hands them to the mail server, at least once, never lost.

Order of events for one message: claim (short transaction) → renew the lease if it is half over → SMTP (outside
any transaction) → record acceptance together with `setelah_diterima` (one transaction). A crash between SMTP and
recording sends the letter a second time with the same Message-ID once the lease has run out. Logs name the
message by its UUID only.
"""

import contextlib
import logging
import time
import traceback
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, OperationalError, connection, transaction

from dinsos.inti import jam
from dinsos.notifikasi import registri
from dinsos.notifikasi.enums import GALAT_SERVER, Galat, HasilUpaya, Keadaan
from dinsos.notifikasi.galat_smtp import Sebab, golongkan
from dinsos.notifikasi.keadaan import pindahkan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.surel import LampiranTerlaluBesar, susun

log = logging.getLogger(__name__)

# Half of a lease is longer than one message can take: a handful of SMTP steps of 10 s each.
SEWA = timedelta(minutes=5)
JEDA = tuple(timedelta(minutes=n) for n in (1, 2, 5, 15, 60))
BATAS_TOLAKAN = timedelta(hours=24)  # temporary refusals of one kind end in `gagal` after this
TENGGANG_SMTP = 10  # seconds per SMTP step
_CATAT_ULANG = 3
_BUKAN_SURAT = ("console", "filebased", "dummy")


def kirim_tertunda(*, batas: int = 20, paling_lama: float = 20.0) -> int:
    """Send up to `batas` due e-mails over one connection; returns how many the server accepted.

    After `paling_lama` seconds the rest is given back: with a slow server the worker must get to its other tasks.
    Safe to run in several processes at once: a row is claimed by one of them (PostgreSQL: SKIP LOCKED;
    SQLite: immediate transactions). Must not be called inside a transaction (RuntimeError). Errors of the
    mail server are recorded on the message, never raised; database errors are raised.
    """
    pesan_pesan = _klaim(batas)
    if not pesan_pesan:
        return 0
    selesai, diterima = time.monotonic() + paling_lama, 0
    with Sambungan() as sambungan:
        for ke, pesan in enumerate(pesan_pesan):
            if ke and time.monotonic() > selesai:
                _lepaskan(pesan_pesan[ke:])
                break
            diterima += _proses(pesan, sambungan)
    if sambungan.berhasil:
        bangunkan(pulih=True)
    return diterima


def kirim_antrean(*, batas: int = 50, paling_lama: float = 10.0) -> int:
    """Send due e-mails as long as the server accepts some, about `paling_lama` seconds at most.

    Returns how many were accepted. The rest waits for the next call, so that a long queue doesn't keep the worker
    from its other tasks. Otherwise like `kirim_tertunda`.
    """
    selesai, jumlah = time.monotonic() + paling_lama, 0
    while (sisa := selesai - time.monotonic()) > 0 and (
        diterima := kirim_tertunda(batas=batas, paling_lama=sisa)
    ):
        jumlah += diterima
    return jumlah


def bangunkan(*, pulih: bool = False) -> int:
    """Make e-mails that wait for a usable mail server due now; returns how many.

    The worker calls it once when it starts (the settings may have been corrected). `pulih=True` says that the
    server has just accepted a message: the failure is over and no longer counted.
    """
    sekarang = jam.sekarang()
    kolom = {"coba_pada": sekarang}
    if pulih:
        kolom |= {"gagal_sejak": None, "galat_terakhir": ""}
    with transaction.atomic():
        id_id = list(
            Pesan.objects.menunggu_server(sekarang)
            .select_for_update(skip_locked=True)
            .values_list("pk", flat=True)
        )
        return Pesan.objects.filter(pk__in=id_id).update(**kolom) if id_id else 0


class Sambungan:
    """One SMTP connection for a batch, opened when first needed and again when the server dropped it.

    When it can't be opened the batch isn't held up by trying for every message: `putus` keeps the reason.
    """

    def __init__(self) -> None:
        self.belakang = get_connection(timeout=TENGGANG_SMTP)
        self.putus: Sebab | None = None
        self.berhasil = False

    def __enter__(self) -> "Sambungan":
        return self

    def __exit__(self, *_galat: object) -> None:
        self._tutup()

    def kirim(self, surat: EmailMessage) -> Sebab | None:
        """Hand one e-mail over; None means accepted, otherwise why not."""
        if self.putus is None and not settings.EMAIL_SIMULASI and self._bukan_surat():
            self.putus = Sebab(Galat.SETELAN, rincian="surat tidak dikirim lewat SMTP")
        if self.putus is None:
            self._buka()
        if self.putus is not None:
            return self.putus
        try:
            self.belakang.send_messages([surat])
        except Exception as galat:  # whatever it is, the message must stay in the outbox
            sebab = golongkan(galat)
            if sebab.galat != Galat.ALAMAT_DITOLAK:  # after the others the conversation may stand anywhere
                self._tutup()
            return sebab
        self.berhasil = True
        return None

    def _buka(self) -> None:
        try:
            self.belakang.open()
        except Exception as galat:
            self._tutup()
            sebab = golongkan(galat)
            self.putus = sebab if sebab.galat in GALAT_SERVER else Sebab(Galat.SETELAN, rincian=sebab.rincian)

    def _tutup(self) -> None:
        with contextlib.suppress(OSError):
            self.belakang.close()

    def _bukan_surat(self) -> bool:
        return type(self.belakang).__module__.rpartition(".")[2] in _BUKAN_SURAT


def _klaim(batas: int) -> list[Pesan]:
    sekarang = jam.sekarang()
    with transaction.atomic(durable=True):
        siap = Pesan.objects.siap_dikirim(sekarang).select_for_update(skip_locked=True)
        pesan_pesan = list(siap[:batas])
        if pesan_pesan:
            sampai = sekarang + SEWA
            Pesan.objects.filter(pk__in=[p.pk for p in pesan_pesan]).update(dikunci_sampai=sampai)
            for pesan in pesan_pesan:
                pesan.dikunci_sampai = sampai
    return pesan_pesan


def _lepaskan(pesan_pesan: list[Pesan]) -> None:
    """Give back what this process has claimed and not begun."""
    milik_kami = Pesan.objects.filter(
        pk__in=[p.pk for p in pesan_pesan],
        keadaan=Keadaan.ANTRE,
        dikunci_sampai=pesan_pesan[0].dikunci_sampai,
    )
    milik_kami.update(dikunci_sampai=None)


def _perpanjang_sewa(pesan: Pesan) -> bool:
    """Renew our lease before sending; False when somebody else has the message or it was cancelled.

    A lease with more than half its time left needs no renewal: nobody touches a message as long as it runs.
    """
    sekarang = jam.sekarang()
    if pesan.dikunci_sampai - sekarang > SEWA / 2:
        return True
    sampai = sekarang + SEWA
    milik_kami = Pesan.objects.filter(pk=pesan.pk, keadaan=Keadaan.ANTRE, dikunci_sampai=pesan.dikunci_sampai)
    if not milik_kami.update(dikunci_sampai=sampai):
        return False
    pesan.dikunci_sampai = sampai
    return True


def _proses(pesan: Pesan, sambungan: Sambungan) -> bool:
    if not _perpanjang_sewa(pesan):
        return False
    if pesan.diserahkan_pada:  # the server has it already; only the recording failed
        return _catat_diterima(pesan, pesan.diserahkan_pada)
    try:
        kelas = registri.ambil(pesan.kelas)
        if not kelas.berlaku(pesan):
            _catat_tidak_berlaku(pesan)
            return False
        surat = susun(pesan, kelas.lengkapi(pesan, pesan.isi), kelas.lampiran(pesan))
    except DatabaseError:
        raise
    except LampiranTerlaluBesar:
        _catat_gagal(pesan, Sebab(Galat.LAMPIRAN, tetap=True))
        return False
    except Exception as galat:  # a fault in one class of message must not stop the others
        _log_galat("menyusun", pesan, galat)
        _catat_gagal(pesan, Sebab(Galat.ISI_GAGAL, rincian=type(galat).__name__))
        return False
    sebab = sambungan.kirim(surat)
    if sebab is not None:
        _catat_gagal(pesan, sebab)
        return False
    return _catat_diterima(pesan, jam.sekarang())


def _catat_diterima(pesan: Pesan, pada: datetime) -> bool:
    """Record acceptance at the instant `pada`; tries a few times, then leaves a note to record it later."""
    pada = max(pada, pesan.dibuat_pada)  # the machine's clock may have been set back a little
    for ke in range(_CATAT_ULANG):
        try:
            return _catat_diterima_sekali(pesan, pada)
        except OperationalError as galat:
            _log_galat("mencatat", pesan, galat)
            connection.close_if_unusable_or_obsolete()
            time.sleep(0.2 * (ke + 1))
        except Exception as galat:
            _log_galat("mencatat", pesan, galat)
            break
    _catat_diserahkan(pesan, pada)
    return False


def _catat_diterima_sekali(pesan: Pesan, pada: datetime) -> bool:
    kelas = registri.ambil(pesan.kelas)
    with transaction.atomic(durable=True):
        kelas.kunci_kasus(pesan)
        terkini = Pesan.objects.select_for_update().get(pk=pesan.pk)
        if terkini.keadaan != Keadaan.ANTRE:  # our lease ran out and somebody else finished it
            terkini.upaya.create(pada=pada, hasil=HasilUpaya.DITERIMA, rincian=f"sesudah {terkini.keadaan}")
            return False
        pindahkan(
            terkini,
            Keadaan.DITERIMA,
            pada=pada,
            rincian="simulasi" if settings.EMAIL_SIMULASI else "SMTP 250",
            diterima_pada=pada,
            simulasi=settings.EMAIL_SIMULASI,
            percobaan=terkini.percobaan + 1,
            gagal_sejak=None,
            galat_terakhir="",
        )
        kelas.setelah_diterima(terkini, pada)
    log.info("pesan %s (%s) diterima server", pesan.pk, pesan.kelas)
    return True


def _catat_diserahkan(pesan: Pesan, pada: datetime) -> None:
    """Remember that the server has the letter, so that it isn't sent again while recording is retried."""
    sekarang = jam.sekarang()
    with transaction.atomic(durable=True):
        terkini = Pesan.objects.select_for_update().get(pk=pesan.pk)
        if terkini.keadaan != Keadaan.ANTRE:
            return
        terkini.percobaan += 1
        terkini.diserahkan_pada = pada
        terkini.gagal_sejak = terkini.gagal_sejak if terkini.galat_terakhir == Galat.PENCATATAN else sekarang
        terkini.galat_terakhir = Galat.PENCATATAN
        terkini.coba_pada = sekarang + jeda(terkini.percobaan)
        terkini.dikunci_sampai = None
        terkini.save()
        terkini.upaya.create(pada=pada, hasil=HasilUpaya.DISERAHKAN)


def _catat_tidak_berlaku(pesan: Pesan) -> None:
    sekarang = jam.sekarang()
    with transaction.atomic(durable=True):
        terkini = _masih_milik_kami(pesan)
        if terkini is not None:
            pindahkan(
                terkini,
                Keadaan.DIBATALKAN,
                pada=sekarang,
                rincian=Galat.TIDAK_BERLAKU.label,
                dibatalkan_pada=sekarang,
                galat_terakhir=Galat.TIDAK_BERLAKU,
            )


def _catat_gagal(pesan: Pesan, sebab: Sebab) -> None:
    sekarang = jam.sekarang()
    with transaction.atomic(durable=True):
        terkini = _masih_milik_kami(pesan)
        if terkini is None:
            return
        sejak = _gagal_sejak(terkini, sebab.galat, sekarang)
        kolom = {"percobaan": terkini.percobaan + 1, "gagal_sejak": sejak, "galat_terakhir": sebab.galat}
        habis = sebab.galat not in GALAT_SERVER and sekarang - sejak >= BATAS_TOLAKAN
        rincian = " ".join(filter(None, [sebab.galat.label, f"({sebab.rincian})" if sebab.rincian else ""]))
        if sebab.tetap or habis:
            pindahkan(terkini, Keadaan.GAGAL, pada=sekarang, rincian=rincian, **kolom)
        else:
            kolom |= {"coba_pada": sekarang + jeda(kolom["percobaan"]), "dikunci_sampai": None}
            for nama, nilai in kolom.items():
                setattr(terkini, nama, nilai)
            terkini.save(update_fields=list(kolom))
            terkini.upaya.create(pada=sekarang, hasil=HasilUpaya.DITUNDA, rincian=rincian)
    log.warning(
        "pesan %s (%s) belum terkirim: %s %s", pesan.pk, pesan.kelas, sebab.galat.value, sebab.rincian
    )


def _masih_milik_kami(pesan: Pesan) -> Pesan | None:
    return (
        Pesan.objects.select_for_update()
        .filter(pk=pesan.pk, keadaan=Keadaan.ANTRE, dikunci_sampai=pesan.dikunci_sampai)
        .first()
    )


def _gagal_sejak(pesan: Pesan, galat: Galat, sekarang: datetime) -> datetime:
    """Since when it fails in this way; all faults of server and settings count as one way."""
    sama = galat == pesan.galat_terakhir or (galat in GALAT_SERVER and pesan.galat_terakhir in GALAT_SERVER)
    return pesan.gagal_sejak if sama and pesan.gagal_sejak else sekarang


def jeda(percobaan: int) -> timedelta:
    """Wait after the n-th failed attempt: 1, 2, 5, 15, then always 60 minutes."""
    return JEDA[min(max(percobaan, 1), len(JEDA)) - 1]


def _log_galat(kegiatan: str, pesan: Pesan, galat: Exception) -> None:
    """Where it went wrong, without the error's own words: those may quote names, addresses or letters."""
    letak = "".join(traceback.format_tb(galat.__traceback__))
    log.error(
        "pesan %s (%s) gagal saat %s: %s\n%s", pesan.pk, pesan.kelas, kegiatan, type(galat).__name__, letak
    )
