"""From rows to the pure calendar: what a version holds, its fingerprint, and several years as one calendar."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, timedelta

from dinsos.sla import kalender as k
from dinsos.sla.models import ProfilJam, VersiKalender


def sidik(versi: VersiKalender) -> str:
    """SHA-256 (hex) of the year, special days and hours of a version; equal content has an equal fingerprint."""
    hari = [
        [h.tanggal.isoformat(), h.jenis, h.nama, h.dasar_hukum, h.perkiraan, h.jam]
        for h in versi.hari_khusus.all()
    ]
    profil = [
        [p.nama, p.mulai.isoformat(), p.sampai and p.sampai.isoformat(), p.prioritas, p.jam]
        for p in versi.profil_jam.all()
    ]
    isi = {
        "tahun": versi.tahun,
        "hari": sorted(hari, key=lambda h: h[0]),
        "profil": sorted(profil, key=lambda p: p[0]),
    }
    teks = json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(teks.encode()).hexdigest()


def gabung(versi: Iterable[VersiKalender]) -> k.Kalender:
    """One calendar of several years, one version each.

    A date takes days and hours from its own year's version. Years without version take the hours without end
    of the version before them (of the first version, for years before it) and count as not published.
    Raises KalenderTidakSah when the rows don't make a calendar.
    """
    urut = sorted(versi, key=lambda v: v.tahun)
    tahun = [v.tahun for v in urut]
    khusus, profil = [], []
    for nomor, satu in enumerate(urut):
        khusus += [_hari(h) for h in satu.hari_khusus.all()]
        berikut = tahun[nomor + 1] if nomor + 1 < len(tahun) else None
        profil += [_profil(p, satu.tahun, berikut, pertama=nomor == 0) for p in satu.profil_jam.all()]
    return k.Kalender(tuple(profil), tuple(khusus), frozenset(tahun))


def _hari(h) -> k.HariKhusus:
    jam = k.jam_dari_json(h.jam, h.nama) if h.jam is not None else ()
    return k.HariKhusus(h.tanggal, k.JenisHari(h.jenis), h.nama, h.dasar_hukum, h.perkiraan, jam)


def _profil(p: ProfilJam, tahun: int, tahun_berikut: int | None, *, pertama: bool) -> k.ProfilJam:
    awal, akhir = date(tahun, 1, 1), date(tahun, 12, 31)
    mulai = max(p.mulai, awal)
    if p.sampai is not None:
        sampai = min(p.sampai, akhir)
    else:
        sampai = date(tahun_berikut, 1, 1) - timedelta(days=1) if tahun_berikut else None
        mulai = None if pertama and mulai == awal else mulai
    return k.ProfilJam(p.nama, k.mingguan_dari_json(p.jam), mulai, sampai, p.prioritas)
