"""Every kind of paper, on both sizes: archive and accessibility, the text as it was given, the same bytes again."""

import io
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pikepdf
import pytest
from PIL import Image

from dinsos.dokumen import cetak
from dinsos.dokumen.cetak.jenis import JENIS
from tests.dokumen.baca import memori, pelanggaran, rapat, teks_halaman, teks_pdf
from tests.dokumen.contoh import CONTOH, KOP, PENANDATANGAN, PERIKSA, SAAT, gambar, goresan, jenis

NAMA = sorted(CONTOH)
UKURAN = {"a4": (210, 297), "f4": (215, 330)}


def buat(nama: str, kertas: str = "a4", **ganti) -> bytes:
    """The example as PDF, with some of its fields replaced."""
    return cetak.pdf(jenis(nama), CONTOH[nama] | ganti, kop=KOP | {"kertas": kertas}, gambar=gambar(nama))


def isi_teks(nilai) -> list[str]:
    """Every text in the data that a reader sees as it stands."""
    if isinstance(nilai, dict):
        lewati = {
            "cara",
            "qr",
            "dibuat",
            "diterima",
            "tanggal",
            "tanggal_surat",
            "dari",
            "sampai",
            "batas",
            "pada",
        }
        return [
            t
            for nama, isi in nilai.items()
            if nama not in lewati | {"masuk", "keluar", "sifat", "nip"}
            for t in isi_teks(isi)
        ]
    if isinstance(nilai, list):
        return [teks for isi in nilai for teks in isi_teks(isi)]
    return [nilai] if isinstance(nilai, str) else []


def test_setiap_jenis_punya_contoh():
    assert {jenis(nama) for nama in NAMA} == set(JENIS)


@pytest.mark.parametrize("kertas", UKURAN)
@pytest.mark.parametrize("nama", NAMA)
def test_arsip_dan_aksesibel(nama, kertas):
    """PDF/A-2a and PDF/UA-1 by two readers that had no part in making it, with every text of the data in it."""
    hasil = buat(nama, kertas)
    assert pelanggaran(hasil) == []
    with pikepdf.open(io.BytesIO(hasil)) as berkas:
        periksa_akar(berkas, nama, kertas)
        periksa_isi(berkas)
    terbaca = rapat(teks_pdf(hasil))
    assert [satu for satu in isi_teks(CONTOH[nama]) if rapat(satu) not in terbaca] == []
    assert "ditandatanganisecaraelektronik" not in terbaca.lower()


def periksa_akar(berkas: pikepdf.Pdf, nama: str, kertas: str) -> None:
    akar = berkas.Root
    assert akar.MarkInfo.Marked
    assert akar.StructTreeRoot.K is not None
    assert str(akar.Lang) == "id-ID"
    assert akar.ViewerPreferences.DisplayDocTitle
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(akar.keys())
    assert "/JavaScript" not in akar.get("/Names", {})
    assert str(berkas.docinfo["/CreationDate"]).startswith("D:20261121")
    with berkas.open_metadata() as xmp:
        assert xmp["pdfaid:part"] == "2"
        assert xmp["pdfaid:conformance"] == "A"
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == JENIS[jenis(nama)].judul
    lebar, tinggi = UKURAN[kertas]
    seharusnya = (tinggi, lebar) if nama.startswith("buku") else (lebar, tinggi)
    for halaman in berkas.pages:
        assert tuple(round(float(sisi) * 25.4 / 72) for sisi in halaman.mediabox[2:]) == seharusnya


def periksa_isi(berkas: pikepdf.Pdf) -> None:
    """Only fonts that are in the file, and nothing that acts or leads out."""
    huruf = 0
    for benda in berkas.objects:
        if not isinstance(benda, pikepdf.Dictionary):
            continue
        if benda.get("/Type") == "/FontDescriptor":
            huruf += 1
            assert {"/FontFile2", "/FontFile3"} & set(benda.keys())
        assert benda.get("/S") not in (
            "/JavaScript",
            "/URI",
            "/Launch",
            "/GoToR",
            "/SubmitForm",
            "/ImportData",
        )
        assert "/EF" not in benda
    assert huruf


def test_masukan_sama_bita_sama():
    """Also from several threads at once, and after other letters in between."""
    pertama = {nama: buat(nama) for nama in ("surat_jawaban", "surat_pengaduan", "buku_tamu_kosong")}
    with ThreadPoolExecutor(4) as kolam:
        for nama, hasil in kolam.map(lambda nama: (nama, buat(nama)), [*pertama] * 4):
            assert hasil == pertama[nama]
    assert buat("surat_jawaban", dibuat="2026-11-22T09:30:00+08:00") != pertama["surat_jawaban"]


def test_waktu_surat_dari_data():
    hasil = buat("tanda_terima", dibuat="2026-11-21T23:30:00+00:00")
    with pikepdf.open(io.BytesIO(hasil)) as berkas, berkas.open_metadata() as xmp:
        dibuat = datetime.fromisoformat(xmp["xmp:CreateDate"]).astimezone(UTC)
    assert dibuat == datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


def test_isi_surat_jawaban():
    """The paper practice of the office: order of its parts, dates and numbers in Indonesian."""
    teks = teks_pdf(buat("surat_jawaban"))
    urutan = (
        "PEMERINTAH KABUPATEN BUTON|DINAS SOSIAL|Takawa|Nomor : 400.9/117/DINSOS/XI/2026|Sifat : Segera|Hal :|"
        "Yth. Wa Ode Siti Rahmawati|Selasa, 24 November 2026|Narahubung : La Ode Hamid|KEPALA DINAS SOSIAL,|"
        "Pembina Utama Muda, IV/c|NIP 19690412 199403 1 007|Tembusan:|" + PERIKSA["kode"]
    ).split("|")
    letak = [teks.index(bagian) for bagian in urutan]
    assert letak == sorted(letak)
    assert "Pasarwajo, 21 November 2026" in teks


@pytest.mark.parametrize(
    ("ganti", "tertulis"),
    [
        ({"mewakili": "Plh."}, "Plh. KEPALA DINAS SOSIAL,"),
        ({"mewakili": "a.n.", "jabatan_sendiri": "SEKRETARIS"}, "a.n. KEPALA DINAS SOSIAL SEKRETARIS,"),
        ({"nama": "", "nip": "", "pangkat": ""}, "KEPALA DINAS SOSIAL,"),
    ],
)
def test_penandatangan(ganti, tertulis):
    assert tertulis in teks_pdf(buat("surat_jawaban", penandatangan=PENANDATANGAN | ganti))


def test_buku_mengulang_kepala_tabel():
    halaman = teks_halaman(buat("buku_agenda"))
    assert len(halaman) > 2
    assert all("Nomor agenda" in satu for satu in halaman)
    assert "0060/PGD/2026" in halaman[-1]
    assert "Tidak ada surat masuk" in teks_pdf(buat("buku_agenda", baris=[]))


@pytest.mark.parametrize("baris", range(1, 40, 3))
def test_tanda_tangan_tidak_sendirian(baris):
    """However long the letter, something of its text stands on the page of the signature."""
    paragraf = [f"Paragraf nomor {nomor}." for nomor in range(baris)]
    teks = teks_halaman(buat("surat_jawaban", paragraf=paragraf, rincian=[], penutup=[]))[-1]
    assert f"nomor {baris - 1}." in teks[: teks.index("KEPALA DINAS SOSIAL,")]


def test_buku_setahun():
    """A long book is made outside this process, and is the same document; longer ones are refused."""
    baris = [CONTOH["buku_agenda"]["baris"][0] | {"no": nomor + 1} for nomor in range(400)]
    sebelum = memori()
    hasil = buat("buku_agenda", baris=baris)
    assert memori() - sebelum < 20
    assert pelanggaran(hasil) == []
    assert "400" in teks_halaman(hasil)[-1]
    with pytest.raises(cetak.DataTidakSesuai, match="paling banyak"):
        buat("buku_agenda", baris=baris * 8)


def test_daftar_tembusan_panjang():
    halaman = teks_halaman(buat("surat_jawaban", tembusan=[f"Kantor nomor {nomor}" for nomor in range(80)]))
    assert "Kantor nomor 79" in halaman[-1]


@pytest.mark.parametrize(
    "nama", ["surat_pengaduan", "surat_konsultasi", "tanda_terima", "surat_jawaban", "lembar_disposisi"]
)
def test_cepat(nama):
    """Under 50 ms a letter (docs/kinerja.md): processor time, so that a busy machine doesn't count."""
    lama = []
    for nomor in range(12):
        kode = PERIKSA | {"kode": f"K{nomor:03}", "alamat": f"https://layanan.contoh.id/periksa/K{nomor:03}"}
        mulai = time.process_time()
        buat(nama, verifikasi=kode, dibuat=f"2026-11-21T09:{nomor:02}:00+08:00")
        lama.append(time.process_time() - mulai)
    assert statistics.median(lama[2:]) < 0.05


@pytest.mark.parametrize(
    ("nama", "ganti", "jalur"),
    [
        ("surat_jawaban", {"nomor": ""}, "nomor"),
        ("surat_jawaban", {"nomor": None}, "nomor"),
        ("surat_jawaban", {"dibuat": "2026-11-21T09:30:00"}, "dibuat"),
        ("surat_jawaban", {"dibuat": 5}, "dibuat"),
        ("surat_jawaban", {"tanggal": "21-11-2026"}, "tanggal"),
        ("surat_jawaban", {"kepada": {"alamat": []}}, "kepada.nama"),
        ("surat_jawaban", {"kepada": "Budi"}, "kepada"),
        ("surat_jawaban", {"paragraf": []}, "paragraf"),
        ("surat_jawaban", {"paragraf": "satu"}, "paragraf"),
        ("surat_jawaban", {"paragraf": ["\u200b"]}, "paragraf.0"),
        ("surat_jawaban", {"rincian": [["a", "b", "c"]]}, "rincian.0"),
        ("surat_jawaban", {"rincain": []}, "rincain"),
        ("lembar_disposisi", {"sifat": ["kilat"]}, "sifat.0"),
        ("buku_agenda", {"baris": [{"no": "satu"}]}, "baris.0.no"),
        ("surat_konsultasi", {"tanda_tangan": {"cara": "gambar", "nama": "A"}}, "tanda_tangan"),
    ],
)
def test_data_tidak_sesuai(nama, ganti, jalur):
    with pytest.raises(cetak.DataTidakSesuai) as galat:
        buat(nama, **ganti)
    assert galat.value.jalur == jalur


def test_galat_bernama():
    with pytest.raises(cetak.JenisTidakDikenal):
        cetak.pdf("surat_cinta", {}, kop=KOP)
    with pytest.raises(cetak.DataTidakSesuai, match=r"kop\.instansi"):
        cetak.pdf("surat_jawaban", CONTOH["surat_jawaban"], kop=KOP | {"instansi": ""})
    for isi in (b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"x" * 500_000):
        with pytest.raises(cetak.DataTidakSesuai, match="PNG"):
            cetak.pdf("surat_jawaban", CONTOH["surat_jawaban"], kop=KOP, gambar={"logo": isi})
    with pytest.raises(cetak.DataTidakSesuai, match="tidak dikenal"):
        cetak.pdf("surat_jawaban", CONTOH["surat_jawaban"], kop=KOP, gambar={"tanda_tangan": goresan()})
    with pytest.raises(cetak.GalatCetak):
        cetak.pdf("surat_jawaban", CONTOH["surat_jawaban"], kop=KOP, gambar={"logo": goresan()[:60]})


def test_halaman_sebagai_gambar():
    """Pages as pictures, one each; the drawn signature is really on the paper."""
    data = CONTOH["surat_pengaduan"]
    berpena = cetak.gambar_halaman("surat_pengaduan", data, kop=KOP, gambar=gambar("surat_pengaduan"), ppi=40)
    diketik = data | {"tanda_tangan": {"cara": "terlampir", "nama": "Wa Ode Siti Rahmawati"}, "dibuat": SAAT}
    tanpa = cetak.gambar_halaman("surat_pengaduan", diketik, kop=KOP, ppi=40)
    assert len(berpena) == len(tanpa) == 1
    assert biru(berpena[0]) > 50
    assert biru(tanpa[0]) == 0


def biru(png: bytes) -> int:
    """How many pixels are of the ink of the drawn signature."""
    piksel = Image.open(io.BytesIO(png)).convert("RGB").get_flattened_data()
    return sum(b > r + 60 and b > g + 60 for r, g, b in piksel)
