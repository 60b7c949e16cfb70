"""What citizens write is data on paper: no markup, no file, no fetch, and no text that stops a letter."""

import string
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dinsos.dokumen import cetak
from dinsos.dokumen.cetak import penyusun
from dinsos.dokumen.cetak.bentuk import KATA_PANJANG_SEL
from dinsos.dokumen.cetak.huruf_aman import BOLEH_PATAH, bersihkan, patahkan
from dinsos.dokumen.cetak.liputan import terliput
from tests.dokumen.baca import pelanggaran, rapat, teks_pdf
from tests.dokumen.contoh import CONTOH, KOP, gambar

SANDI = "root:x:0:0"
UTUH = {
    "berkas": '#read("/etc/passwd") #read("dasar.typ") #json("data.json") #include "main.typ"',
    "paket": '#import "@preview/cetz:0.3.0": * #plugin("x.wasm") #image("https://jahat.example/a.png")',
    "hitung": '#eval("1+1") #panic() #sys.inputs #while true {} #{ let x = 1 } #d.nomor #set page(width: 1pt)',
    "tanda": "*tebal* _miring_ `kode` ```raw #x``` $x^2$ <l> @r ~ -- --- ... 'a' \"b\" // x /* y */ \\ \\u{41}",
    "baris": "= Judul\n== Judul dua\n- butir\n+ nomor\n/ Istilah: isi\n\n\nhttp://jahat.example/?a=1&b=%20#c",
    "html": "<script>alert(1)</script> &amp; <!-- x --> ]]> </svg> {{ nama }} {% now %} %s %(x)s",
    "pdf": "(teks) Tj ET endstream endobj /JavaScript <</S/URI>> \\) \\\\ \\101",
    "ikatan": "efisien fluktuasi afiliasi ½ € × – — … ‘ ’ “ ” • ñ é ü Ÿ Δ Ж",
    "sepuluh ribu": "kata demi kata " * 666,
    "kata panjang": "x" * 10_000,
    "tiga ratus": "\n\n".join(f"Paragraf nomor {nomor} dari tiga ratus." for nomor in range(300)),
}
GANTI = {
    "arah": ("bayar \u202e000.1\u202c \u2066pR\u2069 \u200f", "bayar000.1pR"),
    "nol": ("a\x00b\x07c\x1bd\ufeff\u00ade\r\nf\u2028g\x85h", "abcdefgh"),
    "emoji": ("tolong 😭🙏🏽 👨‍👩‍👧 ❤️", "tolong😭□□□□□❤"),
    "han": ("中文 ไทย", "□□□□□"),
    "pasangan rusak": ("a\ud800b\udfffc", "abc"),
    "tumpukan": ("e" + "\u0301" * 500 + " akhir", "é" + "\u0301" * 5 + "akhir"),
}
CAMPUR = {
    "arab": "السلام عليكم Assalamualaikum שלום",
    "tanda gabung": "Z̴̡a̷̛l̴̗g̵̈o̸ q\u0303 a\u0300\u0316 \u0301awal",
}


def surat(teks: str) -> bytes:
    """A complaint letter with the text as its account."""
    data = CONTOH["surat_pengaduan"] | {"bagian": [{"judul": "Uraian", "paragraf": teks.split("\n\n")}]}
    return cetak.pdf("surat_pengaduan", data, kop=KOP, gambar=gambar("surat_pengaduan"))


@pytest.mark.parametrize("nama", UTUH)
def test_teks_tetap_teks(nama):
    """What is printed is what was written, letter by letter."""
    hasil = surat(UTUH[nama])
    terbaca = teks_pdf(hasil)
    assert rapat(UTUH[nama]) in rapat(terbaca)
    assert SANDI not in terbaca
    assert pelanggaran(hasil) == []


@pytest.mark.parametrize("nama", GANTI)
def test_yang_tak_tercetak_diganti(nama):
    """What has no picture becomes a box; what is invisible, or turns the reading round, is left out."""
    asal, seharusnya = GANTI[nama]
    hasil = surat(asal)
    assert rapat(f"Uraian {seharusnya} Demikian") in rapat(teks_pdf(hasil))
    assert pelanggaran(hasil) == []


@pytest.mark.parametrize("nama", CAMPUR)
def test_tulisan_lain(nama):
    """Right-to-left and combining writing: readers order it in their own ways, so every character is looked for."""
    hasil = surat(CAMPUR[nama])
    ada = unicodedata.normalize("NFD", teks_pdf(hasil))
    for huruf, jumlah in Counter(unicodedata.normalize("NFD", rapat(CAMPUR[nama]))).items():
        assert ada.count(huruf) >= jumlah, huruf
    assert pelanggaran(hasil) == []


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(teks=st.text(min_size=1, max_size=300))
def test_teks_apa_pun_tercetak(teks):
    """No text at all stops a letter, wherever it stands, and none breaks the archive format."""
    if not bersihkan(teks).strip():
        return
    data = CONTOH["surat_jawaban"] | {
        "hal": teks, "judul": teks, "paragraf": [teks], "rincian": [[teks, teks]], "tembusan": [teks],
        "kepada": {"nama": teks, "alamat": [teks]},
    }  # fmt: skip
    assert pelanggaran(cetak.pdf("surat_jawaban", data, kop=KOP)) == []


@settings(max_examples=200, deadline=None)
@given(teks=st.text(max_size=200))
@example(teks="e\u0315\u0316\u0317\u0318\u0319\u031a" * 5)
def test_bersih_selesai(teks):
    """Cleaning is done after one time, and leaves only what the fonts can draw."""
    bersih = bersihkan(teks)
    assert bersihkan(bersih) == bersih
    assert all(huruf in "\n " or ord(huruf) in terliput() for huruf in bersih)
    assert patahkan(bersih, KATA_PANJANG_SEL).replace(BOLEH_PATAH, "") == bersih


def test_setiap_jenis_menerima_teks_jahat():
    """The same hostile words in every field of every kind that takes text."""
    jahat = UTUH["berkas"] + " " + "W" * 300

    def isi(nilai, nama=""):
        if isinstance(nilai, dict):
            return {kunci: isi(satu, kunci) for kunci, satu in nilai.items()}
        if isinstance(nilai, list):
            return [isi(satu, nama) for satu in nilai[:3]]
        tetap = nama in {"sifat", "cara", "kode", "alamat_periksa"} or not isinstance(nilai, str)
        return nilai if tetap or (nilai[:4].isdigit() and "-" in nilai[:5]) else jahat

    for nama, data in CONTOH.items():
        hasil = cetak.pdf(nama.removesuffix("_kosong"), isi(data), kop=KOP, gambar=gambar(nama))
        assert SANDI not in teks_pdf(hasil)
        assert pelanggaran(hasil) == []
        if nama != "buku_tamu_kosong":
            assert rapat(jahat) in rapat(teks_pdf(hasil))


def test_huruf_dan_akar_tertutup():
    """The compiler knows the shipped fonts only, its folder holds templates only, and templates import nothing."""
    huruf = {berkas.name for berkas in penyusun.HURUF.iterdir()}
    assert {nama for nama in huruf if nama.startswith("LISENSI")} == {
        "LISENSI-DejaVu.txt",
        "LISENSI-Liberation.txt",
    }
    assert {berkas.suffix for berkas in penyusun.TEMPLAT.iterdir()} == {".typ"}
    terlarang = ("@preview", "@local", "read(", "eval(", "plugin(", "sys.inputs", "link(", "http")
    for berkas in penyusun.TEMPLAT.iterdir():
        isi = berkas.read_text(encoding="utf-8")
        assert [kata for kata in terlarang if kata in isi] == []
    assert {chr(titik) for titik in terliput()} >= set(string.printable.strip()) | set("□☑☐–’“”éñ")
