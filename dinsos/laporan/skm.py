"""The satisfaction survey (SKM) of Permenpan RB 14/2017: nine unsur, four points, index and grades. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NILAI = (1, 2, 3, 4)


@dataclass(frozen=True)
class Unsur:
    """One of the nine; `pilihan` are the words for the points 1 to 4."""

    kode: str
    nama: str
    tanya: str
    pilihan: tuple[str, str, str, str]


UNSUR = (
    Unsur(
        "persyaratan",
        "Persyaratan",
        "Apakah syarat yang kami minta sesuai dengan layanannya?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Unsur(
        "prosedur",
        "Sistem, mekanisme, dan prosedur",
        "Apakah langkah-langkahnya mudah diikuti?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Unsur(
        "waktu",
        "Waktu penyelesaian",
        "Bagaimana kecepatan kami?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Unsur(
        "biaya",
        "Biaya",
        "Layanan ini gratis. Apakah Anda diminta membayar?",
        ("Diminta, dan mahal", "Diminta sedikit", "Diberi dengan sukarela", "Tidak diminta sama sekali"),
    ),
    Unsur(
        "produk",
        "Produk layanan",
        "Apakah hasilnya sesuai dengan janji dalam standar pelayanan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Unsur(
        "kompetensi",
        "Kompetensi pelaksana",
        "Apakah petugas menguasai urusan Anda?",
        ("Tidak menguasai", "Kurang menguasai", "Menguasai", "Sangat menguasai"),
    ),
    Unsur(
        "perilaku",
        "Perilaku pelaksana",
        "Apakah petugas sopan dan ramah?",
        ("Tidak sopan", "Kurang sopan", "Sopan", "Sangat sopan"),
    ),
    Unsur(
        "pengaduan",
        "Penanganan pengaduan, saran, dan masukan",
        "Bila Anda bertanya atau mengeluh, apakah kami menanggapinya?",
        ("Tidak ditanggapi", "Kurang ditanggapi", "Ditanggapi", "Ditanggapi sampai selesai"),
    ),
    Unsur(
        "sarana",
        "Sarana dan prasarana",
        "Bagaimana kantor, halaman ini, atau telepon yang Anda pakai?",
        ("Buruk", "Kurang baik", "Baik", "Sangat baik"),
    ),
)
KODE = tuple(satu.kode for satu in UNSUR)
MUTU = (
    (Decimal("88.31"), "A", "Sangat baik"),
    (Decimal("76.61"), "B", "Baik"),
    (Decimal("65.00"), "C", "Kurang baik"),
    (Decimal("25.00"), "D", "Tidak baik"),
)


@dataclass(frozen=True)
class Indeks:
    """An index between 25 and 100, rounded to two decimals before it is graded."""

    angka: Decimal
    mutu: str
    kata: str

    def __str__(self) -> str:
        return f"{self.angka}".replace(".", ",")


def rerata(hitung: Sequence[int]) -> Fraction:
    """The mean of one unsur from how often each point was given. Raises ZeroDivisionError without answers."""
    return Fraction(sum(n * banyak for n, banyak in zip(NILAI, hitung, strict=True)), sum(hitung))


def indeks_unsur(hitung: Sequence[int]) -> Indeks:
    """The index of one unsur: its mean × 25."""
    return _indeks(rerata(hitung) * 25)


def ikm(nilai: Mapping[str, Sequence[int]]) -> Indeks:
    """The index of a service: the mean of the nine unsur, each with the weight of exactly 1/9, × 25."""
    return _indeks(sum(rerata(nilai[kode]) for kode in KODE) / len(KODE) * 25)


def _indeks(nilai: Fraction) -> Indeks:
    angka = (Decimal(nilai.numerator) / Decimal(nilai.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return next(Indeks(angka, mutu, kata) for batas, mutu, kata in MUTU if angka >= batas)
