"""A letter that names the head, or excludes somebody, is not there for them: nowhere in the admin."""

import pytest
from django.urls import reverse

from dinsos.akun.models import PelaksanaHarian, Peran
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from disposisi.models import Disposisi
from tests import pabrik
from tests.disposisi.bantuan import Jawaban, bersurat

NAMA = "La Ode Rahasia Benar"
LAYAR = ("agenda_suratmasuk", "agenda_pengirim", "pengaduan_pengaduan", "disposisi_disposisi")


@pytest.fixture
def terlarang(kepala, sekretaris, petugas):
    """A decided complaint about the head, with a file; and its rows by admin screen."""
    surat = bersurat(
        "bukti.jpg", pengirim_=pabrik.pengirim(nama=NAMA), rincian_=pabrik.rincian(terlapor=kepala)
    )
    pabrik.disposisi(surat, oleh=sekretaris, petugas=petugas)
    return {
        "agenda_suratmasuk": surat,
        "agenda_pengirim": surat.pengirim,
        "pengaduan_pengaduan": surat.pengaduan,
        "disposisi_disposisi": surat.disposisi,
    }


def _alamat_baris(layar: str, baris) -> list[str]:
    return [reverse(f"admin:{layar}_{apa}", args=[baris.pk]) for apa in ("change", "history", "delete")]


def _alamat_surat(surat) -> list[str]:
    berkas = surat.lampiran.get().berkas_id
    return [
        reverse("admin:disposisi_putuskan", args=[surat.pk]),
        reverse("admin:disposisi_berkas", args=[surat.pk, berkas]),
    ]


@pytest.mark.django_db
class TestTerlarang:
    def test_by_address(self, client, terlarang, kepala, sekretaris):
        surat = terlarang["agenda_suratmasuk"]
        client.force_login(kepala)
        for layar, baris in terlarang.items():
            for alamat in _alamat_baris(layar, baris):
                assert client.get(alamat).status_code == 404, alamat
                assert client.post(alamat, {"post": "yes"}).status_code == 404, alamat
        for alamat in _alamat_surat(surat):
            assert client.get(alamat).status_code == 404
        assert (
            client.post(_alamat_surat(surat)[0], {"keputusan": "ditolak", "alasan": "x"}).status_code == 404
        )
        assert not LogAksesBerkas.objects.exists()
        client.force_login(sekretaris)
        for layar, baris in terlarang.items():
            for alamat in _alamat_baris(layar, baris)[:2]:
                assert client.get(alamat).status_code == 200, alamat
        halaman, berkas = (client.get(alamat) for alamat in _alamat_surat(surat))
        assert halaman.status_code == 200
        assert b"".join(berkas.streaming_content)
        assert LogAksesBerkas.objects.get().oleh == sekretaris

    def test_in_lists_search_and_counts(self, client, terlarang, kepala, sekretaris):
        nomor = terlarang["agenda_suratmasuk"].nomor
        for orang, jumlah in ((kepala, 0), (sekretaris, 1)):
            client.force_login(orang)
            for layar in LAYAR:
                saring = ["?status__exact=didisposisikan"] if layar == "agenda_suratmasuk" else []
                for cari in ("", f"?q={nomor}", "?q=La+Ode+Rahasia", *saring):
                    jawaban = client.get(reverse(f"admin:{layar}_changelist") + cari, follow=True)
                    daftar = jawaban.context["cl"]
                    assert daftar.result_count <= jumlah
                    assert daftar.paginator.count == daftar.result_count
                    if jumlah == 0:
                        assert daftar.full_result_count in (None, 0)
                        assert nomor in cari or nomor not in jawaban.content.decode()
                        assert "Rahasia Benar" not in jawaban.content.decode()
            for layar in LAYAR:
                jawaban = client.get(reverse(f"admin:{layar}_changelist"))
                assert jawaban.context["cl"].result_count == jumlah

    def test_in_autocompletion(self, client, terlarang, kepala, sekretaris):
        cari = {"term": terlarang["agenda_suratmasuk"].nomor, "app_label": "pengaduan"}
        cari |= {"model_name": "pengaduan", "field_name": "surat"}
        for orang, jumlah in ((kepala, 0), (sekretaris, 1)):
            client.force_login(orang)
            jawaban = client.get(reverse("admin:autocomplete"), cari)
            assert len(jawaban.json()["results"]) == jumlah


@pytest.mark.django_db
def test_queue_and_front_page_of_head_and_deputy(client, surat, surat_kepala, kepala, sekretaris):
    for orang, ada, tiada in ((kepala, surat, surat_kepala), (sekretaris, surat_kepala, surat)):
        client.force_login(orang)
        antrean = client.get(reverse("admin:disposisi_antrean")).content.decode()
        assert ada.nomor in antrean
        assert tiada.nomor not in antrean
        depan = client.get(reverse("admin:index")).content.decode()
        assert '<span class="angka">1</span> surat menunggu disposisi Anda' in depan


@pytest.mark.django_db
def test_deputy_decides_over_http(client, surat_kepala, sekretaris, petugas):
    client.force_login(sekretaris)
    isian = Jawaban(mode="tatap_muka", petugas=True).isian(petugas)
    assert client.post(reverse("admin:disposisi_putuskan", args=[surat_kepala.pk]), isian).status_code == 302
    assert Disposisi.objects.get().sebagai == "sekretaris"


@pytest.mark.django_db
def test_deputy_meets_nothing_else(client, surat, sekretaris, petugas):
    pabrik.disposisi(surat, petugas=petugas)
    client.force_login(sekretaris)
    assert client.get(reverse("admin:disposisi_putuskan", args=[surat.pk])).status_code == 404
    assert client.get(reverse("admin:agenda_suratmasuk_change", args=[surat.pk])).status_code == 404


@pytest.mark.django_db
def test_acting_head_who_is_complained_about_never_meets_the_letter(client, kepala):
    plh = pabrik.pengguna(Peran.PETUGAS)
    hari = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="800/12/2026")
    tentang_plh = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=plh))
    biasa = pabrik.pengaduan()
    client.force_login(plh)
    antrean = client.get(reverse("admin:disposisi_antrean")).content.decode()
    assert biasa.nomor in antrean
    assert tentang_plh.nomor not in antrean
    assert client.get(reverse("admin:disposisi_putuskan", args=[tentang_plh.pk])).status_code == 404
    assert client.get(reverse("admin:agenda_suratmasuk_history", args=[tentang_plh.pk])).status_code == 404
    client.force_login(kepala)
    assert client.get(reverse("admin:disposisi_putuskan", args=[tentang_plh.pk])).status_code == 200


@pytest.mark.django_db
def test_history_of_a_visible_letter_is_readable_and_cannot_be_put_back(client, surat, kepala, petugas):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    client.force_login(kepala)
    alamat = reverse("admin:agenda_suratmasuk_history", args=[surat.pk])
    halaman = client.get(alamat).content.decode()
    assert "Diterima" in halaman
    assert "Didisposisikan" in halaman
    assert "(kosong)" in halaman
    assert str(kepala) in halaman
    lama = surat.history.earliest()
    assert client.post(f"{alamat}{lama.pk}/", {"status": "diterima"}, follow=True).status_code in (403, 404)
    surat.refresh_from_db()
    assert surat.status == "didisposisikan"
