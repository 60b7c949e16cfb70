"""Policy pages: propose, publish, both readings of the last months, the office's open choices."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda import tenggat_surat
from dinsos.agenda.models import Tenggat
from dinsos.inti import jam
from dinsos.sla import actions_kebijakan as actions
from dinsos.sla.models import KebijakanTenggat, PilihanKantor, UsulanKebijakan
from disposisi.kalender_bacaan import Angka, bacaan
from tests import pabrik

pytestmark = pytest.mark.django_db

ISI = {
    "layanan": "pengaduan",
    "jenis": "respon",
    "satuan": "hari_kalender",
    "jumlah": "1",
    "bunyi": "Pengaduan dijawab paling lama satu hari kalender.",
    "nomor_sk": "SK 9/2026",
    "berlaku_sejak": "2026-11-24",
}


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def pengelola():
    return pabrik.pengguna("pengelola")


@pytest.fixture
def kepala():
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def sebagai(client):
    def masuk(orang):
        client.force_login(orang)
        return client

    return masuk


def alamat(nama: str, *isi: int) -> str:
    return reverse(f"admin:{nama}", args=isi)


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def test_proposed_published_and_kept_by_old_letters(sebagai, pengelola, kepala, jam_uji):
    lama = pabrik.pengaduan()
    sebelum = list(Tenggat.objects.order_by("pk").values())
    klien = sebagai(pengelola)
    klien.post(alamat("kebijakan_usulkan"), ISI)
    usulan = UsulanKebijakan.objects.get()
    assert "Menunggu Kepala Dinas" in teks(klien.get(alamat("kebijakan_usulan", usulan.pk)))
    klien = sebagai(kepala)
    halaman = klien.get(alamat("kebijakan_usulan", usulan.pk))
    klien.post(
        alamat("kebijakan_terbitkan", usulan.pk),
        {"diajukan": halaman.context["usulan"].diajukan_pada.isoformat()},
    )
    assert KebijakanTenggat.objects.latest("pk").diterbitkan_oleh == kepala
    assert "Akan berlaku" in teks(klien.get(alamat("kebijakan_daftar")))
    assert list(Tenggat.objects.order_by("pk").values()) == sebelum  # property 10
    jam_uji.ke("2026-11-27T10:00+08:00")  # a Friday
    baru = pabrik.pengaduan().tenggat.get(jenis="respon")
    assert baru.jatuh_tempo == datetime.fromisoformat("2026-11-28T23:59:59+08:00")
    assert "1 hari kalender (hari libur ikut dihitung)" in baru.penjelasan
    assert lama.tenggat.get(jenis="respon").kebijakan.satuan == "hari_kerja"


def test_what_changed_since_the_head_looked_is_not_published(sebagai, pengelola, kepala):
    sebagai(pengelola).post(alamat("kebijakan_usulkan"), ISI)
    usulan = UsulanKebijakan.objects.get()
    for isi in ({}, {"diajukan": "2026-11-23T00:00:00+00:00"}, {"diajukan": "kemarin"}):
        jawaban = sebagai(kepala).post(
            alamat("kebijakan_terbitkan", usulan.pk), isi, headers={"referer": "/admin/"}, follow=True
        )
        assert "berubah sejak Anda membukanya" in teks(jawaban)
    assert KebijakanTenggat.objects.count() == 5


def test_sent_back_and_corrected(sebagai, pengelola, kepala):
    sebagai(pengelola).post(alamat("kebijakan_usulkan"), ISI)
    usulan = UsulanKebijakan.objects.get()
    klien = sebagai(kepala)
    assert "Tulis alasannya" in teks(klien.post(alamat("kebijakan_kembalikan", usulan.pk), {"alasan": ""}))
    klien.post(alamat("kebijakan_kembalikan", usulan.pk), {"alasan": "Nomor SK keliru."})
    assert "Nomor SK keliru." in teks(klien.get(alamat("kebijakan_usulan", usulan.pk)))
    klien = sebagai(pengelola)
    assert "Dikembalikan: Nomor SK keliru." in teks(klien.get(alamat("kebijakan_usulan", usulan.pk)))
    klien.post(alamat("kebijakan_usulan", usulan.pk), ISI | {"nomor_sk": "SK 10/2026"})
    usulan.refresh_from_db()
    assert (usulan.keadaan, usulan.nomor_sk) == ("diajukan", "SK 10/2026")


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"berlaku_sejak": "2026-11-23"}, "paling awal besok"),
        ({"satuan": "menit"}, "Tamu dihitung dalam menit"),
        ({"jumlah": ""}, "Isi jumlah."),
        ({"nomor_sk": ""}, "Isi nomor SK."),
    ],
)
def test_errors_say_what_to_correct(sebagai, pengelola, ubah, kalimat):
    jawaban = sebagai(pengelola).post(alamat("kebijakan_usulkan"), ISI | ubah)
    assert kalimat in teks(jawaban)
    assert not UsulanKebijakan.objects.exists()


def test_a_proposal_starts_from_the_policy_in_force(sebagai, pengelola):
    lama = KebijakanTenggat.objects.filter(layanan="konsultasi", jenis="pelaksanaan").get()
    form = sebagai(pengelola).get(alamat("kebijakan_usulkan"), {"dari": lama.pk}).context["form"]
    assert (form.initial["jumlah"], form.initial["layanan"]) == (3, "konsultasi")
    assert sebagai(pengelola).get(alamat("kebijakan_usulkan"), {"dari": "x"}).status_code == 200


@pytest.mark.parametrize("peran", ["petugas", "piket", "sekretaris", "kepala_dinas", "pengelola"])
def test_role_matrix(sebagai, pengelola, peran):
    usulan = actions.ajukan_kebijakan(
        usulan=UsulanKebijakan(**(ISI | {"berlaku_sejak": date(2026, 11, 24), "jumlah": 1})), oleh=pengelola
    )
    klien = sebagai(pabrik.pengguna(peran))
    boleh = {
        "pengelola": {"kebijakan_daftar", "kebijakan_usulkan", "kebijakan_usulan", "pilihan_kantor"},
        "kepala_dinas": {"kebijakan_daftar", "kebijakan_usulan", "pilihan_kantor"},
    }.get(peran, set())
    for nama in ("kebijakan_daftar", "kebijakan_usulkan", "kebijakan_usulan", "pilihan_kantor"):
        isi = [usulan.pk] if nama == "kebijakan_usulan" else []
        assert (klien.get(alamat(nama, *isi)).status_code == 200) == (nama in boleh), nama
    kode = klien.post(alamat("kebijakan_terbitkan", usulan.pk), {}).status_code
    assert (kode == 403) == (peran != "kepala_dinas")
    klien.post(alamat("pilihan_kantor"), {"satuan": "on"})
    assert PilihanKantor.objects.exists() == (peran == "kepala_dinas")


def test_acting_head_publishes(sebagai, pengelola):
    from dinsos.akun.models import PelaksanaHarian

    plh = pabrik.pengguna("sekretaris")
    hari_ini = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari_ini, sampai=hari_ini, nomor_surat="ST 1")
    usulan = actions.ajukan_kebijakan(
        usulan=UsulanKebijakan(**(ISI | {"berlaku_sejak": date(2026, 11, 24), "jumlah": 1})), oleh=pengelola
    )
    isi = {"diajukan": usulan.diajukan_pada.isoformat()}
    sebagai(plh).post(alamat("kebijakan_terbitkan", usulan.pk), isi)
    assert KebijakanTenggat.objects.latest("pk").diterbitkan_oleh == plh


def test_both_readings_from_the_stored_instants(jam_uji, sebagai, kepala):
    """Friday's letters: answered Monday is one working day, but three calendar days."""
    jam_uji.ke("2026-11-20T10:00+08:00")
    senin, sabtu, dicabut, terbuka = (pabrik.pengaduan() for _ in range(4))
    for surat, pada in ((sabtu, "2026-11-21T09:00+08:00"), (senin, "2026-11-23T10:00+08:00")):
        tenggat_surat.hentikan(surat=surat, jenis="respon", pada=datetime.fromisoformat(pada))
    jam_uji.ke("2026-11-23T11:00+08:00")
    agenda.cabut(surat=dicabut)  # in time by working days, too late by calendar days
    hasil = bacaan(jam.sekarang())
    assert [(b.bulan, b.janji) for b in hasil.baris] == [("November 2026", "Jawaban pertama")]
    assert (hasil.baris[0].hari_kerja, hasil.baris[0].hari_kalender) == (Angka(2, 2), Angka(4, 1))
    assert hasil.terpotong is False
    lewat = bacaan(datetime.fromisoformat("2026-11-23T16:00:01+08:00"))
    assert (lewat.baris[0].hari_kerja, lewat.baris[0].hari_kalender) == (Angka(3, 2), Angka(4, 1))
    assert terbuka.tenggat.get(jenis="respon").berhenti_pada is None
    isi = teks(sebagai(kepala).get(alamat("kebijakan_daftar")))
    assert "2 dari 2" in isi
    assert "1 dari 4" in isi
    assert bacaan(jam.sekarang() + timedelta(days=200)).baris == []


def test_readings_take_three_queries(django_assert_num_queries):
    for _ in range(3):
        pabrik.pengaduan()
    bacaan(jam.sekarang())
    with django_assert_num_queries(2):
        bacaan(jam.sekarang())


def test_the_head_confirms_the_choices(sebagai, kepala, pengelola):
    klien = sebagai(kepala)
    assert "Belum ditetapkan" in teks(klien.get(alamat("pilihan_kantor")))
    assert "Pilih paling sedikit satu hal" in teks(klien.post(alamat("pilihan_kantor"), {}))
    piket = "Loket tutup pada jam istirahat"
    kunci = ("satuan", "jam_kerja", "jumat", "ramadan")
    klien.post(alamat("pilihan_kantor"), dict.fromkeys(kunci, "on") | {"piket_istirahat": piket})
    ada = {p.kunci: p for p in PilihanKantor.objects.all()}
    assert (ada["satuan"].nilai, ada["piket_istirahat"].nilai) == ("hari kerja", piket)
    assert {p.oleh for p in ada.values()} == {kepala}
    isi = teks(sebagai(pengelola).get(alamat("pilihan_kantor")))
    assert "Belum ditetapkan" not in isi
    assert "Kepala Dinas yang menetapkan." in isi


def test_warnings_reach_those_who_can_settle_them(rf, kepala, pengelola):
    from django.template import Context, Template

    templat = Template("{% load kalender %}{% peringatan_kalender orang %}")
    for orang, tampak in ((kepala, True), (pengelola, True), (pabrik.pengguna("petugas"), False)):
        isi = templat.render(Context({"orang": orang}))
        assert ("pilihan kantor belum ditetapkan" in isi) == tampak
