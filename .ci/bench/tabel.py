"""The table of `make bench`, and its place in docs/kinerja.md."""

import os
import platform
import re
import statistics
from datetime import date
from pathlib import Path

AWAL, AKHIR = "<!-- tabel: awal -->", "<!-- tabel: akhir -->"
# Page: (yardstick, how much more CPU it may cost, statements it may take); None where mutu.md has no budget.
ANGGARAN = {
    "polos: tulis": None,
    "polos: baca": None,
    "polos: daftar": None,
    "mengajukan": ("polos: tulis", 5, "2/15"),
    "lacak": ("polos: baca", 3, "6"),
    "tenggat": ("polos: daftar", 3, "8"),
    "daftar kerja": ("polos: daftar", 3, "8"),
    "cari nomor": ("polos: daftar", 3, "8"),
    "cari telepon": ("polos: daftar", 3, "8"),
    "cari nama": ("polos: daftar", 3, "8"),
    "kasus": ("polos: baca", 4, "15"),
    "disposisi": ("polos: baca", 4, "15"),
}
RATA = 1.2


def ribuan(nilai: int) -> str:
    return f"{nilai:,}".replace(",", ".")


def desimal(nilai: float) -> str:
    return f"{nilai:.1f}".replace(".", ",")


def susun(hasil: dict, ukuran: list[int], basis: list[str]) -> str:
    """All results as Markdown: per database and size, then largest against smallest."""
    bagian = [_mesin()]
    for nama in basis:
        for jumlah in ukuran:
            bagian.append(f"\n### {nama}, {ribuan(jumlah)} surat\n\n{_satu(hasil[nama, jumlah])}")
        if len(ukuran) > 1:
            bagian.append(f"\n### {nama}: terbesar banding terkecil\n\n{_banding(hasil, nama, ukuran)}")
    return "\n".join(bagian) + "\n"


def _mesin() -> str:
    beban = desimal(os.getloadavg()[1])
    return (
        f"Diukur {date.today().isoformat()}: {os.cpu_count()} inti, Linux {platform.machine()}, "  # noqa: DTZ011
        f"Python {platform.python_version()}, beban mesin {beban} (rata-rata 5 menit, termasuk pengukuran ini)."
    )


def _satu(hasil: dict) -> str:
    baris = [
        "| Halaman | Median ms | p99 ms | CPU ms | Banding polos | Anggaran | Kueri | Anggaran |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for nama, anggaran in ANGGARAN.items():
        satu = hasil[nama]
        median = statistics.median(satu.lama) * 1000
        p99 = statistics.quantiles(satu.lama, n=100)[98] * 1000
        kolom = [nama, desimal(median), desimal(p99), desimal(satu.cpu_ms), "", "", satu.kueri, ""]
        if anggaran:
            tolok, batas, kueri = anggaran
            banding = satu.cpu_ms / hasil[tolok].cpu_ms
            kolom[4:6] = [f"{desimal(banding)}×{'' if banding <= batas else ' **lewat**'}", f"≤ {batas}×"]
            kolom[7] = f"≤ {kueri}"
        baris.append("| " + " | ".join(kolom) + " |")
    return "\n".join(baris) + "\n"


def _banding(hasil: dict, nama: str, ukuran: list[int]) -> str:
    kecil, besar = min(ukuran), max(ukuran)
    judul = f"| Halaman | CPU ms, {ribuan(kecil)} | CPU ms, {ribuan(besar)} | Banding | Anggaran |"
    baris = [judul, "|---|--:|--:|--:|--:|"]
    for halaman in ANGGARAN:
        dari, ke = hasil[nama, kecil][halaman].cpu_ms, hasil[nama, besar][halaman].cpu_ms
        tanda = "" if ke / dari <= RATA or ANGGARAN[halaman] is None else " **lewat**"
        banding = f"{ke / dari:.2f}".replace(".", ",")
        baris.append(f"| {halaman} | {desimal(dari)} | {desimal(ke)} | {banding}{tanda} | ≤ 1,2 |")
    return "\n".join(baris) + "\n"


def simpan(berkas: Path, teks: str) -> None:
    """Put the tables between the two marks of the page; what people wrote around them stays."""
    isi = berkas.read_text(encoding="utf-8")
    pola = re.compile(f"{re.escape(AWAL)}.*{re.escape(AKHIR)}", re.DOTALL)
    berkas.write_text(pola.sub(lambda _: f"{AWAL}\n{teks}{AKHIR}", isi), encoding="utf-8")
