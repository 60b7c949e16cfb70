"""A citizen over real HTTP, for races and crashes: form, review, send, receipt."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass

ISIAN = {
    "sebagai": "diri",
    "nama": "Wa Ode Nurhayati",
    "alamat": "Jalan Poros Takawa 12, RT 2",
    "kecamatan": "Pasarwajo",
    "desa": "Takimpo",
    "telepon": "0812 3456 7890",
    "email": "nurhayati@contoh.test",
    "unit": "pkh",
    "kejadian": "Oktober 2026",
    "uraian": "Bantuan PKH tahap ketiga tidak masuk.",
    "jenis_kerugian": "tidak_ada",
    "permintaan": "Mohon bantuan dibayarkan.",
    "tempat": "Pasarwajo",
    "cara_tanda_tangan": "ketik",
    "nama_tanda_tangan": "Wa Ode Nurhayati",
    "pernyataan": "on",
}


@dataclass(frozen=True)
class Tanda:
    """What the receipt on the screen said."""

    nomor: str
    kode: str


class WargaHttp:
    """One browser: keeps cookies, follows redirects, sends the CSRF token of the page it is on."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pembuka = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )
        self.halaman = ""
        self.kunci = ""

    def ambil(self, alamat: str) -> str:
        with self.pembuka.open(self.url + alamat, timeout=60) as jawaban:
            self.halaman = jawaban.read().decode()
        return self.halaman

    def isi(self, foto: bytes = b"", **ubah: str) -> str:
        """Fill in the form and press the button; afterwards the review page is open."""
        self.ambil("/pengaduan/")
        self.kunci = re.search(r'name="kunci"\s+value="([0-9a-f-]{36})"', self.halaman)[1]
        berkas = [("bukti", "foto.jpg", foto)] if foto else []
        return self._kirim_formulir("/pengaduan/", ISIAN | ubah | {"kunci": self.kunci}, berkas)

    def kirim(self) -> Tanda:
        """Press "Kirim pengaduan" on the review page; raises AssertionError without a receipt."""
        sidik = re.search(r'name="sidik"\s+value="([0-9a-f]{64})"', self.halaman)
        isian = {"kunci": self.kunci} | ({"sidik": sidik[1]} if sidik else {})
        self._kirim_formulir("/pengaduan/kirim/", isian, [])
        return self.tanda()

    def tanda(self) -> Tanda:
        """Number and secret on the receipt that is open."""
        nomor = re.search(r"\b(\d{4}-\d{5})\b", self.halaman)
        kode = re.search(r"\b([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})\b", self.halaman)
        assert nomor, "no number on the page"
        assert kode, "no secret on the page"
        return Tanda(nomor[1], kode[1])

    def _kirim_formulir(self, alamat: str, isian: dict[str, str], berkas: list) -> str:
        token = re.search(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"', self.halaman)[1]
        isian = isian | {"csrfmiddlewaretoken": token}
        if berkas:
            badan, jenis = _multipart(isian, berkas)
        else:
            badan, jenis = urllib.parse.urlencode(isian).encode(), "application/x-www-form-urlencoded"
        permintaan = urllib.request.Request(self.url + alamat, badan, {"Content-Type": jenis})
        with self.pembuka.open(permintaan, timeout=60) as jawaban:
            self.halaman = jawaban.read().decode()
        return self.halaman


def _multipart(isian: dict[str, str], berkas: list[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    batas = uuid.uuid4().hex
    bagian = [
        f'--{batas}\r\nContent-Disposition: form-data; name="{nama}"\r\n\r\n{nilai}\r\n'.encode()
        for nama, nilai in isian.items()
    ]
    for nama, nama_berkas, isi in berkas:
        kepala = (
            f'--{batas}\r\nContent-Disposition: form-data; name="{nama}"; filename="{nama_berkas}"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        )
        bagian.append(kepala.encode() + isi + b"\r\n")
    return b"".join(bagian) + f"--{batas}--\r\n".encode(), f"multipart/form-data; boundary={batas}"
