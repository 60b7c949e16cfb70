"""Who opens which page, and that nobody changes a case in the admin but by deciding."""

import pytest
from django.urls import reverse

from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import PelaksanaHarian
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from tests import pabrik
from tests.disposisi.bantuan import Jawaban, bersurat, jejak

KASUS = ("agenda_suratmasuk", "agenda_pengirim", "pengaduan_pengaduan", "disposisi_disposisi")
# role → status of the queue, of an ordinary letter, of a letter that names the head, of a list of cases
MATRIKS = {
    "kepala_dinas": (200, 200, 404, 200),
    "plh": (200, 200, 404, 200),
    "sekretaris": (200, 404, 200, 200),
    "pengelola": (403, 403, 403, 403),
    "petugas": (403, 403, 403, 403),
    "piket": (403, 403, 403, 403),
    "": (403, 403, 403, 403),
}


def orang(peran: str):
    if peran != "plh":
        return pabrik.pengguna(*([peran] if peran else []))
    hari = jam.hari_ini()
    plh = pabrik.pengguna("petugas")
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="800/12/2026")
    return plh


@pytest.mark.django_db
@pytest.mark.parametrize("peran", MATRIKS)
def test_role_and_page(client, surat, surat_kepala, petugas, peran):
    client.force_login(orang(peran))
    pabrik.pengguna("sekretaris")  # without a deputy, letters about the head would be the acting head's
    antrean, biasa, kepala, daftar = MATRIKS[peran]
    assert client.get(reverse("admin:disposisi_antrean")).status_code == antrean
    for kasus, kode in ((surat, biasa), (surat_kepala, kepala)):
        alamat = reverse("admin:disposisi_putuskan", args=[kasus.pk])
        assert client.get(alamat).status_code == kode
        if kode != 200:
            awal = jejak(kasus)
            isian = Jawaban(mode="tatap_muka", petugas=True).isian(petugas)
            assert client.post(alamat, isian).status_code == kode
            assert jejak(kasus) == awal
    for layar in KASUS:
        assert client.get(reverse(f"admin:{layar}_changelist")).status_code == daftar


@pytest.mark.django_db
def test_without_signing_in_nothing_opens(client, surat):
    for alamat in (
        reverse("admin:disposisi_antrean"),
        reverse("admin:disposisi_putuskan", args=[surat.pk]),
        reverse("admin:agenda_suratmasuk_changelist"),
    ):
        assert client.get(alamat).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("peran", ["kepala_dinas", "sekretaris", "pengelola"])
def test_nobody_adds_changes_or_deletes_rows_of_a_case(
    client, surat, surat_kepala, sekretaris, petugas, peran
):
    for satu in (surat, surat_kepala):
        pabrik.disposisi(satu, oleh=sekretaris if satu == surat_kepala else None, petugas=petugas)
    awal = [jejak(satu) for satu in (surat, surat_kepala)]
    client.force_login(pabrik.pengguna(peran))
    for layar in KASUS:
        assert client.get(reverse(f"admin:{layar}_add")).status_code == 403
        assert client.post(reverse(f"admin:{layar}_add"), {}).status_code == 403
        for kasus in (surat, surat_kepala):
            baris = {
                "agenda_suratmasuk": kasus,
                "agenda_pengirim": kasus.pengirim,
                "pengaduan_pengaduan": kasus.pengaduan,
                "disposisi_disposisi": kasus.disposisi,
            }[layar]
            isian = {"hal": "diubah", "status": "selesai", "nama": "diubah", "alasan": "diubah"}
            for apa in ("change", "delete"):
                alamat = reverse(f"admin:{layar}_{apa}", args=[baris.pk])
                assert client.post(alamat, isian | {"post": "yes"}).status_code in (403, 404)
        pilih = {"action": "delete_selected", "_selected_action": [surat.pk, surat_kepala.pk], "post": "yes"}
        client.post(reverse(f"admin:{layar}_changelist"), pilih)
    assert [jejak(satu) for satu in (surat, surat_kepala)] == awal
    assert SuratMasuk.objects.filter(hal="diubah").count() == 0


@pytest.mark.django_db
def test_pengelola_sees_delivery_but_nothing_of_the_letters(client, surat, petugas):
    pabrik.disposisi(surat, petugas=petugas)
    client.force_login(pabrik.pengguna("pengelola"))
    daftar = reverse("admin:notifikasi_pesan_changelist")
    pesan = client.get(daftar).context["cl"].result_list[0]
    halaman = client.get(daftar).content.decode()
    halaman += client.get(reverse("admin:notifikasi_pesan_change", args=[pesan.pk])).content.decode()
    halaman += client.get(reverse("admin:index")).content.decode()
    assert "Menunggu dikirim" in halaman
    for rahasia in ("Nurhayati", "nurhayati@contoh.test", surat.nomor, str(surat.uuid), "Yth."):
        assert rahasia not in halaman
    assert reverse("admin:disposisi_antrean") not in halaman


@pytest.mark.django_db
@pytest.mark.parametrize(
    "saring", ["isi__contains=Yth", "tujuan__startswith=nur", "penerima_nama=x", "kasus=1"]
)
def test_pengelola_cannot_find_out_texts_by_filtering(client, surat, saring):
    client.force_login(pabrik.pengguna("pengelola"))
    jawaban = client.get(f"{reverse('admin:notifikasi_pesan_changelist')}?{saring}")
    assert jawaban.status_code in (302, 400)


@pytest.mark.django_db
def test_papers_open_for_the_case_only_and_every_view_is_logged(client, kepala, petugas):
    surat, lain = bersurat("bukti.jpg"), bersurat("lain.jpg")
    berkas = surat.lampiran.get().berkas
    client.force_login(kepala)
    alamat = reverse("admin:disposisi_berkas", args=[surat.pk, berkas.pk])
    assert alamat in client.get(reverse("admin:disposisi_putuskan", args=[surat.pk])).content.decode()
    assert not LogAksesBerkas.objects.exists()
    jawaban = client.get(alamat)
    assert b"".join(jawaban.streaming_content).startswith(b"\xff\xd8")
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    log = LogAksesBerkas.objects.get()
    assert (log.oleh, log.berkas, log.sebagai) == (kepala, berkas, "Kepala Dinas")
    assert surat.nomor in log.tujuan
    assert client.get(reverse("admin:disposisi_berkas", args=[lain.pk, berkas.pk])).status_code == 404
    assert client.post(alamat).status_code == 405
    assert LogAksesBerkas.objects.count() == 1
