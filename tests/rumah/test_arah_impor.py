"""Imports point one way (rancangan.md, "Rooms"); foreign keys and models named in strings count as imports."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.bantu.sumber import AKAR, berkas_produk, dokumentasi, nama_modul, nama_panggilan

LAPISAN = (
    ("dinsos.inti",),
    ("dinsos.akun",),
    # The checks of the installation read the settings and the accounts.
    ("dinsos.checks",),
    ("dinsos.checks_kotak",),
    ("dinsos.sla", "dinsos.berkas", "dinsos.notifikasi"),
    ("dinsos.dokumen",),
    ("dinsos.agenda",),
    ("disposisi",),
    ("pengaduan", "konsultasi"),
    ("dinsos.bukutamu",),
    ("dinsos.laporan",),
    ("dinsos.portal",),
    # The frame around the rooms. Nobody imports it; settings are read through django.conf.
    ("dinsos.settings", "dinsos.urls", "dinsos.wsgi"),
)
TINGKAT = {kamar: nomor for nomor, lapisan in enumerate(LAPISAN) for kamar in lapisan}
KAMAR_LABEL = {kamar.rpartition(".")[2]: kamar for kamar in TINGKAT}
AKHIRAN_BERKAS = {"html", "txt", "pdf", "csv", "xlsx", "json", "py", "css", "js", "svg", "png", "jpg", "ics"}


def kamar_dari(modul: str) -> str | None:
    """The room of a dotted name; None for anything that isn't ours."""
    bagian = modul.split(".")
    for panjang in (2, 1):
        if ".".join(bagian[:panjang]) in TINGKAT:
            return ".".join(bagian[:panjang])
    return None


def rujukan(sumber: str, modul: str, paket: bool = False) -> Iterator[tuple[int, str]]:
    """(line, room) for everything of ours that the source text refers to, lazily imported or not."""
    pohon = ast.parse(sumber)
    bukan = dokumentasi(pohon)
    for simpul in ast.walk(pohon):
        for nama in _nama_dalam(simpul, modul, paket, bukan):
            kamar = kamar_dari(nama)
            if kamar:
                yield simpul.lineno, kamar


def _nama_dalam(simpul: ast.AST, modul: str, paket: bool, bukan: set[int]) -> Iterator[str]:
    if isinstance(simpul, ast.Import):
        yield from (alias.name for alias in simpul.names)
    elif isinstance(simpul, ast.ImportFrom):
        pangkal = _pangkal(simpul, modul, paket)
        yield from (f"{pangkal}.{alias.name}".lstrip(".") for alias in simpul.names)
    elif isinstance(simpul, ast.Constant) and isinstance(simpul.value, str) and id(simpul) not in bukan:
        yield from _nama_dalam_teks(simpul.value)
    elif isinstance(simpul, ast.Call) and nama_panggilan(simpul) in {"get_model", "get_app_config"}:
        yield from _label_awal(simpul.args)
    elif isinstance(simpul, ast.Tuple) and len(simpul.elts) == 2:
        # A migration's dependency: ("agenda", "0001_initial").
        kedua = simpul.elts[1]
        if isinstance(kedua, ast.Constant) and re.match(r"\d{4}_|__first__", str(kedua.value)):
            yield from _label_awal(simpul.elts)


def _label_awal(simpul: list[ast.expr]) -> Iterator[str]:
    if simpul and isinstance(simpul[0], ast.Constant) and simpul[0].value in KAMAR_LABEL:
        yield KAMAR_LABEL[simpul[0].value]


def _pangkal(simpul: ast.ImportFrom, modul: str, paket: bool) -> str:
    if not simpul.level:
        return simpul.module or ""
    bagian = modul.split(".")
    naik = simpul.level - paket
    atas = bagian[: len(bagian) - naik]
    return ".".join([*atas, *([simpul.module] if simpul.module else [])])


def _nama_dalam_teks(teks: str) -> Iterator[str]:
    """A dotted path ("dinsos.agenda.models") or a model in a string ("agenda.SuratMasuk")."""
    if not re.fullmatch(r"[a-z_]\w*(\.\w+)+", teks):
        return
    pertama, _, sisa = teks.partition(".")
    if kamar_dari(teks):
        yield teks
    elif pertama in KAMAR_LABEL and "." not in sisa and sisa not in AKHIRAN_BERKAS:
        yield KAMAR_LABEL[pertama]


def pelanggaran(sumber: str, modul: str, paket: bool = False) -> list[str]:
    """One line per reference that points up or sideways."""
    asal = kamar_dari(modul)
    if asal is None:
        return []
    return [
        f"{modul}:{baris} {asal} → {tujuan}"
        for baris, tujuan in rujukan(sumber, modul, paket)
        if tujuan != asal and TINGKAT[tujuan] >= TINGKAT[asal] and asal not in LAPISAN[-1]
    ]


def test_setiap_kamar_dikenal():
    asing = [
        nama_modul(berkas)
        for berkas in berkas_produk()
        if nama_modul(berkas) != "dinsos" and kamar_dari(nama_modul(berkas)) is None
    ]
    assert asing == []


def test_arah_impor():
    temuan = []
    for berkas in berkas_produk():
        temuan += pelanggaran(
            berkas.read_text(encoding="utf-8"), nama_modul(berkas), berkas.name == "__init__.py"
        )
    assert temuan == []


def test_aturan_membaca_rumah_yang_sebenarnya():
    """The checker sees what is really there, so an empty list of findings means something."""
    berkas = AKAR / "disposisi" / "models.py"
    kamar = {kamar for _, kamar in rujukan(berkas.read_text(encoding="utf-8"), "disposisi.models")}
    assert "dinsos.agenda" in kamar


@pytest.mark.parametrize(
    ("modul", "sumber"),
    [
        ("dinsos.inti.jam", "import dinsos.akun.models"),
        ("dinsos.inti.jam", "from dinsos.akun.models import Pengguna"),
        ("dinsos.inti.jam", "from dinsos import akun"),
        ("dinsos.sla.muat", "def f():\n    from dinsos.agenda import actions"),
        ("dinsos.sla.models", "x = models.ForeignKey('agenda.SuratMasuk', models.CASCADE)"),
        ("dinsos.sla.models", "x = models.OneToOneField(to='agenda.suratmasuk', on_delete=models.CASCADE)"),
        ("dinsos.berkas.models", "apps.get_model('agenda.SuratMasuk')"),
        ("dinsos.berkas.models", "apps.get_model('agenda', 'SuratMasuk')"),
        ("dinsos.berkas.models", "import_string('dinsos.agenda.actions.daftarkan')"),
        ("dinsos.sla.models", "from dinsos.berkas.models import Berkas"),
        ("dinsos.sla.models", "from ..berkas import models"),
        ("dinsos.agenda.models", "from disposisi.models import Disposisi"),
        ("pengaduan.models", "from konsultasi.models import Konsultasi"),
        ("disposisi.migrations.0001_initial", "dependencies = [('pengaduan', '0001_initial')]"),
        ("dinsos.portal.views", "from dinsos.settings import MODE"),
        ("dinsos.agenda.models", "if TYPE_CHECKING:\n    from dinsos.portal import konteks"),
    ],
)
def test_pelanggaran_ditemukan(modul, sumber):
    assert len(pelanggaran(sumber, modul)) == 1


@pytest.mark.parametrize(
    ("modul", "sumber"),
    [
        ("disposisi.models", "from dinsos.agenda.models import SuratMasuk"),
        ("dinsos.agenda.models", "x = models.ForeignKey('agenda.SuratMasuk', models.CASCADE)"),
        ("dinsos.agenda.models", "x = models.ForeignKey('akun.Pengguna', models.PROTECT)"),
        ("dinsos.agenda.models", "from . import enums"),
        ("dinsos.sla.tenggat", '"""See dinsos.agenda.models."""'),
        ("dinsos.sla.tenggat", "nama = 'laporan.csv'"),
        ("dinsos.sla.tenggat", "import datetime"),
        ("dinsos.portal.apps", "from dinsos import checks"),
        ("dinsos.urls", "include('pengaduan.urls')"),
    ],
)
def test_yang_boleh_dibiarkan(modul, sumber):
    assert pelanggaran(sumber, modul) == []
