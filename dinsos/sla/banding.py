"""What differs between two versions of a calendar, and what an officer should look at before submitting one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dinsos.inti.teks import tanggal as tulis_tanggal
from dinsos.sla.jam_teks import tulis_jam, tulis_mingguan
from dinsos.sla.models import HariKhusus, ProfilJam, VersiKalender

TAMBAH, HAPUS, UBAH = "ditambah", "dihapus", "diubah"


@dataclass(frozen=True)
class Beda:
    """One difference: `jenis` (ditambah, dihapus, diubah), which day or hours, and its words before and after."""

    jenis: str
    apa: str
    lama: str
    baru: str


def banding(versi: VersiKalender, acuan: VersiKalender | None) -> list[Beda]:
    """Days by date, then hours by name; everything is `ditambah` when there is nothing to compare with."""
    hari = _beda(_hari(acuan), _hari(versi), tulis_tanggal)
    return [*hari, *_beda(_profil(acuan), _profil(versi), str)]


def acuan_untuk(versi: VersiKalender) -> VersiKalender | None:
    """The published version that this one follows; None for the first of its year."""
    terbit = VersiKalender.objects.terbit().filter(tahun=versi.tahun, versi__lt=versi.versi)
    return terbit.last()


def kata_hari(hari: HariKhusus) -> str:
    """A special day in words: kind, name, hours, decree, whether it is an estimate."""
    bagian = [f"{hari.get_jenis_display()}: {hari.nama}", tulis_jam(hari.jam), hari.dasar_hukum]
    return ", ".join(filter(None, bagian)) + (" (perkiraan)" if hari.perkiraan else "")


def kata_rentang(profil: ProfilJam) -> str:
    """From when until when hours apply, in words."""
    awal = tulis_tanggal(profil.mulai)
    return f"{awal} sampai {tulis_tanggal(profil.sampai)}" if profil.sampai else f"mulai {awal}"


def perlu_diperiksa(versi: VersiKalender) -> list[str]:
    """Sentences about what in a draft still needs a look; empty when nothing does."""
    perkiraan = [h.tanggal for h in versi.hari_khusus.all() if h.perkiraan]
    hasil = []
    if not versi.dasar_hukum:
        hasil.append("Dasar hukum belum diisi.")
    if perkiraan:
        hasil.append(f"{len(perkiraan)} tanggal masih perkiraan. Cocokkan dengan surat keputusan.")
    if not any(p.sampai for p in versi.profil_jam.all()):
        hasil.append("Jam kerja Ramadan belum ditambahkan.")
    return hasil


def _hari(versi: VersiKalender | None) -> dict[date, str]:
    return {h.tanggal: kata_hari(h) for h in versi.hari_khusus.all()} if versi else {}


def _profil(versi: VersiKalender | None) -> dict[str, str]:
    if versi is None:
        return {}
    return {
        p.nama: f"{kata_rentang(p)}: " + "; ".join(f"{hari} {jam}" for hari, jam in tulis_mingguan(p.jam))
        for p in versi.profil_jam.all()
    }


def _beda(lama: dict, baru: dict, nama: Callable[[Any], str]) -> Iterator[Beda]:
    for kunci in sorted({*lama, *baru}):
        if kunci not in lama:
            yield Beda(TAMBAH, nama(kunci), "", baru[kunci])
        elif kunci not in baru:
            yield Beda(HAPUS, nama(kunci), lama[kunci], "")
        elif lama[kunci] != baru[kunci]:
            yield Beda(UBAH, nama(kunci), lama[kunci], baru[kunci])
