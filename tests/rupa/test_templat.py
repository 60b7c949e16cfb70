"""What the frames, components and form templates write."""

import re
from types import SimpleNamespace as Benda

import pytest
from django.template.loader import render_to_string

from tests.rupa.conftest import ALAMAT
from tests.rupa.contoh import KODE, STATUS

STATUS_HTTP = {"/contoh/terlarang/": 403, "/contoh/rusak/": 500, "/contoh/tiada/": 404}


def _isi(klien, alamat):
    jawaban = klien.get(alamat)
    assert jawaban.status_code == STATUS_HTTP.get(alamat, 200)
    return re.sub(r"\s+", " ", jawaban.content.decode())


@pytest.mark.parametrize("alamat", ALAMAT)
def test_every_page_is_complete_and_without_inline_code(klien, alamat):
    isi = _isi(klien, alamat)
    assert '<html lang="id">' in isi
    assert isi.count("<h1") == 1
    assert isi.count("<main") == 1
    assert 'href="#isi"' in isi
    assert "Dinas Sosial Kabupaten Buton" in isi
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", isi)
    kerangka = re.findall(r'\sid="([^"]+)"', isi)
    assert len(kerangka) == len(set(kerangka)), "an id occurs twice"


def test_public_frame_offers_both_services_track_standard_and_contacts(klien):
    isi = _isi(klien, "/contoh/beranda/")
    kepala = isi[isi.index("<header") : isi.index("</header>")]
    menu = re.findall(r"<li[^>]*> <a[^>]*> ?(\w+) ?</a>", kepala)
    assert menu == ["Standar", "Pengaduan", "Konsultasi", "Lacak"]
    for wajib in ("Pasarwajo 93754", "085257048204", "dinassosialbuton@gmail.com", "lapor.go.id"):
        assert wajib in isi
    assert "tidak dipungut biaya" in isi


def test_messages_have_the_right_role(klien):
    isi = _isi(klien, "/contoh/beranda/")
    assert re.search(r'alert-success[^>]*role="status"', isi)
    assert re.search(r'alert-error[^>]*role="alert"', isi)


def test_error_state_links_every_error_to_its_field(klien):
    isi = _isi(klien, "/contoh/formulir/?galat")
    assert "<title> Perlu diperbaiki: " in isi
    ringkasan = isi[isi.index('class="ringkasan-galat"') : isi.index("</ul>", isi.index("ringkasan-galat"))]
    sasaran = re.findall(r'href="#([^"]+)"', ringkasan)
    assert sasaran == [
        "id_nama",
        "id_kecamatan",
        "id_sebagai_0",
        "id_rugi_0",
        "id_uraian",
        "id_bukti",
        "id_benar",
    ]
    for kunci in sasaran:
        assert re.search(rf'<(input|select|textarea)[^>]*\sid="{kunci}"', isi)
    assert isi.count("Isi nomor telepon atau alamat surat elektronik") == 1


def test_hint_and_error_stand_before_the_control_and_describe_it(klien):
    isi = _isi(klien, "/contoh/formulir/?galat")
    for kunci in ("nama", "uraian", "bukti"):
        bagian = isi[isi.index(f'id="div_id_{kunci}"') :]
        urutan = [
            bagian.index(tanda)
            for tanda in ("<label", f'id="id_{kunci}_helptext"', f'id="id_{kunci}_error"', f'id="id_{kunci}"')
        ]
        assert urutan == sorted(urutan)
        assert f'aria-describedby="id_{kunci}_helptext id_{kunci}_error"' in bagian
    assert '<fieldset aria-describedby="id_sebagai_helptext id_sebagai_error"' in isi


def test_only_optional_fields_say_that_they_may_stay_empty(klien):
    isi = _isi(klien, "/contoh/formulir/")
    boleh = re.findall(r'<label for="(\w+)"[^>]*>[^<]*<span class="opsional">', isi)
    assert boleh == ["id_telepon", "id_wakil", "id_tanggal"]


@pytest.mark.parametrize("s", STATUS, ids=list(KODE))
def test_status_is_word_shape_and_colour(s):
    isi = render_to_string("komponen/status_tenggat.html", {"s": s})
    assert s.kata in isi
    assert f"status-{s.kode}" in isi
    assert 'aria-hidden="true"' in isi


def test_every_status_has_a_shape_of_its_own():
    bentuk = {
        re.search(r"<(path|circle)[^>]*>", render_to_string("komponen/status_tenggat.html", {"s": s})).group()
        for s in STATUS
    }
    assert len(bentuk) == len(KODE)


def test_text_from_citizens_stays_text():
    jahat = '<img src=x onerror="alert(1)">'
    isi = render_to_string("komponen/fakta.html", {"fakta": [(jahat, jahat)]})
    isi += render_to_string("komponen/daftar_berkas.html", {"berkas": [Benda(nama=jahat, ukuran=1, url="")]})
    assert "<img" not in isi


def test_staff_frame(klien):
    isi = _isi(klien, "/contoh/staf/")
    assert re.search(r'href="/staf/" aria-current="page"', isi)
    assert "Drs. La Ode Contoh, M.Si." in isi
    assert "Kepala Dinas Sosial" in isi
    assert re.search(r'<form method="post" action="/keluar/">.*csrfmiddlewaretoken', isi)
    assert "Surat elektronik tidak terkirim sejak" in isi


def test_rejected_csrf_says_what_to_do(klien):
    klien.handler.enforce_csrf_checks = True
    jawaban = klien.post("/contoh/formulir/", {})
    assert jawaban.status_code == 403
    assert "Muat ulang halaman itu" in jawaban.content.decode()
