"""The e-mail as it leaves: both forms of the text, attachments, headers that nothing can be put into."""

import ast
import inspect
import re
import sys
from email import message_from_bytes, policy

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from dinsos.notifikasi import registri, surel
from dinsos.notifikasi.enums import Galat, Keadaan
from dinsos.notifikasi.kelas import LampiranSurel
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests.notifikasi.bantuan import PesanUji, antre

PDF = LampiranSurel("Surat jawaban 470/12.pdf", "application/pdf", b"%PDF-1.7\n\x00\xff isi\r\n")
ICS = LampiranSurel(
    "Undangan é.ics", "text/calendar; method=REQUEST; charset=UTF-8", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
)
KEPALA = {"Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"}


def terbaca(pesan: Pesan, isi: str = "isi", lampiran=()):
    """The letter as the recipient's program reads it."""
    return message_from_bytes(surel.susun(pesan, isi, lampiran).message().as_bytes(), policy=policy.default)


def html(isi: str) -> str:
    return surel.html("Hal", isi).partition("<body")[2]


@registri.daftar
class PesanBerlampiran(PesanUji):
    nama = "uji_lampiran"

    def lampiran(self, pesan):
        return [PDF, ICS]


@pytest.mark.django_db
def test_attachments_arrive_unchanged_around_both_forms_of_the_text(server):
    antre(kelas=PesanBerlampiran, data={"isi": "Surat jawaban kami terlampir."})
    assert kirim_tertunda() == 1
    surat = server.surat[0]
    assert surat.get_content_type() == "multipart/mixed"
    assert "kami terlampir." in surat.get_body(("plain",)).get_content()
    assert "kami terlampir." in surat.get_body(("html",)).get_content()
    pdf, ics = surat.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type()) == ("Surat jawaban 470-12.pdf", "application/pdf")
    assert pdf.get_content() == PDF.isi
    assert ics.get_filename() == "Undangan é.ics"
    assert "filename*=utf-8''Undangan%20%C3%A9.ics" in str(ics)
    assert ics["Content-Type"].params == {"method": "REQUEST", "charset": "UTF-8"}
    assert ics.get_payload(decode=True) == ICS.isi


@pytest.mark.django_db
def test_attachments_that_are_too_large_fail_clearly(server, monkeypatch):
    monkeypatch.setattr(surel, "BATAS_LAMPIRAN", 20)
    pesan = antre(kelas=PesanBerlampiran)
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.GAGAL, Galat.LAMPIRAN)
    assert pesan.keadaan_kata == "Gagal: lampirannya terlalu besar"


@pytest.mark.parametrize(
    ("jenis", "isi"),
    [
        ("image/jpeg", b"\xff\xd8\xff"),
        ("application/pdf", b"\xff\xd8\xff"),
        ("application/octet-stream", b"%PDF-"),
        ("text/calendar; method=REQUEST\r\nBcc: x@contoh.id", b"BEGIN:VCALENDAR"),
        ('text/calendar; method="x"', b"BEGIN:VCALENDAR"),
    ],
)
def test_only_letters_and_appointments_can_be_attached(jenis, isi):
    with pytest.raises(ValueError):
        LampiranSurel("a.pdf", jenis, isi)


def test_no_message_class_touches_files_of_citizens():
    """The modules with message classes neither import the files nor name cards and attachments of a letter."""
    terlarang = {"Berkas", "Lampiran", "PeranLampiran", "berkas", "identitas", "TujuanIdentitas", "kartu"}
    modul = {type(kelas).__module__ for kelas in registri.semua()}
    modul = {nama for nama in modul if not nama.startswith("tests.")}
    assert "dinsos.agenda.pesan" in modul
    for nama in modul:
        pohon = ast.parse(inspect.getsource(sys.modules[nama]))
        for simpul in ast.walk(pohon):
            impor = isinstance(simpul, ast.ImportFrom) and (simpul.module or "").startswith("dinsos.berkas")
            disebut = getattr(simpul, "id", None) or getattr(simpul, "attr", None)
            assert not impor, nama
            assert disebut not in terlarang, (nama, disebut)


def test_the_text_becomes_simple_html(settings):
    settings.ALAMAT_SITUS = "https://layanan.contoh.id"
    isi = html(
        "Yth. <b>Ibu</b> & 'Ode',\n\nbaris satu\nbaris dua\n\n\n\n"
        "Lihat https://layanan.contoh.id/lacak/. Terima kasih"
    )
    assert "Yth. &lt;b&gt;Ibu&lt;/b&gt; &amp; &#x27;Ode&#x27;," in isi
    assert "baris satu<br>baris dua" in isi
    assert isi.count("<p ") == 3
    assert '<a href="https://layanan.contoh.id/lacak/">https://layanan.contoh.id/lacak/</a>. Terima' in isi
    for asing in ("<img", "<script", "src=", "url(", "color:", "<link", "@import"):
        assert asing not in isi


@pytest.mark.parametrize(
    "alamat",
    [
        "https://layanan.contoh.id.jahat.id/",
        "https://layanan.contoh.id@jahat.id/",
        "https://layanan.contoh.id:81/",
        "https://jahat.id/?https://layanan.contoh.id/",
        "http://layanan.contoh.id/",
        "https://jahat.id/",
        "javascript:alert(1)",
        'https://layanan.contoh.id/"onclick="x',
    ],
)
def test_only_our_own_addresses_become_links(settings, alamat):
    settings.ALAMAT_SITUS = "https://layanan.contoh.id"
    assert "<a " not in html(f"Buka {alamat} sekarang")


NAKAL = st.text(
    alphabet=st.one_of(
        st.sampled_from('\r\n\0\x0b\x0c\x1c\x85\u2028 :;<>@,"\\%=?'), st.characters(exclude_categories=["Cs"])
    ),
    max_size=120,
)


@given(subjek=NAKAL, tujuan=NAKAL, nama=NAKAL)
def test_nothing_gets_into_the_headers(subjek, tujuan, nama):
    """Whatever stands in the row and in a file's name, the letter has our headers only, each with one value."""
    racun = "\r\nBcc: lain@contoh.id\r\n\r\nisi lain"
    pesan = Pesan(subjek=subjek + racun, tujuan="warga@contoh.id", message_id="<1@contoh.id>")
    surat = terbaca(pesan, "isi", [LampiranSurel(nama + racun, PDF.jenis, PDF.isi)])
    assert set(surat.keys()) == KEPALA | ({"X-Simulasi"} & set(surat.keys()))
    assert len(surat.keys()) == len(set(surat.keys()))
    (lampiran,) = surat.iter_attachments()
    assert set(lampiran.keys()) == {
        "Content-Type",
        "MIME-Version",
        "Content-Transfer-Encoding",
        "Content-Disposition",
    }
    assert "/" not in lampiran.get_filename()
    assert len(lampiran.get_filename()) <= surel.PANJANG_NAMA
    assert surat.get_body(("plain",)).get_content().strip() == "isi"
    pesan.tujuan = tujuan + racun
    kepala = surel.susun(pesan, "isi").to
    assert len(kepala) == 1
    assert kepala[0].isprintable()


@pytest.mark.parametrize(
    "dari", ["Dinas <dinas@contoh.id>\r\nBcc: lain@contoh.id", "Dinas\nX: y <d@contoh.id>"]
)
def test_a_sender_with_a_line_break_is_refused(settings, dari):
    settings.DEFAULT_FROM_EMAIL = dari
    with pytest.raises(ValueError, match="newlines"):
        terbaca(Pesan(subjek="Hal", tujuan="warga@contoh.id", message_id="<1@contoh.id>"))


def test_no_message_learns_the_host_of_a_request():
    """Links come from the settings: whoever calls the portal by another name changes no letter."""
    asing = re.compile(r"build_absolute_uri|get_current_site|\bget_host\(")
    for modul in {type(kelas).__module__ for kelas in registri.semua()} - {__name__}:
        assert not asing.search(inspect.getsource(sys.modules[modul])), modul
    for berkas in (settings.BASE_DIR / "templates" / "pesan").rglob("*.*"):
        assert not re.search(r"\brequest\b|https?://|\{% url", berkas.read_text()), berkas
