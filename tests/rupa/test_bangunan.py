"""Weight, sources and safety of what the browser gets; contrast of the palette."""

import gzip
import importlib.util
import re
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
CSS = AKAR / "static" / "css"
JS = AKAR / "static" / "js"
# (text or border, ground, smallest ratio): WCAG 1.4.3 for text, 1.4.11 for borders of controls and the focus ring
PASANGAN = [
    *(
        (depan, alas, 4.5)
        for depan in ("tinta", "redup", "utama", "utama-gelap")
        for alas in ("kertas", "alas")
    ),
    *((depan, "kertas", 4.5) for depan in ("sukses", "awas", "galat")),
    *((depan, f"{depan}-alas", 4.5) for depan in ("sukses", "awas", "galat")),
    ("utama-gelap", "utama-alas", 4.5),
    ("utama", "utama-alas", 4.5),
    ("tinta", "utama-alas", 4.5),
    ("tinta", "sukses-alas", 4.5),
    ("tinta", "awas-alas", 4.5),
    ("tinta", "galat-alas", 4.5),
    ("di-utama", "utama", 4.5),
    ("di-utama", "utama-gelap", 4.5),
    ("batas", "kertas", 3),
    ("batas", "alas", 3),
    ("fokus", "kertas", 3),
    ("fokus", "alas", 3),
]


def _ringkas(*berkas: Path) -> int:
    return sum(len(gzip.compress(b.read_bytes(), 9)) for b in berkas)


def _bangun():
    spek = importlib.util.spec_from_file_location("bangun", AKAR / "static" / "sumber" / "bangun.py")
    modul = importlib.util.module_from_spec(spek)
    spek.loader.exec_module(modul)
    return modul


def _token(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b", css))


def _terang(warna: str) -> float:
    kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in kanal)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def kontras(a: str, b: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours (WCAG 2.2)."""
    terang, gelap = sorted((_terang(a), _terang(b)), reverse=True)
    return (terang + 0.05) / (gelap + 0.05)


def test_compiled_css_matches_its_sources():
    for berkas, isi in _bangun().hasil().items():
        assert berkas.read_text(encoding="utf-8") == isi, f"run static/sumber/bangun.py: {berkas.name} is old"


def test_weight_budgets():
    assert _ringkas(CSS / "dinsos.css", CSS / "staf.css") <= 14 * 1024
    assert _ringkas(CSS / "admin.css") <= 8 * 1024
    assert _ringkas(*JS.glob("*.js")) <= 8 * 1024


def test_first_visit_of_the_form_stays_light(klien):
    halaman = len(gzip.compress(klien.get("/contoh/formulir/").content, 9))
    skrip = ("tanda-tangan.js", "perkecil-foto.js", "sekali-kirim.js", "pilihan-bersyarat.js")
    semua = halaman + _ringkas(CSS / "dinsos.css", AKAR / "static/ikon/ikon.svg", *(JS / s for s in skrip))
    assert halaman <= 14 * 1024
    assert semua <= 30 * 1024  # half of the budget, so that the real form has room


def test_css_stays_within_the_policy():
    for berkas in CSS.glob("*.css"):
        isi = berkas.read_text(encoding="utf-8")
        assert "@import" not in isi
        assert "url(" not in isi
        assert "@font-face" not in isi


@pytest.mark.parametrize("skema", ["terang", "gelap"])
@pytest.mark.parametrize(("depan", "alas", "rasio"), PASANGAN)
def test_contrast(skema, depan, alas, rasio):
    css = (AKAR / "static/sumber/css/01-token.css").read_text(encoding="utf-8")
    terang, gelap = css.split("@media (prefers-color-scheme: dark)")
    token = _token(terang) | (_token(gelap) if skema == "gelap" else {})
    assert kontras(token[depan], token[alas]) >= rasio, (skema, depan, alas)
