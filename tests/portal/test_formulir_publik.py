"""Every public form that is sent empty says what is missing: above the form, and tied to each field."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from dinsos.agenda import actions, rahasia
from tests import pabrik
from tests.konsultasi.pemohon import Pemohon
from tests.pengaduan.warga import Warga

pytestmark = pytest.mark.django_db
KENDALI = ("input", "select", "textarea", "fieldset")


class Halaman(HTMLParser):
    """Ids with their attributes, texts of what has an id, and the lines of the error summary with their targets."""

    def __init__(self, isi: str) -> None:
        super().__init__()
        self.unsur: dict[str, dict] = {}
        self.teks: dict[str, str] = {}
        self._terbuka: list[tuple[str, str]] = []
        self.feed(isi)
        ringkasan = re.search(
            r'<div class="ringkasan-galat" role="alert" tabindex="-1" autofocus>.*?</ul>', isi, re.S
        )
        self.tautan = re.findall(r'<a href="#([^"]+)">(.*?)</a>', ringkasan[0], re.S) if ringkasan else []

    def handle_starttag(self, tag, attrs):
        atribut = dict(attrs)
        if kunci := atribut.get("id"):
            self.unsur[kunci] = atribut | {"tag": tag}
            self.teks[kunci] = ""
        if tag not in ("input", "img", "br", "link", "meta", "hr", "path", "circle"):
            self._terbuka.append((tag, kunci or ""))

    def handle_endtag(self, tag):
        while self._terbuka and self._terbuka.pop()[0] != tag:
            pass

    def handle_data(self, data):
        for _, kunci in self._terbuka:
            if kunci:
                self.teks[kunci] += data


def _lacak(client):
    return client.post(reverse("portal:lacak"), {})


def _jawab(client):
    surat = pabrik.pengaduan()
    petugas = pabrik.pengguna("petugas")
    pabrik.disposisi(surat, petugas=petugas)
    pertanyaan = actions.tanyakan(surat=surat, oleh=petugas, teks="Berapa nomor kartunya?")
    client.post(reverse("portal:lacak"), {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    return client.post(reverse("portal:jawab", args=[pertanyaan.pk]), {"jawaban": ""})


FORMULIR = {
    "pengaduan": lambda client: Warga().isi(**dict.fromkeys(Warga.isian())),
    "konsultasi": lambda client: Pemohon().isi({}, **dict.fromkeys(Pemohon.isian())),
    "lacak": _lacak,
    "periksa surat": lambda client: client.post(reverse("dokumen:periksa"), {}),
    "masuk": lambda client: client.post(reverse("akun:masuk"), {}),
    "lupa sandi": lambda client: client.post(reverse("akun:lupa_sandi"), {"email": "bukan alamat"}),
    "jawab pertanyaan": _jawab,
}


@pytest.mark.parametrize("nama", FORMULIR)
def test_an_empty_form_names_each_missing_answer_twice(client, nama):
    isi = FORMULIR[nama](client).content.decode()
    halaman = Halaman(isi)
    assert re.search(r"<title>\s*Perlu diperbaiki:", isi)
    assert halaman.tautan, "a summary that takes the focus and leads to the fields"
    for kunci, kata in halaman.tautan:
        bidang = halaman.unsur[kunci]
        assert bidang["tag"] in KENDALI, kunci
        assert bidang.get("aria-invalid") == "true", kunci
        galat = re.sub(r"_\d+$", "", kunci) + "_error"
        assert galat in halaman.teks, f"the error stands at {kunci}, too"
        assert _rapi(halaman.teks[galat]) in _rapi(unescape(kata))
        menyebut = [satu.get("aria-describedby", "") for satu in halaman.unsur.values()]
        menyebut += re.findall(r'<fieldset[^>]*aria-describedby="([^"]+)"', isi)
        assert any(galat in satu.split() for satu in menyebut), f"{galat} describes its field"


def _rapi(teks: str) -> str:
    return " ".join(teks.split())
