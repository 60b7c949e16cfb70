"""Why this date: one plain Indonesian sentence for every due date (tenggat.md, "Why this date")."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from dinsos.inti.teks import BULAN, HARI, daftar, waktu
from dinsos.sla.kalender import SABTU, Hari, Kalender, tanggal_wita
from dinsos.sla.tenggat import Satuan, hal_sementara


def penjelasan(mulai: datetime, satuan: str, jumlah: int, jatuh_tempo: datetime, kalender: Kalender) -> str:
    """The sentence: from when, how it was counted, until when, which days were skipped and why.

    Instants are aware in any zone and told in WITA. A provisional date says what it still depends on.
    """
    if satuan == Satuan.MENIT:
        return f"Dihitung {jumlah} menit tanpa jeda sejak {waktu(mulai)}: paling lambat {waktu(jatuh_tempo)}."
    if satuan == Satuan.HARI_KERJA:
        cara, akhir = "hari kerja", "kantor tutup"
    else:
        cara = "hari kalender (hari libur ikut dihitung)"
        akhir = "kantor tutup" if kalender.tutup(tanggal_wita(jatuh_tempo)) else "akhir hari"
    bagian = [
        f"Surat diterima {waktu(mulai)}, lalu dihitung {jumlah} {cara} sesudah tanggal itu"
        f" sampai {akhir}: {waktu(jatuh_tempo)}"
    ]
    if satuan == Satuan.HARI_KERJA:
        bagian += _hari_dilewati(mulai, jatuh_tempo, kalender)
    tahun, perkiraan = hal_sementara(mulai, jatuh_tempo, kalender)
    sebab = [f"kalender tahun {daftar([str(satu) for satu in tahun])} belum diterbitkan"] if tahun else []
    sebab += [f"tanggal {daftar(perkiraan)} masih perkiraan"] if perkiraan else []
    if sebab:
        bagian.append(f"batas ini sementara karena {daftar(sebab)}")
    return "; ".join(bagian) + "."


def _hari_dilewati(mulai: datetime, jatuh_tempo: datetime, kalender: Kalender) -> list[str]:
    awal, akhir = tanggal_wita(mulai), tanggal_wita(jatuh_tempo)
    hari = [kalender.hari(awal + timedelta(days=n)) for n in range((akhir - awal).days + 1)]
    bertahun = awal.year != akhir.year
    tutup = list(_kelompok((h for h in hari if not h.hari_kerja), bertahun=bertahun))
    buka = list(_kelompok((h for h in hari[1:] if h.hari_kerja and h.khusus), bertahun=bertahun))
    return [
        *([f"{_gabung(tutup)} tidak dihitung"] if tutup else []),
        *([f"{_gabung(buka)} dihitung karena kantor buka"] if buka else []),
    ]


def _kelompok(hari: Iterable[Hari], *, bertahun: bool) -> Iterator[str]:
    """Days with one reason and month in one phrase: "Senin 23 dan Selasa 24 Maret (Cuti Bersama …)"."""
    for (sebab, tahun, bulan), isi in groupby(hari, key=_kunci):
        nama = daftar([f"{HARI[h.tanggal.weekday()]} {h.tanggal.day}" for h in isi])
        kapan = f"{nama} {BULAN[bulan]}" + (f" {tahun}" if bertahun else "")
        yield f"{kapan} ({sebab})" if sebab else kapan


def _kunci(hari: Hari) -> tuple[str, int, int]:
    tanggal: date = hari.tanggal
    biasa = hari.khusus is None and tanggal.weekday() >= SABTU
    sebab = "" if biasa else (hari.khusus.nama if hari.khusus else hari.alasan)
    return sebab, tanggal.year, tanggal.month


def _gabung(frasa: list[str]) -> str:
    return frasa[0] if len(frasa) == 1 else f"{', '.join(frasa[:-1])}, serta {frasa[-1]}"
