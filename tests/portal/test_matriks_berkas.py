"""File role × relation to the case × role × state: who gets which file, and the same 404 for everybody else."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from dinsos.agenda import identitas, rahasia
from dinsos.agenda.enums import PeranLampiran, Status
from dinsos.agenda.models import BukaIdentitas, Lampiran, Pengecualian
from dinsos.akun.models import PelaksanaHarian
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import gudang
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from konsultasi.models import Penyerahan
from tests import pabrik
from tests.bantu.alamat import daftar_alamat
from tests.konsultasi.tahap import konsultasi_di

pytestmark = [pytest.mark.django_db, pytest.mark.jelajah]
TUJUAN = "Mencocokkan nama pengirim dengan kartunya"
KEADAAN = [Status.DITERIMA, Status.DIJAWAB, Status.SELESAI, Status.DITOLAK, "kedaluwarsa"]
PERAN = list(PeranLampiran)

# Who may open a paper: in the portal, and on the head's pages. Whoever isn't named gets a 404 at both.
PORTAL = {"petugas_surat", "kepala", "plh"}
DISPOSISI = {"kepala", "plh"}


@pytest.fixture
def orang():
    """Everybody who could ask, by their relation to the case."""
    hari = jam.hari_ini()
    semua = {
        "petugas_surat": pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST."),
        "kepala": pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si."),
        "plh": pabrik.pengguna("petugas", nama="Wa Ode Plh"),
        "petugas_lain": pabrik.pengguna("petugas"),
        "petugas_dikecualikan": pabrik.pengguna("petugas", "sekretaris"),
        "kepala_nonaktif": pabrik.pengguna("kepala_dinas"),
        "sekretaris": pabrik.pengguna("sekretaris"),
        "piket": pabrik.pengguna("piket"),
        "pengelola": pabrik.pengguna("pengelola"),
        "tanpa_peran": pabrik.pengguna(),
    }
    PelaksanaHarian.objects.create(pengguna=semua["plh"], mulai=hari, sampai=hari, nomor_surat="800/12/2026")
    return semua


def berkas_di(surat, peran: str) -> Lampiran:
    """The letter's file of this role; the ones that a filed letter doesn't bring are put there."""
    ada = surat.lampiran.select_related("berkas").filter(peran=peran).first()
    if ada:
        return ada
    unggahan = SimpleUploadedFile(f"{peran}.jpg", pabrik.gambar(ukuran=(320, 200)))
    berkas = berkas_actions.simpan(unggahan=unggahan)
    berkas.keadaan = "tertaut"
    berkas.save()
    return Lampiran.objects.create(surat=surat, berkas=berkas, peran=peran)


@pytest.fixture
def surat_di_keadaan(orang):
    def buat(keadaan: str):
        status = Status.SELESAI if keadaan == "kedaluwarsa" else keadaan
        surat = konsultasi_di(status, kepala=orang["kepala"], petugas=orang["petugas_surat"])
        if surat.petugas_id is None:
            surat.petugas = orang["petugas_surat"]
            surat.save()
        Pengecualian.objects.create(
            surat=surat, pengguna=orang["petugas_dikecualikan"], alasan="Disebut dalam surat"
        )
        semua = {peran: berkas_di(surat, peran) for peran in PERAN}
        if keadaan == "kedaluwarsa":
            berkas_actions.hapus(berkas=semua["identitas"].berkas)
        for nama in ("petugas_surat", "kepala", "plh") if keadaan != "kedaluwarsa" else ():
            identitas.nyatakan_tujuan(surat=surat, oleh=orang[nama], tujuan=TUJUAN)
        return surat, semua

    return buat


def klien(pengguna) -> Client:
    satu = Client()
    satu.force_login(pengguna)
    return satu


def isi(jawaban) -> bytes:
    """What came, without what differs from one answer to the next by itself (the token of a form)."""
    badan = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    return re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", badan)


def jawab(satu: Client, nama: str, surat_pk, kunci) -> tuple[int, bytes]:
    jawaban = satu.get(reverse(nama, args=[surat_pk, kunci]))
    return jawaban.status_code, isi(jawaban)


@pytest.mark.parametrize("keadaan", KEADAAN)
def test_exactly_the_allowed_get_a_file_and_all_others_the_same_404(orang, surat_di_keadaan, keadaan):
    surat, semua = surat_di_keadaan(keadaan)
    lain = pabrik.konsultasi()
    for alamat, pemilik in (("portal:surat_berkas", PORTAL), ("admin:disposisi_berkas", DISPOSISI)):
        for nama, pengguna in orang.items():
            satu = klien(pengguna)
            pengguna.is_active = nama != "kepala_nonaktif"
            pengguna.save()
            tidak_ada = jawab(satu, alamat, surat.pk, uuid.uuid4())
            surat_lain = jawab(satu, alamat, lain.pk, semua["bukti"].berkas_id)
            tanpa_surat = jawab(satu, alamat, 999_999, semua["bukti"].berkas_id)
            assert tidak_ada == surat_lain == tanpa_surat, nama
            assert tidak_ada[0] == (302 if nama == "kepala_nonaktif" else 404), nama
            for peran, lampiran in semua.items():
                LogAksesBerkas.objects.all()._raw_delete("default")
                hasil = jawab(satu, alamat, surat.pk, lampiran.berkas_id)
                log = list(LogAksesBerkas.objects.values_list("berkas_id", "oleh_id", "tujuan"))
                if nama not in pemilik or lampiran.berkas.sudah_dihapus:
                    assert (hasil, log) == (tidak_ada, []), (nama, peran)
                elif peran == "identitas" and alamat == "admin:disposisi_berkas":
                    assert (hasil[0], log) == (302, []), (nama, peran)
                else:
                    tujuan = TUJUAN if peran == "identitas" else f"Membaca surat {surat.nomor}"
                    assert hasil[0] == 200, (nama, peran)
                    assert log == [(lampiran.berkas_id, pengguna.pk, tujuan)], (nama, peran)


@pytest.mark.parametrize("keadaan", [Status.DITERIMA, Status.SELESAI, "kedaluwarsa"])
def test_exactly_the_allowed_get_the_page_of_the_card(orang, surat_di_keadaan, keadaan):
    surat, _ = surat_di_keadaan(keadaan)
    del orang["kepala_nonaktif"]
    for nama, pengguna in orang.items():
        satu = klien(pengguna)
        tidak_ada = satu.get(reverse("portal:identitas", args=[999_999]))
        jawaban = satu.get(reverse("portal:identitas", args=[surat.pk]))
        kirim = satu.post(reverse("portal:identitas", args=[surat.pk]), {"pilihan": "cocokkan"})
        if nama in PORTAL and keadaan != "kedaluwarsa":
            assert (jawaban.status_code, kirim.status_code) == (200, 302), nama
            continue
        assert {jawaban.status_code, kirim.status_code} == {404}, nama
        assert isi(jawaban) == isi(kirim) == isi(tidak_ada), nama


def test_before_the_purpose_is_given_the_way_leads_to_the_question(orang):
    surat = konsultasi_di(Status.DIJAWAB, kepala=orang["kepala"], petugas=orang["petugas_surat"])
    kunci = surat.lampiran.get(peran="identitas").berkas_id
    halaman = reverse("portal:identitas", args=[surat.pk])
    for nama, alamat in (
        ("petugas_surat", "portal:surat_berkas"),
        ("kepala", "portal:surat_berkas"),
        ("kepala", "admin:disposisi_berkas"),
    ):
        jawaban = klien(orang[nama]).get(reverse(alamat, args=[surat.pk, kunci]))
        assert (jawaban.status_code, jawaban.url) == (302, halaman)
    assert not LogAksesBerkas.objects.exists()


def test_no_address_hands_out_the_stored_bytes_of_a_card(orang, surat_di_keadaan):
    """Walks every address of the portal as everybody: the unmarked picture comes from nowhere, inline or not."""
    surat, semua = surat_di_keadaan(Status.DIJAWAB)
    lampiran = semua["identitas"]
    with gudang.buka(lampiran.berkas.nama_simpan) as terbuka:
        asli = terbuka.read()
    diketahui = {
        **dict.fromkeys(("pk", "surat", "surat_id", "object_id"), surat.pk),
        **dict.fromkeys(("kunci", "berkas", "berkas_id"), lampiran.berkas_id),
        "nomor": surat.nomor,
        "app_label": "agenda",
        "url": "entah/",
    }
    lewat = []
    for alamat in daftar_alamat():
        if not alamat.nama or alamat.nama in ("akun:keluar", "admin:logout"):
            continue
        jalur = alamat.jalur(**{nama: diketahui.get(nama) for nama in alamat.parameter if nama in diketahui})
        for nama in ("petugas_surat", "kepala", "piket", None):
            satu = klien(orang[nama]) if nama else Client()
            jawaban = satu.get(jalur)
            badan = isi(jawaban)
            if asli[:200] in badan or asli[-200:] in badan:
                lewat.append((alamat.nama, nama))
            if jawaban.get("Content-Type", "").startswith("image/") and alamat.nama != "portal:surat_berkas":
                assert Image.open(io.BytesIO(badan)).size != (lampiran.berkas.lebar, lampiran.berkas.tinggi)
    assert lewat == []


def test_the_sender_gets_no_file_back_but_handed_over_data(orang, surat_di_keadaan, client):
    """By number and secret: neither the card nor any other paper comes out, with the same 404."""
    surat, semua = surat_di_keadaan(Status.DIJAWAB)
    assert client.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)}).status_code == 303
    tidak_ada = client.get(reverse("portal:data", args=[uuid.uuid4()]))
    assert tidak_ada.status_code == 404
    for peran, lampiran in semua.items():
        jawaban = client.get(reverse("portal:data", args=[lampiran.berkas_id]))
        assert (jawaban.status_code, isi(jawaban)) == (404, isi(tidak_ada)), peran
        assert str(lampiran.berkas_id) not in client.get("/lacak/surat/").content.decode()
    Penyerahan.objects.create(
        konsultasi=surat.konsultasi,
        lampiran=semua["data"],
        keterangan="Rekap penerima",
        oleh=orang["petugas_surat"],
        pada=jam.sekarang(),
    )
    diserahkan = client.get(reverse("portal:data", args=[semua["data"].berkas_id]))
    assert (diserahkan.status_code, isi(diserahkan)[:2]) == (200, b"\xff\xd8")
    assert client.get(reverse("portal:data", args=[semua["identitas"].berkas_id])).status_code == 404


def test_the_card_is_never_a_picture_or_a_link_to_its_bytes_in_a_list(orang, surat_di_keadaan):
    surat, semua = surat_di_keadaan(Status.DIJAWAB)
    kunci = str(semua["identitas"].berkas_id)
    for nama, alamat in (
        ("petugas_surat", reverse("portal:surat", args=[surat.pk])),
        ("kepala", reverse("portal:surat", args=[surat.pk])),
        ("kepala", reverse("admin:disposisi_putuskan", args=[surat.pk])),
        ("kepala", reverse("admin:agenda_suratmasuk_change", args=[surat.pk])),
        ("kepala", reverse("admin:konsultasi_konsultasi_change", args=[surat.konsultasi.pk])),
    ):
        halaman = klien(orang[nama]).get(alamat)
        assert halaman.status_code == 200, alamat
        tautan = re.findall(r"(?:href|src|srcset|data-[a-z]+)=\"([^\"]*)\"", halaman.content.decode())
        assert [satu for satu in tautan if kunci in satu] == [], alamat
        if "/admin/agenda" not in alamat and "/admin/konsultasi" not in alamat:
            assert reverse("portal:identitas", args=[surat.pk]) in tautan


def test_the_page_of_the_card_is_the_only_one_that_shows_it(orang, surat_di_keadaan):
    surat, semua = surat_di_keadaan(Status.DIJAWAB)
    halaman = klien(orang["petugas_surat"]).get(reverse("portal:identitas", args=[surat.pk])).content.decode()
    assert reverse("portal:surat_berkas", args=[surat.pk, semua["identitas"].berkas_id]) in halaman
    for peran, lampiran in semua.items():
        if peran != "identitas":
            assert str(lampiran.berkas_id) not in halaman


def test_a_secret_sender_is_unmasked_by_the_look_only(orang):
    surat = pabrik.konsultasi(rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas_surat"])
    satu = klien(orang["petugas_surat"])
    halaman = reverse("portal:identitas", args=[surat.pk])
    assert surat.pengirim.nama not in satu.get(halaman).content.decode()
    satu.post(halaman, {"pilihan": "cocokkan"})
    assert surat.pengirim.nama not in satu.get(halaman).content.decode()
    assert not BukaIdentitas.objects.exists()
    kunci = surat.lampiran.get(peran="identitas").berkas_id
    assert satu.get(reverse("portal:surat_berkas", args=[surat.pk, kunci])).status_code == 200
    assert BukaIdentitas.objects.get().pengguna == orang["petugas_surat"]
