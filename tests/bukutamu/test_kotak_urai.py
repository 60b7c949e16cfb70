"""What is read out of a message, however it was made; nothing here touches a database."""

import random
import time

import pytest

from dinsos.bukutamu.kotak.html import jadi_teks
from dinsos.bukutamu.kotak.urai import ISI_MAKS, bisa_dijawab, darurat, sidik, urai
from tests.bukutamu import surel

CONTOH = {
    "latin": (b"Subject: H\xe9\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nCaf\xe9", "Café"),
    "sandi_tak_dikenal": (b"Content-Type: text/plain; charset=x-entah\r\n\r\nCaf\xc3\xa9", "Café"),
    "sandi_berbahaya": (b"Content-Type: text/plain; charset=unicode_escape\r\n\r\n\\x41", "\\x41"),
    "tanpa_sandi": (b"Subject: x\r\n\r\n\xe9", "é"),
    "kosong": (b"Subject: x\r\n\r\n", ""),
    "nol": (b"Subject: x\r\n\r\nsatu\x00dua\xe2\x80\xae", "satudua"),
    "html_saja": (b"Content-Type: text/html\r\n\r\n<p>A<p>B<script>x</script>&amp;", "A\n\nB&"),
    "multipart_tanpa_batas": (b"Content-Type: multipart/mixed\r\n\r\nteks", "teks"),
    "base64_rusak": (b"Content-Transfer-Encoding: base64\r\n\r\naGFsbw", "halo"),
}


@pytest.mark.parametrize("nama", CONTOH)
def test_texts(nama):
    mentah, isi = CONTOH[nama]
    assert urai(mentah).isi == isi


def test_headers_in_every_way():
    hasil = urai(
        b"From: =?utf-8?B?V2EgT2Rl?= =?utf-8?Q?_Nurhayati?= <wa@contoh.test>\r\n"
        b"Reply-To: kantor@contoh.test\r\nSubject: =?iso-8859-1?Q?Caf=E9?=\r\n =?utf-8?B?IGRhcnVyYXQ=?=\r\n"
        b"References: <a@b> <c@d>\r\nIn-Reply-To: <e@f>\r\n\r\nx"
    )
    assert (hasil.dari_nama, hasil.dari_alamat) == ("Wa Ode Nurhayati", "wa@contoh.test")
    assert (hasil.subjek, hasil.balas_ke) == ("Café darurat", "kantor@contoh.test")
    assert hasil.rujukan == ("<e@f>", "<c@d>", "<a@b>")
    mentah = urai("From: Kantor Désa <bukan alamat>\r\nSubject: mentah é\r\n\r\n".encode())
    assert (mentah.dari_nama, mentah.dari_alamat) == ("Kantor Désa <bukan alamat>", "")
    assert mentah.subjek == "mentah é"


def test_one_version_of_a_text_nested_messages_and_every_attachment():
    pesan = surel.surat(1)
    pesan.add_alternative("<p>HTML yang sama</p>", subtype="html")
    pesan.add_attachment(surel.surat(2))
    pesan.add_attachment("catatan", filename="catatan.txt")
    pesan.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="surat é.pdf")
    hasil = urai(bytes(pesan))
    assert "HTML yang sama" not in hasil.isi
    assert "Nomor 1." in hasil.isi
    assert "Hal: Bantuan sembako PENANDA-0002" in hasil.isi
    assert "Nomor 2." in hasil.isi
    assert "--- catatan.txt ---\ncatatan" in hasil.isi
    assert [(s.nama, s.mime) for s in hasil.sertaan] == [("surat é.pdf", "application/pdf")]


@pytest.mark.parametrize(
    ("kepala", "jenis"),
    [
        ({}, "biasa"),
        ({"Auto_Submitted": "no"}, "biasa"),
        ({"Auto_Submitted": "auto-replied"}, "otomatis"),
        ({"X_Autoreply": "yes"}, "otomatis"),
        ({"Return_Path": "<>"}, "otomatis"),
        ({"Precedence": "bulk"}, "milis"),
        ({"List_Id": "berita <berita.contoh.test>"}, "milis"),
    ],
)
def test_machines_and_lists_are_known_and_never_answered(kepala, jenis):
    hasil = urai(bytes(surel.surat(1, **kepala)))
    assert hasil.jenis == jenis
    assert bisa_dijawab(hasil.jenis, hasil.dari_alamat) == (jenis == "biasa")


def test_nobody_writes_to_an_address_that_takes_no_answers():
    assert not bisa_dijawab("biasa", "no-reply@contoh.test")
    assert not bisa_dijawab("biasa", "noreply+x@contoh.test")
    assert not bisa_dijawab("biasa", "")
    assert bisa_dijawab("biasa", "noriana@contoh.test")


def test_reports_of_mail_servers():
    gagal = urai(surel.pental("<pesan@dinsos.test>")).pental
    assert (gagal.gagal, gagal.kode) == (True, "5.1.1")
    assert "<pesan@dinsos.test>" in gagal.nomor
    assert not urai(surel.pental("<x@y>", tindakan="delayed", kode="4.4.1")).pental.gagal
    gmail = surel.surat(1, X_Failed_Recipients="a@b.c", From="mailer-daemon@contoh.test")
    gmail.set_content("Message-ID: <pesan@dinsos.test>")
    assert urai(bytes(gmail)).pental.gagal
    assert urai(bytes(surel.surat(1))).pental is None


def test_the_digest_knows_a_message_again_and_tells_others_apart():
    satu = bytes(surel.surat(1))
    assert sidik(satu) == sidik(b"Received: from x\r\n" + satu.replace(b"\n", b"\r\n") + b"\r\n")
    lain = surel.surat(1)
    lain.set_content("isi lain")
    assert sidik(satu) != sidik(bytes(lain)), "the same Message-ID, another text"
    tanpa = bytes(surel.surat(1, Message_ID=""))
    assert sidik(tanpa) != sidik(b"Received: from x\n" + tanpa)


def test_no_message_takes_long_or_fails_unseen():
    """Whatever the bytes are, there is something to show, in time that grows with the length only."""
    acak = random.Random(7)
    jahat = [
        b"Content-Type: text/html\r\n\r\n" + b"<" * 300_000 + b">",
        b"Content-Type: text/html\r\n\r\n" + b"<!--" * 100_000,
        b"Content-Type: text/html\r\n\r\n" + b"<a href=" * 60_000 + b">",
        b"Content-Type: text/html\r\n\r\n" + b"<script>" * 60_000,
        b"Subject: " + b"=?utf-8?q?" * 20_000 + b"\r\n\r\n",
        b"From: " + b"(" * 200_000 + b"\r\n\r\n",
        b"References: " + b"<a@" * 100_000 + b"\r\n\r\n",
        b"Content-Type: text/plain; charset=" + b"utf-8;" * 20_000 + b"\r\n\r\nx",
    ]
    asli = bytes(surel.berlampiran(1))
    for _ in range(150):
        benih = bytearray(asli)
        for _ in range(acak.randrange(1, 40)):
            benih[acak.randrange(len(benih))] = acak.randrange(256)
        jahat.append(bytes(benih))
    mulai = time.process_time()
    for satu in [*jahat, *map(surel.rusak, range(16))]:
        try:
            hasil = urai(satu)
        except Exception:
            hasil = darurat(satu)
        assert len(hasil.isi) <= ISI_MAKS
        assert "\x00" not in hasil.isi + hasil.subjek + hasil.dari_nama
        assert len(hasil.subjek) <= 200
        (hasil.isi + hasil.subjek + hasil.dari_nama).encode()
    assert time.process_time() - mulai < 20


def test_words_of_a_page():
    assert jadi_teks("<h1>Hal</h1><ul><li>satu<li>dua</ul>") == "Hal\n\nsatu\ndua"
    assert jadi_teks("<style>p{}</style>a<br>b <!-- c --> d") == "a\nb d"
    assert jadi_teks('<a href="https://contoh.test/x">buka</a>') == "buka (https://contoh.test/x)"
    assert (
        jadi_teks("<html><head><title>x</title><body>teks <!-- tanpa akhir <p>lagi")
        == "teks tanpa akhir\n\nlagi"
    )
    assert jadi_teks("<SCRIPT>a</Script >b<style>c") == "bc"
    assert jadi_teks("umur < 5 tahun & sehat") == "umur < 5 tahun & sehat"
    assert jadi_teks('<img src="https://jahat.test/p.gif" onerror="x">teks') == "teks"
