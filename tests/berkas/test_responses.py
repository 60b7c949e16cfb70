"""What a browser gets: a download that runs nothing, is sniffed by nobody and kept by nobody."""

import hashlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory
from PIL import Image

from dinsos.berkas import actions, gudang, responses
from tests.berkas import korpus

pytestmark = pytest.mark.django_db


@pytest.fixture
def foto():
    return actions.simpan(unggahan=SimpleUploadedFile("KTP.jpg", korpus.jpeg()))


@pytest.fixture
def surat():
    return actions.simpan(unggahan=SimpleUploadedFile("Surat – Wa Ode.pdf", korpus.pdf()))


def _isi(jawaban) -> bytes:
    try:
        return b"".join(jawaban.streaming_content)
    finally:
        jawaban.close()


@pytest.mark.parametrize("sebaris", [False, True])
@pytest.mark.parametrize("nama", ["foto", "surat"])
def test_kepala_jawaban_menjaga_berkas(nama, sebaris, request):
    berkas = request.getfixturevalue(nama)
    jawaban = responses.kirim(berkas=berkas, sebaris=sebaris)
    assert jawaban.streaming
    assert jawaban["Content-Type"] == berkas.mime
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["Cache-Control"] == "private, no-store"
    assert jawaban["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert jawaban["Cross-Origin-Resource-Policy"] == "same-origin"
    assert int(jawaban["Content-Length"]) == berkas.ukuran
    boleh_sebaris = sebaris and nama == "foto"
    assert jawaban["Content-Disposition"].split(";")[0] == ("inline" if boleh_sebaris else "attachment")
    isi = _isi(jawaban)
    assert len(isi) == berkas.ukuran
    if nama == "foto":
        assert Image.open(BytesIO(isi)).size == (640, 480)
    else:
        assert hashlib.sha256(isi).hexdigest() == berkas.sha256


def test_nama_bukan_ascii_menurut_rfc_5987(surat):
    jawaban = responses.kirim(berkas=surat)
    assert jawaban["Content-Disposition"] == ("attachment; filename*=utf-8''Surat%20%E2%80%93%20Wa%20Ode.pdf")
    jawaban.close()


def test_tidak_dimampatkan_lagi(foto):
    permintaan = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    jawaban = GZipMiddleware(lambda _: responses.kirim(berkas=foto))(permintaan)
    assert jawaban["Content-Encoding"] == "identity"
    assert int(jawaban["Content-Length"]) == len(_isi(jawaban)) == foto.ukuran


def test_yang_sudah_tidak_ada_dijawab_404(foto, surat):
    actions.hapus(berkas=foto)
    gudang.hapus(surat.nama_simpan)
    for berkas in (foto, surat):
        with pytest.raises(Http404):
            responses.kirim(berkas=berkas)
