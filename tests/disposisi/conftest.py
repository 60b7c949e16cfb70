"""People and letters of the disposition tests."""

import pytest

from tests import pabrik


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")


@pytest.fixture
def sekretaris(db):
    return pabrik.pengguna("sekretaris", nama="Wa Ode Sitti, S.Sos.")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.", jabatan="Pekerja Sosial Ahli Muda")


@pytest.fixture
def surat(db):
    return pabrik.pengaduan()


@pytest.fixture
def surat_kepala(kepala):
    """A complaint that names the head."""
    orang = pabrik.pengirim(nama="La Ode Rahasia Benar")
    return pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=kepala), pengirim_=orang)


@pytest.fixture
def klien_kepala(client, kepala):
    client.force_login(kepala)
    return client
