"""A form that is sent after the session ended: nothing happens, and nothing that was typed is lost."""

import pytest
from django.urls import reverse

from tests import pabrik
from tests.bantu.templat import ketatkan

pytestmark = pytest.mark.django_db
PANJANG = "Bantuan tahap ketiga dibayarkan <b>hari ini</b>.\n" * 5


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)


def kirim(client, alamat: str, isi: dict, asal: str = ""):
    return client.post(alamat, isi, headers={"referer": asal} if asal else {})


def tindakan(surat, nama="hasil") -> str:
    return reverse("portal:surat_tindakan", kwargs={"pk": surat.pk, "nama": nama})


def test_officers_text_comes_back_with_the_way_to_sign_in(client):
    surat = pabrik.pengaduan()
    asal = f"http://testserver{reverse('portal:surat', args=[surat.pk])}"
    jawaban = kirim(client, tindakan(surat), {"hasil": PANJANG, "perbaikan": "Daftar diperiksa."}, asal)
    assert jawaban.status_code == 403
    assert "no-store" in jawaban["Cache-Control"]
    halaman = jawaban.content.decode()
    assert "sesi Anda sudah berakhir" in halaman
    assert PANJANG.strip().replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;") in halaman
    assert "Daftar diperiksa." in halaman
    assert halaman.count("readonly") == 2
    assert jawaban.context["url_masuk"] == f"/masuk/?next=%2Fkerja%2Fsurat%2F{surat.pk}%2F"
    surat.refresh_from_db()
    assert surat.status == "diterima"


def test_disposition_comes_back_too_and_signing_in_leads_to_its_page(client):
    surat, kepala = pabrik.pengaduan(), pabrik.pengguna("kepala_dinas", username="kepala")
    alamat = reverse("admin:disposisi_putuskan", args=[surat.pk])
    jawaban = kirim(client, alamat, {"keputusan": "ditolak", "alasan": PANJANG}, f"http://testserver{alamat}")
    assert jawaban.status_code == 403
    assert ("Alasan", PANJANG.strip()) in jawaban.context["tulisan"]
    masuk = client.post(
        jawaban.context["url_masuk"], {"username": kepala.username, "password": pabrik.SANDI, "next": alamat}
    )
    assert masuk.url == alamat


def test_passwords_tokens_and_ticks_are_not_shown(client):
    isi = {
        "old_password": "Rahasia-Lama",
        "sandi": "Rahasia-2",
        "csrfmiddlewaretoken": "Rahasia-3",
        "setuju": "on",
    }
    jawaban = kirim(client, reverse("akun:ganti_sandi"), isi | {"tandai-bukti": "Diterima anaknya."})
    assert jawaban.context["tulisan"] == [("Bukti", "Diterima anaknya.")]
    assert "Rahasia" not in jawaban.content.decode()


@pytest.mark.parametrize("asal", ["", "https://jahat.contoh.test/kerja/", "//jahat.contoh.test/"])
def test_foreign_origin_leads_to_the_first_screen(client, asal):
    jawaban = kirim(client, tindakan(pabrik.pengaduan()), {}, asal)
    assert jawaban.status_code == 403
    assert jawaban.context["url_masuk"] == "/masuk/?next=%2Fkerja%2F"


def test_looking_still_leads_straight_to_the_sign_in_page(client):
    jawaban = client.get(reverse("portal:kerja"))
    assert (jawaban.status_code, jawaban.url) == (302, "/masuk/?next=/kerja/")


@pytest.mark.parametrize("nama", ["jawab", "keluar"])
def test_public_acts_lead_to_the_letters_page(client, nama):
    jawaban = client.get(reverse(f"portal:{nama}", args=[1] if nama == "jawab" else []))
    assert (jawaban.status_code, jawaban.url) == (303, reverse("portal:kasus"))


@pytest.mark.parametrize("nama", ["kalender_terbitkan", "kalender_dasar", "kebijakan_kembalikan"])
def test_acts_of_the_calendar_lead_to_their_page(client, nama):
    client.force_login(pabrik.pengguna("kepala_dinas", "pengelola"))
    halaman = "kebijakan_usulan" if nama.startswith("kebijakan") else "kalender_versi"
    jawaban = client.get(reverse(f"admin:{nama}", args=[7]))
    assert (jawaban.status_code, jawaban.url) == (303, reverse(f"admin:{halaman}", args=[7]))
