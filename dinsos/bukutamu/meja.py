"""What the desk shows: who waits and what happens next, who is served, rooms and officers, appointments of today.

Every read leaves out letters from which the person at the desk is excluded; names of secret senders are masked. The
number of queries doesn't depend on how many guests, rooms or appointments there are.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Prefetch

from dinsos.agenda import kerahasiaan
from dinsos.agenda.enums import Layanan, Saluran, Status
from dinsos.agenda.ingat_tamu import ingat_tamu
from dinsos.agenda.kunjungan import PELAYAN
from dinsos.agenda.models import KeadaanKunjungan, Kunjungan, Pengecualian, Tenggat
from dinsos.agenda.querysets import bukan_kecualian
from dinsos.agenda.tampilan import KeadaanTenggat, keadaan
from dinsos.akun.models import Pengguna, Peran
from dinsos.bukutamu.enums import JenisTamu
from dinsos.bukutamu.meja_pendaftar import Pendaftar, pendaftar
from dinsos.bukutamu.models import Tamu
from dinsos.inti import jam
from dinsos.inti.teks import pukul
from dinsos.sla.layanan import kalender_berlaku
from dinsos.sla.tenggat import Jenis, lewat_tutup
from disposisi import slot
from disposisi.enums import BERJALAN, KeadaanAudiensi, Keputusan, Mode
from disposisi.jadwal import TUNGGU_PEMOHON
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, PemakaianSlot, Ruang

BERTEMPAT = (*BERJALAN, KeadaanAudiensi.DIUSULKAN)
"""A meeting that has ended keeps the cell in which it ended; the room is free all the same."""
BARU_BARU_INI = timedelta(days=31)
"""So long the desk shows people of whom nobody wrote down that they left, unless they still wait."""
SEBELUM_TUTUP = timedelta(minutes=30)
"""From so long before closing the desk says which guests must still be brought to an end."""


@dataclass(frozen=True)
class Tempat:
    """A room or officer now: free, or taken until an instant (None: nobody knows) and why."""

    pk: int
    nama: str
    bebas: bool
    keterangan: str


@dataclass(frozen=True)
class Kartu:
    """A guest who waits, with the one thing to do next.

    `langkah` is "arahkan" (lead now), "sampaikan" (pass the decision on) or "tunggu" (the head decides).
    `ruang` and `petugas` are the ids that stand chosen when the guest is led; `pelayan` are the officers to choose
    from, without those whom the letter names. `tautan` are WhatsApp chats to
    whoever decides: (name, address), `tamu` the id of the line in the guest book. `tawarkan`: the limit falls
    after closing, so that an appointment is offered.
    """

    kunjungan: Kunjungan
    kode: str
    nama: str
    status: KeadaanTenggat
    langkah: str
    tamu: int | None = None
    keputusan: str = ""
    ruang: int | None = None
    petugas: int | None = None
    pelayan: list[Tempat] = field(default_factory=list)
    tautan: list[tuple[str, str]] = field(default_factory=list)
    tawarkan: bool = False
    kemarin: bool = False


@dataclass(frozen=True)
class Janji:
    """An appointment of today as the desk may see it; `kata` says how it stands.

    `terlambat`: its guest did not come within `TUNGGU_PEMOHON`, so that the absence may be recorded.
    """

    audiensi: Audiensi
    nama: str
    kata: str
    terlambat: bool
    bisa_datang: bool

    @property
    def kunci(self) -> uuid.UUID:
        """The idempotency key of this appointment's check-in, the same on every page."""
        return uuid.uuid5(self.audiensi.uid, f"datang {self.audiensi.pk}")


@dataclass(frozen=True)
class Meja:
    """The whole screen at one instant."""

    pada: datetime
    pendaftar: list[Pendaftar]
    kartu: list[Kartu]
    dilayani: list[Kunjungan]
    lain: list[Tamu]
    ruang: list[Tempat]
    petugas: list[Tempat]
    janji: list[Janji]
    tutup: datetime | None
    sudah_tutup: bool

    @property
    def tanggal(self) -> date:
        """Today in WITA."""
        return jam.wita(self.pada).date()

    @property
    def belum_selesai(self) -> int:
        """Guests whose visit the desk has still to bring to a truthful end, or to write down at all."""
        return len(self.pendaftar) + len(self.kartu) + len(self.dilayani)


def susun(pengguna, pada: datetime) -> Meja:
    """The desk for this person at `pada` (aware)."""
    dilayani = list(_dilayani(pengguna, pada))
    for satu in dilayani:
        satu.kode_antrean = kode(satu)
    ruang, petugas = tempat(pada, dilayani)
    janji = list(_janji(pengguna, pada))
    tutup = kalender_berlaku().tutup(jam.wita(pada).date())
    return Meja(
        pada=pada,
        pendaftar=pendaftar(pengguna, pada, janji),
        kartu=_kartu(pengguna, pada, ruang, petugas, janji),
        dilayani=dilayani,
        lain=list(_tamu_lain(pada)),
        ruang=ruang,
        petugas=petugas,
        janji=[_baris_janji(satu, pada) for satu in janji],
        tutup=tutup if tutup and pada >= tutup - SEBELUM_TUTUP else None,
        sudah_tutup=tutup is None or pada >= tutup,
    )


def _tamu_lain(pada: datetime):
    """Visitors without a case who are still in the house; by the index of the day they came."""
    baru = Tamu.objects.filter(masuk_pada__gte=pada - BARU_BARU_INI)
    return baru.filter(jenis=JenisTamu.LAIN, keluar_pada=None)


def _dilayani(pengguna, pada: datetime):
    """Guests with an officer; by the index of the day they came."""
    baru = _kunjungan(pengguna).filter(tamu__masuk_pada__gte=pada - BARU_BARU_INI)
    return baru.filter(keadaan=KeadaanKunjungan.DIARAHKAN).order_by("diarahkan_pada")


def _kunjungan(pengguna):
    """Visits that this person may meet, with everything a line shows."""
    putusan = Prefetch(
        "surat__semua_disposisi",
        Disposisi.objects.aktif().select_related("petugas", "surat").order_by("-pk"),
        to_attr="putusan",
    )
    semua = Kunjungan.objects.filter(bukan_kecualian(pengguna, "surat"))
    return semua.select_related("surat__pengirim", "petugas", "tamu").prefetch_related(putusan)


def _kartu(
    pengguna, pada: datetime, ruang: list[Tempat], petugas: list[Tempat], janji: list[Audiensi]
) -> list[Kartu]:
    berjalan = Tenggat.objects.terbuka().filter(jenis=Jenis.TATAP_MUKA).values("kunjungan")
    menunggu = list(_kunjungan(pengguna).filter(pk__in=berjalan, keadaan=KeadaanKunjungan.MENUNGGU))
    jam_tamu = {t.kunjungan_id: t for t in Tenggat.objects.filter(kunjungan__in=menunggu)}
    menunggu.sort(key=lambda satu: (jam_tamu[satu.pk].jatuh_tempo, satu.pk))
    ingat = {satu.surat.pk: satu.tautan for satu in ingat_tamu(pengguna=pengguna, pada=pada)}
    janji_surat = {satu.surat_id: satu for satu in janji}
    kalender, disebut = kalender_berlaku(), _disebut(menunggu)
    hasil = []
    for satu in menunggu:
        tenggat, rencana = jam_tamu[satu.pk], janji_surat.get(satu.surat_id)
        langkah = langkah_berikut(satu)
        putusan = satu.surat.putusan[0] if satu.surat.putusan else None
        ditugaskan = satu.surat.petugas_id or (putusan.petugas_id if putusan else None)
        boleh = _pelayan_tamu(satu, petugas, disebut.get(satu.surat_id, ()), ditugaskan)
        hasil.append(
            Kartu(
                kunjungan=satu,
                kode=kode(satu),
                nama=kerahasiaan.nama_di_daftar(satu.surat),
                status=keadaan(tenggat, pada),
                langkah=langkah,
                tamu=tamu.pk if (tamu := getattr(satu, "tamu", None)) else None,
                keputusan=kata_keputusan(putusan) if langkah == "sampaikan" and putusan else "",
                ruang=rencana.ruang_id if rencana else _bebas(ruang),
                petugas=rencana.petugas_id if rencana else ditugaskan or _bebas(boleh),
                pelayan=boleh,
                tautan=ingat.get(satu.surat_id, []),
                tawarkan=lewat_tutup(tenggat.mulai, tenggat.jatuh_tempo, kalender),
                kemarin=jam.wita(satu.masuk_pada).date() < jam.wita(pada).date(),
            )
        )
    return hasil


def _pelayan_tamu(
    kunjungan: Kunjungan, petugas: list[Tempat], disebut: Collection[int], ditugaskan: int | None
) -> list[Tempat]:
    """To whom the guest may be led: nobody whom the letter names, and of a consultation the officer to whom the
    head gave it (KSL-PROSEDUR-9)."""
    boleh = [orang for orang in petugas if orang.pk not in disebut]
    if kunjungan.surat.layanan == Layanan.KONSULTASI and ditugaskan:
        return [orang for orang in boleh if orang.pk == ditugaskan] or boleh
    return boleh


def _disebut(menunggu: list[Kunjungan]) -> dict[int, set[int]]:
    """By letter, who may not serve its guest; one query."""
    hasil: dict[int, set[int]] = {}
    semua = Pengecualian.objects.filter(surat__in=[satu.surat_id for satu in menunggu])
    for surat, orang in semua.values_list("surat", "pengguna"):
        hasil.setdefault(surat, set()).add(orang)
    return hasil


def langkah_berikut(kunjungan: Kunjungan) -> str:
    """What the desk does next about a guest who waits; only a walk-in consultation waits for the head."""
    surat = kunjungan.surat
    langsung = surat.saluran == Saluran.TAMU and surat.layanan == Layanan.KONSULTASI
    if not langsung or kunjungan.keputusan_disampaikan_pada:
        return "arahkan"
    return "tunggu" if surat.status == Status.DITERIMA else "sampaikan"


def kata_keputusan(putusan: Disposisi) -> str:
    """The decision in words for the guest."""
    if putusan.keputusan == Keputusan.DITANGANI:
        cara = putusan.get_metode_display() or putusan.get_mode_display()
        return f"Diterima: {cara}. Petugas: {putusan.petugas}"
    awal = f"Dirujuk ke {putusan.tujuan_rujukan}." if putusan.tujuan_rujukan else "Tidak dapat ditangani."
    return " ".join(filter(None, (awal, putusan.alasan, putusan.jalan_lain)))


def kode(kunjungan: Kunjungan) -> str:
    """The queue code of a visit; "" when it isn't in the guest book of the day."""
    tamu = getattr(kunjungan, "tamu", None)
    return tamu.kode if tamu else ""


def _bebas(tempat: list[Tempat]) -> int | None:
    return next((satu.pk for satu in tempat if satu.bebas), None)


def tempat(pada: datetime, dilayani: list[Kunjungan]) -> tuple[list[Tempat], list[Tempat]]:
    """Rooms, and officers who serve guests, at `pada` (aware); five queries."""
    ruang = list(Ruang.objects.filter(aktif=True))
    orang = pelayan()
    akhir = pada + timedelta(hours=10)
    sel: dict[tuple[int | None, int | None], set[datetime]] = {}
    pakai = PemakaianSlot.objects.hidup(pada).filter(mulai__gte=slot.awal_sel(pada), mulai__lt=akhir)
    pakai = pakai.filter(audiensi__keadaan__in=BERTEMPAT)
    for r, p, mulai in pakai.values_list("sumber__ruang", "sumber__petugas", "mulai"):
        sel.setdefault((r, p), set()).add(mulai)
    absen: dict[int, datetime] = {}
    for satu in Ketidakhadiran.objects.filter(mulai__lte=pada, selesai__gt=pada):
        absen[satu.petugas_id] = max(satu.selesai, absen.get(satu.petugas_id, satu.selesai))
    melayani = {satu.petugas_id for satu in dilayani}
    return (
        [_tempat(satu.pk, str(satu), sel.get((satu.pk, None), set()), pada) for satu in ruang],
        [
            _tempat(
                satu.pk,
                str(satu),
                sel.get((None, satu.pk), set()),
                pada,
                absen=absen.get(satu.pk),
                melayani=satu.pk in melayani,
            )
            for satu in orang
        ],
    )


def pelayan() -> list[Pengguna]:
    """Who may serve a guest, officers first; one query."""
    orang = Pengguna.objects.berperan(*PELAYAN).prefetch_related("groups").order_by("nama", "pk")
    return sorted(orang, key=lambda satu: Peran.PETUGAS not in {g.name for g in satu.groups.all()})


def _tempat(
    pk: int,
    nama: str,
    sel: set[datetime],
    pada: datetime,
    *,
    absen: datetime | None = None,
    melayani: bool = False,
) -> Tempat:
    if absen:
        return Tempat(pk, nama, False, f"Tidak hadir sampai {pukul(absen)}")
    sibuk = slot.awal_sel(pada)
    while sibuk in sel:
        sibuk += slot.SEL
    if sibuk > pada:
        return Tempat(pk, nama, False, f"Dipakai sampai {pukul(sibuk)}")
    if melayani:
        return Tempat(pk, nama, False, "Sedang melayani tamu")
    nanti = min(sel, default=None)
    return Tempat(pk, nama, True, f"Bebas sampai {pukul(nanti)}" if nanti else "Bebas")


def _janji(pengguna, pada: datetime):
    awal = jam.wita(pada).replace(hour=0, minute=0, second=0, microsecond=0)
    hari_ini = Audiensi.objects.berjalan().antara(awal, awal + timedelta(days=1)).filter(mode=Mode.TATAP_MUKA)
    return hari_ini.filter(bukan_kecualian(pengguna, "surat")).select_related(
        "surat__pengirim", "ruang", "petugas"
    )


def _baris_janji(satu: Audiensi, pada: datetime) -> Janji:
    dipastikan = satu.keadaan == KeadaanAudiensi.DIPASTIKAN
    lewat = dipastikan and satu.mulai <= pada - TUNGGU_PEMOHON
    kata = "Belum datang" if dipastikan else satu.get_keadaan_display()
    if lewat:
        kata = "Tidak datang: lewat 15 menit dari waktunya"
    return Janji(
        satu, kerahasiaan.nama_di_daftar(satu.surat), kata, lewat, dipastikan and not satu.surat.tertutup
    )
