"""The manuals as pages: complete, safe, and one click away from the work."""

import re
from html.parser import HTMLParser

import pytest
from PIL import Image

from dinsos.portal import panduan
from tests import pabrik

SEMUA = (panduan.WARGA, *panduan.STAF)
JUMLAH_GAMBAR = 1_500_000


class Gambar(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.daftar: list[dict] = []

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.daftar.append(dict(attrs))


@pytest.mark.parametrize("satu", SEMUA, ids=lambda satu: satu.kunci)
def test_every_manual_is_a_page_with_current_pictures(satu):
    isi = panduan.halaman(satu.kunci)
    assert isi.count("<h1") == 1
    assert "**" not in isi
    assert not re.search(r"<script|<style|style=|javascript:|\]\(", isi)
    gambar = Gambar()
    gambar.feed(isi)
    assert gambar.daftar, "every manual shows the screens it speaks of"
    for satu_gambar in gambar.daftar:
        assert satu_gambar["alt"]
        berkas = panduan.GAMBAR / satu_gambar["src"].rsplit("/", 1)[1]
        with Image.open(berkas) as buka:
            assert (str(buka.width), str(buka.height)) == (satu_gambar["width"], satu_gambar["height"])


def test_pictures_are_light_and_none_is_left_over():
    ada = {berkas.name for berkas in panduan.GAMBAR.iterdir()}
    dipakai = set()
    for satu in SEMUA:
        dipakai |= set(
            re.findall(r"static/panduan/([\w.-]+)\)", (panduan.FOLDER / f"{satu.kunci}.md").read_text())
        )
    assert ada == dipakai
    assert sum(berkas.stat().st_size for berkas in panduan.GAMBAR.iterdir()) <= JUMLAH_GAMBAR


def test_text_of_a_manual_stays_text(tmp_path, monkeypatch):
    monkeypatch.setattr(panduan, "FOLDER", tmp_path)
    (tmp_path / "jahat.md").write_text(
        "# <script>a</script>\n\n[x](javascript:alert) <b onclick=x>y</b> `<i>`\n\n| a |\n|---|\n| <u>z</u> |\n"
    )
    isi = panduan.halaman("jahat")
    assert not re.search(r"<(script|b|i|u)\b|(href|src)=\"javascript:", isi)
    assert "&lt;b onclick=x&gt;" in isi


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("peran", "pertama"),
    [
        ("piket", "piket"),
        ("petugas", "petugas"),
        ("kepala_dinas", "kepala-dinas"),
        ("sekretaris", "kepala-dinas"),
        ("pengelola", "pengelola"),
    ],
)
def test_own_manual_comes_first_and_every_staff_page_leads_there(client, peran, pertama):
    client.force_login(pabrik.pengguna(peran))
    daftar = client.get("/kerja/panduan/").content.decode()
    urutan = re.findall(r'<li>\s*<a href="/kerja/panduan/([\w-]+)/"', daftar)
    assert urutan[0] == pertama
    assert len(urutan) == len(panduan.STAF)
    for kunci in urutan:
        assert client.get(f"/kerja/panduan/{kunci}/").status_code == 200
    awal = "/admin/" if peran == "pengelola" else "/kerja/"
    assert 'href="/kerja/panduan/"' in client.get(awal).content.decode()


@pytest.mark.django_db
def test_citizens_read_theirs_without_an_account_and_not_those_of_staff(client):
    assert "Panduan untuk warga" in client.get("/panduan/").content.decode()
    assert 'href="/panduan/"' in client.get("/").content.decode()
    assert client.get("/kerja/panduan/petugas/")["Location"].startswith("/masuk/")
