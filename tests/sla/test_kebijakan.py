"""Policies: proposed by the pengelola, published by the head, for letters to come; both units of days."""

from datetime import date, datetime

import pytest

from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.sla import actions_kebijakan as actions
from dinsos.sla import pilihan
from dinsos.sla.layanan import hitung, lama_janji
from dinsos.sla.models import KebijakanTenggat, PilihanKantor, UsulanKebijakan

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(f"{teks}+08:00")


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


def usulan(**kolom) -> UsulanKebijakan:
    bawaan = {
        "layanan": "pengaduan",
        "jenis": "respon",
        "satuan": "hari_kalender",
        "jumlah": 2,
        "bunyi": "Ketentuan baru.",
        "nomor_sk": "SK 9/2026",
        "berlaku_sejak": date(2026, 11, 24),
    }
    return UsulanKebijakan(**(bawaan | kolom))


def test_from_proposal_to_policy(pengelola, kepala):
    satu = actions.ajukan_kebijakan(usulan=usulan(), oleh=pengelola)
    kebijakan = actions.terbitkan_kebijakan(usulan=satu, oleh=kepala, ditinjau=satu.diajukan_pada)
    satu.refresh_from_db()
    assert (satu.keadaan, satu.kebijakan) == ("terbit", kebijakan)
    assert (kebijakan.diterbitkan_oleh, kebijakan.nomor_sk) == (kepala, "SK 9/2026")
    assert kebijakan.history.first().history_user == kepala
    batas = [
        hitung(layanan="pengaduan", jenis="respon", diterima_pada=wita(hari)).jatuh_tempo
        for hari in ("2026-11-23T23:59", "2026-11-24T00:00", "2026-11-27T10:00")
    ]
    assert batas == [wita("2026-11-24T16:00"), wita("2026-11-26T16:00"), wita("2026-11-29T23:59:59")]
    assert lama_janji(pada=date(2026, 11, 24))["pengaduan"]["respon"] == "2 hari kalender"
    with pytest.raises(SudahTerjadi, match="sudah terbit"):
        actions.terbitkan_kebijakan(usulan=satu, oleh=kepala)
    with pytest.raises(SudahTerjadi, match="sudah diajukan"):
        actions.ajukan_kebijakan(usulan=satu, oleh=pengelola)


@pytest.mark.parametrize("peran", ["kepala_dinas", "sekretaris", "petugas", "piket"])
def test_others_do_not_propose(orang, peran):
    with pytest.raises(TidakBerwenang):
        actions.ajukan_kebijakan(usulan=usulan(), oleh=orang(peran))
    assert not UsulanKebijakan.objects.exists()


@pytest.mark.parametrize("peran", ["sekretaris", "petugas", "piket"])
def test_others_do_not_publish(orang, pengelola, peran):
    satu = actions.ajukan_kebijakan(usulan=usulan(), oleh=pengelola)
    for oleh in (pengelola, orang(peran)):
        with pytest.raises(TidakBerwenang):
            actions.terbitkan_kebijakan(usulan=satu, oleh=oleh)
    with pytest.raises(TidakBerwenang):
        actions.kembalikan_kebijakan(usulan=satu, oleh=orang("tidak-ada"), alasan="x")
    assert KebijakanTenggat.objects.count() == 5


def test_back_with_a_reason_and_again(pengelola, kepala):
    satu = actions.ajukan_kebijakan(usulan=usulan(), oleh=pengelola)
    lama = satu.diajukan_pada
    with pytest.raises(GalatAturan, match="alasan"):
        actions.kembalikan_kebijakan(usulan=satu, oleh=kepala, alasan=" ")
    satu = actions.kembalikan_kebijakan(usulan=satu, oleh=kepala, alasan="Nomor SK keliru.")
    assert (satu.keadaan, satu.alasan_kembali) == ("dikembalikan", "Nomor SK keliru.")
    with pytest.raises(SudahTerjadi):
        actions.terbitkan_kebijakan(usulan=satu, oleh=kepala)
    satu.nomor_sk = "SK 10/2026"
    satu = actions.ajukan_kebijakan(usulan=satu, oleh=pengelola)
    with pytest.raises(SudahTerjadi, match="berubah sejak"):
        actions.terbitkan_kebijakan(usulan=satu, oleh=kepala, ditinjau=lama)
    assert actions.terbitkan_kebijakan(usulan=satu, oleh=kepala).nomor_sk == "SK 10/2026"
    assert [h.keadaan for h in satu.history.all()] == ["terbit", "diajukan", "dikembalikan", "diajukan"]


@pytest.mark.parametrize(
    ("kolom", "pesan"),
    [
        ({"berlaku_sejak": date(2026, 11, 23)}, "paling awal besok"),
        ({"satuan": "menit"}, "Tamu dihitung dalam menit"),
        ({"jumlah": 0}, "paling sedikit 1"),
        ({"bunyi": ""}, "kosong"),
    ],
)
def test_what_makes_no_policy_is_not_proposed(pengelola, kolom, pesan):
    with pytest.raises(GalatAturan, match=pesan):
        actions.ajukan_kebijakan(usulan=usulan(**kolom), oleh=pengelola)
    assert not UsulanKebijakan.objects.exists()


def test_a_proposal_that_waited_too_long_is_not_published(pengelola, kepala, jam_uji):
    satu = actions.ajukan_kebijakan(usulan=usulan(), oleh=pengelola)
    jam_uji.ke("2026-11-24T08:00+08:00")
    with pytest.raises(GalatAturan, match="paling awal besok"):
        actions.terbitkan_kebijakan(usulan=satu, oleh=kepala)
    assert KebijakanTenggat.objects.count() == 5


def test_choices_say_what_is_in_force_and_who_confirmed(kepala, pengelola):
    hari_ini = date(2026, 11, 23)
    nilai = {satu.kunci: satu.nilai for satu in pilihan.semua(hari_ini)}
    assert nilai == {
        "satuan": "hari kerja",
        "jam_kerja": "07.30–12.00, 13.00–16.00",
        "jumat": "07.30–11.30, 13.00–16.30",
        "ramadan": "Rabu, 18 Februari 2026 sampai Kamis, 19 Maret 2026: 08.00–15.00, Jumat 08.00–15.30;"
        " Senin, 8 Februari 2027 sampai Selasa, 9 Maret 2027: 08.00–15.00, Jumat 08.00–15.30",
        "piket_istirahat": "",
    }
    with pytest.raises(TidakBerwenang):
        actions.tetapkan_pilihan(nilai={"satuan": "hari kerja"}, oleh=pengelola)
    for kosong in ({}, {"satuan": ""}):
        with pytest.raises(GalatAturan):
            actions.tetapkan_pilihan(nilai=kosong, oleh=kepala)
    actions.tetapkan_pilihan(nilai={"satuan": "hari kerja", "piket_istirahat": "Bergantian"}, oleh=kepala)
    kini = {satu.kunci: satu for satu in pilihan.semua(hari_ini)}
    assert (kini["satuan"].ditetapkan.oleh, kini["satuan"].berubah) == (kepala, False)
    assert kini["piket_istirahat"].nilai == "Bergantian"
    satu = actions.ajukan_kebijakan(usulan=usulan(), oleh=pengelola)
    actions.terbitkan_kebijakan(usulan=satu, oleh=kepala)
    berubah = {satu.kunci: satu for satu in pilihan.semua(date(2026, 11, 24))}["satuan"]
    assert (berubah.nilai, berubah.berubah) == ("hari kalender dan hari kerja", True)


def test_confirmed_choices_stay(kepala):
    satu = actions.tetapkan_pilihan(nilai={"satuan": "hari kerja"}, oleh=kepala)[0]
    for tulis in (satu.save, satu.delete, lambda: PilihanKantor.objects.update(nilai="x")):
        with pytest.raises(GalatAturan):
            tulis()
