"""`manage.py hitung_tenggat`: the same answer as the receipt, for an officer or auditor."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.sla.test_tenggat import CONTOH

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]


def jalankan(*argumen: str) -> str:
    keluar = io.StringIO()
    call_command("hitung_tenggat", *argumen, stdout=keluar)
    return keluar.getvalue()


@pytest.mark.parametrize("layanan", ["pengaduan", "konsultasi"])
@pytest.mark.parametrize(("diterima", "respon", "pelaksanaan"), CONTOH)
def test_json(layanan, diterima, respon, pelaksanaan):
    hasil = json.loads(jalankan("--layanan", layanan, "--diterima", f"{diterima}+08:00", "--json"))
    sebab = hasil.pop("penjelasan")
    assert hasil == {
        "layanan": layanan,
        "diterima": f"{diterima}:00+08:00",
        "respon": f"{respon}:00+08:00",
        "pelaksanaan": f"{pelaksanaan}:00+08:00",
        "sementara": False,
    }
    assert set(sebab) == {"respon", "pelaksanaan"}
    assert all(kalimat.startswith("Surat diterima ") for kalimat in sebab.values())


@pytest.mark.parametrize(
    "diterima", ["2026-03-17T02:00Z", "2026-03-16T16:00-10:00", "2026-03-17T11:00+09:00"]
)
def test_any_zone_gives_the_same_answer(diterima):
    argumen = ["--layanan", "pengaduan", "--json", "--diterima"]
    assert jalankan(*argumen, diterima) == jalankan(*argumen, "2026-03-17T10:00+08:00")


def test_beyond_the_published_years():
    hasil = json.loads(jalankan("--layanan", "pengaduan", "--diterima", "2027-12-31T10:00+08:00", "--json"))
    assert (hasil["sementara"], hasil["respon"]) == (True, "2028-01-03T16:00:00+08:00")
    assert "2028 belum diterbitkan" in hasil["penjelasan"]["respon"]


def test_words():
    assert jalankan("--layanan", "pengaduan", "--diterima", "2026-03-17T10:00+08:00").splitlines()[0] == (
        "Jawaban pertama: paling lambat Rabu, 25 Maret 2026 pukul 16.00 WITA"
    )


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (["--diterima", "2026-03-17T10:00+08:00"], "pengaduan atau konsultasi"),
        (["--layanan", "tamu", "--diterima", "2026-03-17T10:00+08:00"], "pengaduan atau konsultasi"),
        (["--layanan", "pengaduan"], "tanggal, jam, dan zona"),
        (["--layanan", "pengaduan", "--diterima", "kemarin"], "tanggal, jam, dan zona"),
        (["--layanan", "pengaduan", "--diterima", "2026-02-30T10:00+08:00"], "tanggal, jam, dan zona"),
        (["--layanan", "pengaduan", "--diterima", "2026-03-17T10:00"], "menyebut zona"),
        (["--layanan", "pengaduan", "--diterima", "2026-03-17"], "menyebut zona"),
        (["--layanan", "pengaduan", "--diterima", "2020-03-17T10:00+08:00"], "Belum ada kebijakan"),
        (["--layanan", "pengaduan", "--diterima", "9999-12-31T10:00+08:00"], "Tidak ada hari kerja"),
        (["--layanan", "pengaduan", "--diterima", "9999-12-31T23:00-08:00"], "di luar jangkauan"),
    ],
)
def test_garbage_is_refused_in_indonesian(argumen, pesan):
    with pytest.raises(CommandError, match=pesan):
        jalankan(*argumen)
