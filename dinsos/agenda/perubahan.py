"""Moving due dates after a calendar was published: the only code that ever does (tenggat.md, "Frozen").

Publishing moves nothing. The head looks at the clocks that a version touches and applies it: clocks are only
ever extended, only while they are open and not yet due, and each move is logged and told to the citizen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.models import Peringatan, PerubahanTenggat, SuratMasuk, Tenggat
from dinsos.agenda.pesan import kirim_ke_pengirim
from dinsos.agenda.querysets import TenggatQuerySet
from dinsos.agenda.riwayat import catat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.teks import waktu
from dinsos.sla.kalender import Kalender, tanggal_wita
from dinsos.sla.layanan import Perhitungan, Terbitan, hitung_ulang, kalender_untuk, terbitan_kini
from dinsos.sla.models import VersiKalender
from dinsos.sla.tenggat import Jenis, Satuan

JANJI = {Jenis.RESPON: "Kami menjawab", Jenis.PELAKSANAAN: "Kami menangani surat Anda"}


@dataclass(frozen=True)
class Geseran:
    """An open clock whose window holds dates that a version changes.

    `baru` is what the clock would be by the new calendars (UTC), `tanggal` the changed local dates.
    """

    tenggat: Tenggat
    baru: Perhitungan
    tanggal: list[date]

    @property
    def diundur(self) -> bool:
        """Whether applying the version moves the clock; an earlier date never does."""
        return self.baru.jatuh_tempo > self.tenggat.jatuh_tempo


def pratinjau(
    *, versi: VersiKalender, terbitan: Terbitan, pada: datetime, tenggat: TenggatQuerySet | None = None
) -> list[Geseran]:
    """Clocks open and not yet due at `pada` (aware) whose window holds a date that `versi` changes.

    The window goes from the day after receipt through the later of both due dates, in WITA; a date is changed
    when its office hours differ from those of the calendar frozen on the clock. `terbitan` are the calendars with
    `versi` among them, `tenggat` the clocks to look at (all by default). Earliest due first; two queries, and one
    for each set of frozen calendars.
    """
    baris = (Tenggat.objects.all() if tenggat is None else tenggat).terbuka().filter(jatuh_tempo__gt=pada)
    baris = baris.select_related("kebijakan", "surat").order_by("jatuh_tempo", "pk")
    return list(_geseran(baris, versi.tahun, terbitan))


def terapkan(*, versi: VersiKalender, oleh, alasan: str) -> list[PerubahanTenggat]:
    """Extend the running clocks that a published calendar touches, with reason `alasan`; returns the moves.

    Letter by letter, each in a transaction of its own that locks the letter and looks again, so that a clock
    stopped or fallen due meanwhile stays as it is, and a second call (or one after an interruption) does only what
    is left. Only the head of office or the acting head. Raises TidakBerwenang, and GalatAturan without a reason
    or when `versi` is not the calendar in force for its year.
    """
    if not oleh.adalah_kepala():
        raise TidakBerwenang("Hanya Kepala Dinas atau pelaksana harian yang menerapkan kalender.")
    alasan = " ".join(alasan.split())
    if not alasan:
        raise GalatAturan("Tulis alasan perubahan. Pengirim surat membaca alasan ini.")
    calon = pratinjau(versi=versi, terbitan=_terbitan(versi), pada=jam.sekarang())
    hasil = []
    for pk in sorted({satu.tenggat.surat_id for satu in calon if satu.diundur}):
        hasil += _terapkan_pada(pk, versi, oleh, alasan)
    return hasil


def _terbitan(versi: VersiKalender) -> Terbitan:
    """The published calendars; raises GalatAturan unless `versi` is one of them."""
    terbitan = terbitan_kini()
    if terbitan.versi.get(versi.tahun, (None,))[0] != versi.pk:
        raise GalatAturan(
            f"Versi ini bukan kalender {versi.tahun} yang berlaku. Buka versi terbaru yang terbit."
        )
    return terbitan


def _geseran(tenggat: Iterable[Tenggat], tahun: int, terbitan: Terbitan) -> Iterator[Geseran]:
    lama: dict[tuple[int, ...], Kalender] = {}
    for satu in tenggat:
        if satu.kebijakan.satuan == Satuan.MENIT:
            continue
        kunci = tuple(satu.versi_kalender)
        if kunci not in lama:
            lama[kunci] = kalender_untuk(kunci)
        baru = hitung_ulang(kebijakan=satu.kebijakan, mulai=satu.mulai, terbitan=terbitan)
        akhir = max(satu.jatuh_tempo, baru.jatuh_tempo)
        berubah = [
            hari
            for hari in _hari_sesudah(satu.mulai, akhir)
            if hari.year == tahun and lama[kunci].hari(hari).jam != terbitan.kalender.hari(hari).jam
        ]
        if berubah:
            yield Geseran(satu, baru, berubah)


def _hari_sesudah(mulai: datetime, akhir: datetime) -> Iterator[date]:
    awal = tanggal_wita(mulai)
    return (awal + timedelta(days=n) for n in range(1, (tanggal_wita(akhir) - awal).days + 1))


@transaction.atomic
def _terapkan_pada(pk: int, versi: VersiKalender, oleh, alasan: str) -> list[PerubahanTenggat]:
    surat = kunci_surat(pk)
    pada = jam.sekarang()
    terkunci = surat.tenggat.terbuka().filter(jatuh_tempo__gt=pada).select_for_update(of=("self",))
    geseran = _geseran(terkunci.select_related("kebijakan").order_by("pk"), versi.tahun, _terbitan(versi))
    hasil = [_geser(surat, satu, versi, oleh, alasan, pada) for satu in geseran if satu.diundur]
    if hasil:
        _kabari(surat, hasil)
    return hasil


def _geser(
    surat: SuratMasuk, geseran: Geseran, versi: VersiKalender, oleh, alasan: str, pada: datetime
) -> PerubahanTenggat:
    """Move one locked clock, its reminders with it, and write both logs."""
    tenggat, baru = geseran.tenggat, geseran.baru
    perubahan = PerubahanTenggat.objects.create(
        tenggat=tenggat,
        jatuh_tempo_lama=tenggat.jatuh_tempo,
        jatuh_tempo_baru=baru.jatuh_tempo,
        versi_lama=tenggat.versi_kalender,
        versi_baru=baru.versi_kalender,
        alasan=alasan,
        dasar=versi.dasar_hukum,
        oleh=oleh,
        pada=pada,
    )
    for kolom in ("ingat_pada", "versi_kalender", "penjelasan", "sementara"):
        setattr(tenggat, kolom, getattr(baru, kolom))
    tenggat.jatuh_tempo = baru.jatuh_tempo
    tenggat.save(update_fields=["jatuh_tempo", "ingat_pada", "versi_kalender", "penjelasan", "sementara"])
    _geser_peringatan(tenggat, baru)
    lama, kini = waktu(perubahan.jatuh_tempo_lama), waktu(perubahan.jatuh_tempo_baru)
    catat(
        surat=surat,
        jenis="batas_diundur",
        pada=pada,
        oleh=oleh,
        teks=f"Batas {tenggat.get_jenis_display().lower()} diundur dari {lama} menjadi {kini}."
        f" Alasan: {alasan} Dasar: {versi.dasar_hukum}",
        teks_warga=f"{JANJI[tenggat.jenis]} paling lambat {kini} (semula {lama}). Alasan: {alasan}",
    )
    return perubahan


def _geser_peringatan(tenggat: Tenggat, baru: Perhitungan) -> None:
    """Reminders that have not fired move with the clock; steps that the longer time makes possible are added."""
    ada = {satu.tahap: satu for satu in tenggat.peringatan.all()}
    for tahap, kirim_pada in baru.peringatan:
        satu = ada.get(tahap)
        if satu is None:
            Peringatan.objects.create(tenggat=tenggat, tahap=tahap, kirim_pada=kirim_pada)
        elif satu.selesai_pada is None:
            satu.kirim_pada = kirim_pada
            satu.save(update_fields=["kirim_pada"])


def _kabari(surat: SuratMasuk, perubahan: list[PerubahanTenggat]) -> None:
    """One message for the letter, whatever the number of its clocks."""
    kirim_ke_pengirim(
        surat=surat,
        kelas="perubahan_batas",
        kunci=f"perubahan:{perubahan[0].pk}",
        data={
            "batas": [
                {
                    "janji": JANJI[satu.tenggat.jenis],
                    "lama": waktu(satu.jatuh_tempo_lama),
                    "baru": waktu(satu.jatuh_tempo_baru),
                }
                for satu in perubahan
            ],
            "alasan": perubahan[0].alasan,
            "dasar": perubahan[0].dasar,
        },
    )
