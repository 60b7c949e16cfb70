"""Planning: what may be planned when, which cells it takes, and what is free first.

Called by the acts of `jadwal`, inside their transaction and under the lock of the letter. Cells of a room or
officer are given out under the lock of its `Sumber` row, resources in the order of their ids, and are unique in
the database besides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from dinsos.sla.layanan import kalender_berlaku
from disposisi import slot
from disposisi.enums import KeadaanAudiensi, Mode
from disposisi.models_jadwal import Audiensi, JamPetugas, Ketidakhadiran, PemakaianSlot, Ruang, Sumber
from disposisi.pendamping import catat_peserta, peserta
from disposisi.sambungan import wajib_tanpa_situs

LAMA_BAKU = timedelta(minutes=30)
LAMA_MAKS = timedelta(hours=3)
PERJALANAN = timedelta(hours=2)
"""A suggested time leaves the citizen so long to read the notice and to come."""
WAKTU_LAIN = "Pilih waktu lain."
TANPA_DIA = "Pilih waktu lain, atau jangan pilih ia sebagai pendamping."


class SlotTerpakai(GalatAturan):
    """Room or officer is taken at that time."""


class PendampingTidakBisa(SlotTerpakai):
    """A companion can't take part at that time; the words name them."""


@dataclass
class Terpakai:
    """Cells already given away in a stretch of time, the officers' absences and own hours; read once for all."""

    petugas: dict[int, set[datetime]] = field(default_factory=dict)
    ruang: dict[int, set[datetime]] = field(default_factory=dict)
    jam_kerja: dict[int, dict[int, list[tuple]]] = field(default_factory=dict)
    absen: dict[int, list[tuple[datetime, datetime]]] = field(default_factory=dict)

    @classmethod
    def baca(cls, petugas: Iterable[int], dari: datetime, sampai: datetime) -> "Terpakai":
        """Three queries, however many officers (ids) and rooms."""
        hasil, petugas = cls(), list(petugas)
        pakai = PemakaianSlot.objects.hidup(jam.sekarang()).filter(
            mulai__gte=dari - slot.JEDA, mulai__lt=sampai
        )
        for pk_ruang, pk_petugas, mulai in pakai.values_list("sumber__ruang", "sumber__petugas", "mulai"):
            milik = hasil.petugas if pk_ruang is None else hasil.ruang
            milik.setdefault(pk_petugas if pk_ruang is None else pk_ruang, set()).add(mulai)
        absen = Ketidakhadiran.objects.filter(petugas__in=petugas).menyentuh(dari, sampai)
        for satu in absen:
            hasil.absen.setdefault(satu.petugas_id, []).append((satu.mulai, satu.selesai))
            sel = slot.sel(max(satu.mulai, dari - slot.SEL), min(satu.selesai, sampai))
            hasil.petugas.setdefault(satu.petugas_id, set()).update(sel)
        for satu in JamPetugas.objects.filter(petugas__in=petugas, aktif=True):
            hari = hasil.jam_kerja.setdefault(satu.petugas_id, {})
            hari.setdefault(satu.hari, []).append((satu.buka, satu.tutup))
        return hasil

    def melayani(self, petugas: Iterable[int], mulai: datetime, lama: timedelta) -> bool:
        """Whether all of these officers (ids) receive people then by their own hours."""
        return all(slot.dalam_jam_kerja(mulai, lama, self.jam_kerja.get(satu)) for satu in petugas)


def usulan(
    *,
    petugas: Iterable[int],
    ruang: Iterable[Ruang],
    dari: datetime,
    sampai: datetime,
    lama: timedelta = LAMA_BAKU,
    bersama: Iterable[int] = (),
) -> dict[int, tuple[datetime, Ruang | None] | None]:
    """For each officer (id) the first time within [dari, sampai] (aware) that is free, and the room that is.

    `ruang` empty: only the officer matters (online); `bersama` (ids) have to be free then, too. None: there is no
    such time. The number of queries doesn't depend on how many officers or rooms there are.
    """
    petugas, ruang, bersama = list(petugas), list(ruang), list(bersama)
    if sampai < dari:
        return dict.fromkeys(petugas)
    kalender, terpakai = kalender_berlaku(), Terpakai.baca({*petugas, *bersama}, dari, sampai + LAMA_MAKS)
    hasil: dict[int, tuple[datetime, Ruang | None] | None] = {}
    for orang in petugas:
        pilihan = []
        for urut, satu in enumerate(ruang or [None]):
            bebas = slot.slot_bebas(
                kalender=kalender,
                dari=dari,
                sampai=sampai,
                lama=lama,
                terpakai=terpakai.petugas.get(orang, set()).union(
                    terpakai.ruang.get(satu.pk, set()) if satu else (),
                    *(terpakai.petugas.get(lain, set()) for lain in bersama),
                ),
                jam_kerja=terpakai.jam_kerja.get(orang),
            )
            mulai = next((saat for saat in bebas if terpakai.melayani(bersama, saat, lama)), None)
            if mulai is not None:
                pilihan.append((mulai, urut, satu))
        terdekat = min(pilihan, key=lambda p: p[:2], default=None)
        hasil[orang] = (terdekat[0], terdekat[2]) if terdekat else None
    return hasil


def jam_kerja(petugas) -> dict[int, list[tuple]] | None:
    """Weekday → intervals at which the officer receives people; None: all office hours. One query."""
    hasil: dict[int, list[tuple]] = {}
    for satu in JamPetugas.objects.filter(petugas=petugas, aktif=True):
        hasil.setdefault(satu.hari, []).append((satu.buka, satu.tutup))
    return hasil or None


def rencanakan(audiensi: Audiensi, keadaan: str = KeadaanAudiensi.DIPASTIKAN) -> Audiensi:
    """Check a new appointment, or alternative, of a locked letter, save it and take its cells."""
    audiensi.keadaan = keadaan
    audiensi.dibuat_pada = jam.sekarang()
    bersama = peserta(audiensi)
    _periksa(audiensi, bersama)
    audiensi.save(force_insert=True)
    catat_peserta(audiensi, bersama)
    sumber = kunci_sumber(audiensi, bersama)
    sel = slot.sel_rencana(audiensi.mulai, audiensi.selesai)
    terpakai = pemakaian(sumber, sel)
    if terpakai:
        raise _terpakai(terpakai[0], audiensi)
    try:
        with transaction.atomic():
            PemakaianSlot.objects.bulk_create(
                PemakaianSlot(sumber=s, mulai=satu, audiensi=audiensi) for s in sumber for satu in sel
            )
    except IntegrityError:
        raise _penuh(sumber[0], audiensi) from None
    return audiensi


def _terpakai(satu: PemakaianSlot, audiensi: Audiensi) -> SlotTerpakai:
    if satu.audiensi.surat_id == audiensi.surat_id:
        return SlotTerpakai(
            f"Waktu ini bertumpuk dengan waktu lain surat ini sekitar {waktu(audiensi.mulai)}. {WAKTU_LAIN}"
        )
    return _penuh(satu.sumber, audiensi)


def _penuh(sumber: Sumber, audiensi: Audiensi) -> SlotTerpakai:
    kata = f"{sumber} sudah punya jadwal lain sekitar {waktu(audiensi.mulai)}."
    if sumber.petugas_id in (None, audiensi.petugas_id):
        return SlotTerpakai(f"{kata} {WAKTU_LAIN}")
    return PendampingTidakBisa(f"Pendamping {kata} {TANPA_DIA}")


def _periksa(audiensi: Audiensi, bersama: list[Pengguna]) -> None:
    """Raise GalatAturan for a plan that can't be; the limit of `pelaksanaan` needs a reason, not more."""
    if not slot.SEL <= audiensi.selesai - audiensi.mulai <= LAMA_MAKS:
        raise GalatAturan("Lama pertemuan antara 15 menit dan 3 jam.")
    wajib_tanpa_situs(audiensi.alasan)
    periksa_tersedia(audiensi, bersama)
    if audiensi.mode == Mode.DARING and not audiensi.metode:
        raise GalatAturan("Pilih cara daring: video, telepon, atau WhatsApp.")
    batas = audiensi.surat.tenggat.get(jenis="pelaksanaan").jatuh_tempo
    audiensi.lewat_batas = audiensi.mulai > batas
    if audiensi.lewat_batas and not audiensi.alasan:
        raise GalatAturan(
            f"Waktu ini melewati batas penanganan ({waktu(batas)}). Pilih waktu lebih awal, atau tulis alasannya."
        )


def periksa_tersedia(audiensi: Audiensi, bersama: list[Pengguna] | None = None) -> None:
    """Raise GalatAturan when the time is over, the office is closed then, or officer or room can't be used.

    `bersama` are the companions (None: those it was made with). What others have booked is told by the cells, not
    here.
    """
    if audiensi.mulai <= jam.sekarang():
        raise GalatAturan("Waktu pertemuan harus setelah sekarang.")
    if halangan := slot.penghalang(kalender_berlaku(), audiensi.mulai, audiensi.selesai):
        raise GalatAturan(halangan)
    _periksa_orang(audiensi, audiensi.petugas)
    for satu in peserta(audiensi) if bersama is None else bersama:
        try:
            _periksa_orang(audiensi, satu)
        except GalatAturan as galat:
            kata = galat.pesan.removesuffix(WAKTU_LAIN).strip()
            raise PendampingTidakBisa(f"Pendamping {kata} {TANPA_DIA}") from galat
    if audiensi.mode == Mode.TATAP_MUKA and (audiensi.ruang is None or not audiensi.ruang.aktif):
        raise GalatAturan("Pilih ruang untuk pertemuan tatap muka.")


def _periksa_orang(audiensi: Audiensi, petugas: Pengguna) -> None:
    if not petugas.is_active or not petugas.punya_peran("petugas"):
        raise GalatAturan(f"{petugas} tidak dapat ditugaskan: akunnya tidak aktif atau bukan petugas.")
    if audiensi.surat.pengecualian.filter(pengguna=petugas).exists():
        raise GalatAturan(f"{petugas} disebut dalam surat ini, jadi tidak boleh menemui pengirimnya.")
    absen = Ketidakhadiran.objects.filter(petugas=petugas).menyentuh(audiensi.mulai, audiensi.selesai).first()
    if absen:
        raise GalatAturan(f"{petugas} tidak hadir pada waktu itu: {absen.alasan}. Pilih waktu lain.")
    jam_nya = jam_kerja(petugas)
    if jam_nya is not None and not slot.dalam_jam_kerja(
        audiensi.mulai, audiensi.selesai - audiensi.mulai, jam_nya
    ):
        raise GalatAturan(f"{petugas} tidak melayani pada jam itu. Pilih waktu lain.")


def kunci_sumber(audiensi: Audiensi, bersama: list[Pengguna] | None = None) -> list[Sumber]:
    """Rows of the officer, the companions (`bersama`; None: those it was made with) and the room, locked by id."""
    bersama = peserta(audiensi) if bersama is None else bersama
    siapa = [{"petugas": satu} for satu in (audiensi.petugas, *bersama)]
    siapa += [{"ruang": audiensi.ruang}] if audiensi.ruang else []
    pk = [Sumber.objects.get_or_create(**satu)[0].pk for satu in siapa]
    terkunci = Sumber.objects.select_for_update(of=("self",)).select_related("ruang", "petugas")
    return list(terkunci.filter(pk__in=pk).order_by("pk"))


def pemakaian(sumber: list[Sumber], sel: list[datetime]) -> list[PemakaianSlot]:
    """Which of these cells of locked resources are taken, in the order of time.

    Cells of alternatives that have expired are freed here: the tick may not have come by yet. Those that an act on
    their own letter is just freeing are left to it and count as taken: it may be waiting for our resources.
    """
    pakai = PemakaianSlot.objects.filter(sumber__in=sumber, mulai__in=sel)
    basi = pakai.basi(jam.sekarang()).select_for_update(skip_locked=True, of=("self",))
    if pk := list(basi.values_list("pk", flat=True)):
        PemakaianSlot.objects.filter(pk__in=pk).delete()
    return list(
        pakai.select_related("sumber__ruang", "sumber__petugas", "audiensi").order_by("mulai", "sumber")
    )


def lepas(audiensi: Audiensi) -> None:
    """Give back every cell that the appointment holds."""
    audiensi.pemakaian.all().delete()
