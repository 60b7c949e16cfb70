"""A large photo is made small on the phone before it is sent, and everything else goes as it is."""

import base64
import random
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.bantu.peramban import ASAL, peramban
from tests.bantu.sumber import AKAR

pytestmark = pytest.mark.alur

HALAMAN = (
    "<!doctype html><title>Uji</title><script src='/skrip.js'></script>"
    "<input type='file' multiple data-perkecil><input type='file' id='biasa'>"
)
TANDA = b"RAHASIA-LOKASI-RUMAH"
AMBIL = """async (pilih) => {
  const berkas = [...document.querySelector(pilih).files];
  const isi = await Promise.all(berkas.map((b) => b.arrayBuffer()));
  const awal = (bita) => btoa(String.fromCharCode(...new Uint8Array(bita).slice(0, 2000)));
  return berkas.map((b, i) => [b.name, b.type, awal(isi[i]), b.size]);
}"""


def _foto(lebar: int, tinggi: int) -> bytes:
    """A noisy JPEG of some hundred KB or more, with an application segment of its own."""
    acak = random.Random(7)
    kecil = Image.frombytes("RGB", (200, 150), bytes(acak.randrange(256) for _ in range(90_000)))
    wadah = BytesIO()
    kecil.resize((lebar, tinggi)).save(wadah, "JPEG", quality=95)
    isi = wadah.getvalue()
    penanda = b"\xff\xe1" + (len(TANDA) + 2).to_bytes(2, "big") + TANDA
    return isi[:2] + penanda + isi[2:]


@pytest.fixture
def layar() -> Iterator[Page]:
    skrip = (AKAR / "static" / "js" / "perkecil-foto.js").read_text()
    with peramban() as browser, browser.new_context() as ruang:
        ruang.route(f"{ASAL}/", lambda rute: rute.fulfill(body=HALAMAN, content_type="text/html"))
        ruang.route(f"{ASAL}/skrip.js", lambda r: r.fulfill(body=skrip, content_type="text/javascript"))
        halaman = ruang.new_page()
        halaman.goto(f"{ASAL}/")
        yield halaman


def _pilih(layar: Page, berkas: list[tuple[str, str, bytes]], masukan: str = "[data-perkecil]") -> None:
    layar.set_input_files(masukan, [{"name": n, "mimeType": j, "buffer": isi} for n, j, isi in berkas])


def _terpilih(layar: Page, masukan: str = "[data-perkecil]") -> list[tuple[str, str, bytes, int]]:
    return [(n, j, base64.b64decode(isi), ukuran) for n, j, isi, ukuran in layar.evaluate(AMBIL, masukan)]


def _tunggu_kecil(layar: Page, nama: str) -> None:
    layar.wait_for_function(
        "nama => [...document.querySelector('[data-perkecil]').files].some((b) => b.name === nama)", arg=nama
    )


def test_foto_besar_menjadi_kecil_tanpa_titipan(layar):
    asal = _foto(4000, 3000)
    assert len(asal) > 1_000_000
    _pilih(layar, [("Foto KTP.jpeg", "image/jpeg", asal)])
    _tunggu_kecil(layar, "Foto KTP.jpg")
    [(_, jenis, awal, ukuran)] = _terpilih(layar)
    assert jenis == "image/jpeg"
    assert ukuran < len(asal) / 2
    assert TANDA in asal
    assert TANDA not in awal
    sof = awal.index(b"\xff\xc0") + 5
    assert int.from_bytes(awal[sof : sof + 2]) == 1200
    assert int.from_bytes(awal[sof + 2 : sof + 4]) == 1600


def test_yang_lain_tetap_apa_adanya(layar):
    kecil, pdf = _foto(300, 200), b"%PDF-1.7\n" + b"x" * 400_000
    besar = _foto(4000, 3000)
    _pilih(layar, [("kecil.jpg", "image/jpeg", kecil), ("surat.pdf", "application/pdf", pdf)])
    _pilih(layar, [("besar.jpeg", "image/jpeg", besar)], "#biasa")
    rusak = ("rusak.jpg", "image/jpeg", b"\xff\xd8\xff" + b"x" * 400_000)
    assert [(nama, ukuran) for nama, _, _, ukuran in _terpilih(layar)] == [
        ("kecil.jpg", len(kecil)),
        ("surat.pdf", len(pdf)),
    ]
    assert [ukuran for *_, ukuran in _terpilih(layar, "#biasa")] == [len(besar)]
    _pilih(layar, [rusak, ("tegak.jpeg", "image/jpeg", besar)])
    _tunggu_kecil(layar, "tegak.jpg")
    assert [nama for nama, *_ in _terpilih(layar)] == ["rusak.jpg", "tegak.jpg"]
    assert _terpilih(layar)[0][3] == len(rusak[2]), "what can't be read goes to the server, which explains"


def test_heic_menjadi_jpeg_bila_ponsel_dapat_membacanya(layar):
    """Chromium reads no HEIC; a photo that only claims to be one stands for a phone that does."""
    _pilih(layar, [("IMG_1.HEIC", "image/heic", _foto(640, 480))])
    _tunggu_kecil(layar, "IMG_1.jpg")
    [(_, jenis, awal, _)] = _terpilih(layar)
    assert (jenis, awal[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    asli = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    _pilih(layar, [("IMG_2.HEIC", "", asli)])
    layar.wait_for_timeout(300)
    assert [(n, u) for n, _, _, u in _terpilih(layar)] == [("IMG_2.HEIC", len(asli))]
