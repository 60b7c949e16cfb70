"""Every way in for a file, walked over real HTTP: what a browser sends, or somebody who pretends to be one."""

import base64
import html
import re
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from tests.bantu.warga_http import ISIAN, WargaHttp
from tests.konsultasi.pemohon import LEMBAGA, isian
from tests.pabrik import SANDI

TANDA_TANGAN = "tanda-tangan.png"


@dataclass(frozen=True)
class Jalan:
    """One place for a file: the form, its field, the other answers, and which of them must not get lost."""

    bidang: str
    isian: dict[str, str] = field(repr=False)
    tetap: str
    formulir: str = ""
    """Address of the public form; "" is the officer's case page."""
    digambar: bool = False
    """Whether the bytes come as a picture that was drawn, in a field of text."""


KONSULTASI = isian()
PENGADUAN = {"formulir": "/pengaduan/", "tetap": "uraian"}
PERMOHONAN = {"formulir": "/konsultasi/", "tetap": "maksud"}
JALAN = {
    "bukti": Jalan("bukti", ISIAN, **PENGADUAN),
    "pindaian": Jalan("pindaian", ISIAN | {"cara_tanda_tangan": "pindaian"}, **PENGADUAN),
    "tanda tangan": Jalan("ttd_gambar", ISIAN | {"cara_tanda_tangan": "gambar"}, digambar=True, **PENGADUAN),
    "identitas": Jalan("identitas", KONSULTASI, **PERMOHONAN),
    "surat lembaga": Jalan("surat_lembaga", KONSULTASI | LEMBAGA, **PERMOHONAN),
    "data": Jalan("unggahan", {"keterangan": "Data penerima per desa tahun 2026"}, "keterangan"),
}


class _ApaAdanya(urllib.request.HTTPErrorProcessor):
    """Follows redirects; a page with an error status is a page like any other."""

    def http_response(self, request, response):
        dialihkan = 300 <= response.status < 400
        return super().http_response(request, response) if dialihkan else response


class Pengunggah(WargaHttp):
    """A browser that sends one file along one way; `kode` is the status of the page it leads to."""

    def __init__(self, url: str, surat: int) -> None:
        super().__init__(url)
        kuki = [h for h in self.pembuka.handlers if isinstance(h, urllib.request.HTTPCookieProcessor)]
        self.pembuka = urllib.request.build_opener(urllib.request.ProxyHandler({}), _ApaAdanya(), *kuki)
        self.surat = f"/kerja/surat/{surat}/"
        self.kode = 0

    def unggah(self, jalan: Jalan, nama: str, isi: bytes) -> str:
        """Open the form, send it with the file; returns the page it leads to, as it is read."""
        if jalan.formulir:
            self.ambil(jalan.formulir)
            tujuan = jalan.formulir
            data = jalan.isian | {"kunci": self._sembunyi("kunci")}
        else:
            self._masuk()
            self.ambil(self.surat)
            tujuan, data = f"{self.surat}data/", dict(jalan.isian)
        data["csrfmiddlewaretoken"] = self._sembunyi("csrfmiddlewaretoken")
        berkas = None if jalan.digambar else (jalan.bidang, nama, isi)
        if jalan.digambar:
            data[jalan.bidang] = f"data:image/png;base64,{base64.b64encode(isi).decode()}"
        return html.unescape(self._post(tujuan, *_multipart(data, berkas)))

    def _masuk(self) -> None:
        self.ambil("/masuk/")
        data = {"username": "petugas", "password": SANDI, "next": ""}
        data["csrfmiddlewaretoken"] = self._sembunyi("csrfmiddlewaretoken")
        self._post("/masuk/", urlencode(data).encode(), "application/x-www-form-urlencoded")

    def _sembunyi(self, nama: str) -> str:
        return re.search(rf'name="{nama}"\s+value="([^"]+)"', self.halaman)[1]

    def _post(self, alamat: str, badan: bytes, jenis: str) -> str:
        permintaan = urllib.request.Request(self.url + alamat, badan, {"Content-Type": jenis})
        with self.pembuka.open(permintaan, timeout=60) as jawaban:
            self.kode, self.halaman = jawaban.status, jawaban.read().decode()
        return self.halaman


def _multipart(data: dict[str, str], berkas: tuple[str, str, bytes] | None) -> tuple[bytes, str]:
    """Body and content type; the file's name is sent encoded, so that any character gets through."""
    batas = uuid.uuid4().hex
    isi = b"".join(
        f'--{batas}\r\nContent-Disposition: form-data; name="{nama}"\r\n\r\n{nilai}\r\n'.encode()
        for nama, nilai in data.items()
    )
    if berkas:
        bidang, nama, bita = berkas
        kepala = (
            f"--{batas}\r\nContent-Disposition: form-data; name=\"{bidang}\"; filename*=UTF-8''{quote(nama)}"
        )
        isi += f"{kepala}\r\nContent-Type: image/jpeg\r\n\r\n".encode() + bita + b"\r\n"
    return isi + f"--{batas}--\r\n".encode(), f"multipart/form-data; boundary={batas}"
