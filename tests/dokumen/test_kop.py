"""The letterhead: what stands on paper, who may set it, and what a letter keeps of it."""

import io
from datetime import date

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from dinsos.akun.models import PelaksanaHarian, Peran
from dinsos.dokumen import cetak, kop
from dinsos.dokumen.models_kop import KopSurat
from tests import pabrik
from tests.dokumen import keluar
from tests.dokumen.baca import teks_pdf
from tests.dokumen.contoh import CONTOH

pytestmark = pytest.mark.django_db
UBAH = "admin:dokumen_kopsurat_change"
TAMBAH = "admin:dokumen_kopsurat_add"


def isian(**ganti) -> dict:
    """The form of the letterhead as a browser sends it."""
    baku = KopSurat.objects.berlaku()
    nama = (
        "induk",
        "instansi",
        "alamat",
        "telepon",
        "email",
        "situs",
        "kertas",
        "tempat",
        "jabatan",
        "mewakili",
    )
    return {satu: getattr(baku, satu) for satu in nama} | ganti


def foto(lebar: int = 1600, tinggi: int = 2000) -> SimpleUploadedFile:
    wadah = io.BytesIO()
    Image.effect_noise((lebar, tinggi), 90).convert("RGB").save(wadah, "JPEG", quality=60)
    return SimpleUploadedFile("lambang.jpg", wadah.getvalue(), "image/jpeg")


def test_pemasangan_baru_mencetak_surat(jam_uji):
    """Nothing is set: the office's own facts, and the only head's account signs."""
    kepala = pabrik.pengguna(Peran.KEPALA_DINAS)
    kop_baru = kop.untuk_surat()
    isi = teks_pdf(cetak.pdf("surat_jawaban", CONTOH["surat_jawaban"], kop=kop_baru))
    for tertulis in ("PEMERINTAH KABUPATEN BUTON", "DINAS SOSIAL", "Takawa", "085257048204", kepala.nama):
        assert tertulis in isi
    assert "ditandatangani secara elektronik" not in isi.lower()


def test_plh_menandatangani_pada_harinya(jam_uji):
    kepala = pabrik.pengguna(Peran.KEPALA_DINAS)
    plh = pabrik.pengguna(Peran.SEKRETARIS)
    hari = date(2026, 11, 24)
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="1/SP/2026")
    for saat, mewakili, nama in (
        ("2026-11-23T23:59+08:00", "", kepala.nama),
        ("2026-11-24T00:01+08:00", "Plh.", plh.nama),
        ("2026-11-25T00:01+08:00", "", kepala.nama),
    ):
        jam_uji.ke(saat)
        penanda = kop.untuk_surat()["penandatangan"]
        assert (penanda["mewakili"], penanda["nama"]) == (mewakili, nama)


def test_atas_nama():
    sekretaris = pabrik.pengguna(Peran.SEKRETARIS)
    KopSurat(pk=1, mewakili="a.n.", penandatangan=sekretaris, jabatan_sendiri="SEKRETARIS").save()
    isi = teks_pdf(cetak.pdf("surat_jawaban", CONTOH["surat_jawaban"], kop=kop.untuk_surat()))
    assert "a.n. KEPALA DINAS SOSIAL" in isi
    assert isi.index("a.n. KEPALA") < isi.index("SEKRETARIS,") < isi.index(sekretaris.nama)


def test_pengelola_mengubah_kop(client):
    """The picture is written anew and small; what letters kept stays; history says who changed what."""
    pengelola = pabrik.pengguna(Peran.PENGELOLA)
    client.force_login(pengelola)
    lama = kop.untuk_surat()
    assert client.get(reverse("admin:dokumen_kopsurat_changelist")).url == reverse(TAMBAH)
    jawaban = client.post(reverse(TAMBAH), isian(instansi="DINAS SOSIAL UJI", kertas="f4", lambang=foto()))
    assert jawaban.status_code == 302, jawaban.context["adminform"].form.errors
    baris = KopSurat.objects.get()
    assert (baris.instansi, baris.logo.mime, max(baris.logo.lebar, baris.logo.tinggi)) == (
        "DINAS SOSIAL UJI",
        "image/png",
        480,
    )
    assert client.get(reverse("admin:dokumen_kopsurat_changelist")).url == reverse(UBAH, args=[1])

    client.post(reverse(UBAH, args=[1]), isian(instansi="DINAS SOSIAL BARU", kertas="f4"))
    baris.refresh_from_db()
    assert baris.instansi == "DINAS SOSIAL BARU"
    assert baris.logo is not None
    assert [(h.instansi, h.history_user) for h in baris.history.order_by("pk")] == [
        ("DINAS SOSIAL UJI", pengelola),
        ("DINAS SOSIAL BARU", pengelola),
    ]
    assert lama["instansi"] == "DINAS SOSIAL"


def test_contoh_surat(client):
    client.force_login(pabrik.pengguna(Peran.PENGELOLA))
    client.post(reverse(TAMBAH), isian(kertas="f4", lambang=foto(300, 300)))
    jawaban = client.get(reverse("admin:kop_surat_contoh"))
    assert jawaban["Content-Disposition"].startswith("attachment")
    with pikepdf.open(io.BytesIO(jawaban.content)) as berkas:
        lebar, tinggi = (round(float(x) * 25.4 / 72) for x in berkas.pages[0].mediabox[2:])
        assert (lebar, tinggi) == (215, 330)
        assert len(berkas.pages[0].get_images()) == 1
    assert "CONTOH" in teks_pdf(jawaban.content)


@pytest.mark.parametrize(
    ("ganti", "medan"),
    [
        ({"lambang": SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")}, "lambang"),
        ({"mewakili": "a.n."}, "jabatan_sendiri"),
        ({"kertas": "a5"}, "kertas"),
        ({"nip": "123"}, "nip"),
        ({"instansi": ""}, "instansi"),
    ],
)
def test_isian_ditolak(client, ganti, medan):
    client.force_login(pabrik.pengguna(Peran.PENGELOLA))
    jawaban = client.post(reverse(TAMBAH), isian(**ganti))
    assert jawaban.status_code == 200
    assert medan in jawaban.context["adminform"].form.errors
    assert not KopSurat.objects.exists()


def test_akun_atau_nama_sendiri(client):
    pengelola = pabrik.pengguna(Peran.PENGELOLA)
    client.force_login(pengelola)
    jawaban = client.post(reverse(TAMBAH), isian(penandatangan=pengelola.pk, nama="Orang lain"))
    assert "penandatangan" in jawaban.context["adminform"].form.errors


@pytest.mark.parametrize("peran", [Peran.KEPALA_DINAS, Peran.SEKRETARIS, Peran.PIKET, Peran.PETUGAS])
def test_bukan_pengelola_tidak_mengubah(client, peran):
    KopSurat(pk=1).save()
    client.force_login(pabrik.pengguna(peran))
    assert client.post(reverse(UBAH, args=[1]), isian(instansi="LAIN")).status_code in (403, 404)
    assert KopSurat.objects.get().instansi == "DINAS SOSIAL"
    melihat = peran in (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
    halaman = client.get(reverse(UBAH, args=[1]))
    assert (halaman.status_code == 200) is melihat
    assert b"Ganti lambang" not in halaman.content
    assert (client.get(reverse("admin:dokumen_kopsurat_history", args=[1])).status_code == 200) is melihat
    assert (client.get(reverse("admin:kop_surat_contoh")).status_code == 200) is melihat


@pytest.mark.parametrize(
    ("tertulis", "tercetak", "kantor"),
    [
        ("DINAS  SOSIAL", "DINAS SOSIAL", "Dinas Sosial"),
        ("DINAS SOSIAL & PMD", "DINAS SOSIAL & PMD", "Dinas Sosial & PMD"),
        ("DINAS SOSIAL  DAN P3A ", "DINAS SOSIAL DAN P3A", "Dinas Sosial dan P3A"),
        ("D" * 80, "D" * 20, "DDDD"),
    ],
)
def test_nama_kantor_apa_pun_tercetak_pada_setiap_surat(client, tertulis, tercetak, kantor):
    """The form keeps it in order; a letterhead that was frozen as it was typed prints all the same."""
    client.force_login(pabrik.pengguna(Peran.PENGELOLA))
    jawaban = client.post(reverse(TAMBAH), isian(instansi=tertulis))
    assert jawaban.status_code == 302, jawaban.context["adminform"].form.errors
    assert KopSurat.objects.get().instansi == " ".join(tertulis.split())
    beku = kop.untuk_surat() | {"instansi": tertulis}
    for jenis in ("surat_konsultasi", "tanda_terima", "surat_jawaban"):
        isi = " ".join(teks_pdf(cetak.pdf(jenis, CONTOH[jenis], kop=beku)).replace("\u200b", "").split())
        assert tercetak in isi or jenis == "surat_konsultasi"
        assert kantor in isi or jenis == "surat_jawaban"


def test_kop_yang_tak_tercetak_ditolak(client):
    """Invisible characters only: refused on saving, and no letter freezes it."""
    client.force_login(pabrik.pengguna(Peran.PENGELOLA))
    jawaban = client.post(reverse(TAMBAH), isian(instansi="\u200b\u200b"))
    assert "Kop ini tidak dapat dicetak." in jawaban.content.decode()
    assert not KopSurat.objects.exists()
    KopSurat(pk=1, instansi="\u200b").save()
    with pytest.raises(cetak.DataTidakSesuai):
        keluar.jawaban()
