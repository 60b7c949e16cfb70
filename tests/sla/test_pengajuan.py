"""Draft, submission and the way back; comparison of versions; hours as people write them."""

from datetime import date

import pytest

from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.sla import actions
from dinsos.sla.banding import acuan_untuk, banding, perlu_diperiksa
from dinsos.sla.jam_teks import baca_jam, tulis_jam, tulis_mingguan
from dinsos.sla.kalender import KalenderTidakSah
from dinsos.sla.models import HariKhusus, ProfilJam, VersiKalender
from dinsos.sla.muat import sidik

pytestmark = pytest.mark.django_db


@pytest.fixture
def draf(pengelola) -> VersiKalender:
    """A copy of the published 2026."""
    return actions.susun_kalender(tahun=2026, dari_paket=False, oleh=pengelola)


def hari(versi, tanggal=date(2026, 11, 24), **kolom) -> HariKhusus:
    return HariKhusus(
        **({"versi": versi, "tanggal": tanggal, "jenis": "tutup_kantor", "nama": "Banjir"} | kolom)
    )


def test_a_copy_has_the_same_content(draf):
    lama = acuan_untuk(draf)
    assert (lama.versi, draf.versi, draf.keadaan, draf.dasar_hukum) == (1, 2, "draf", lama.dasar_hukum)
    assert sidik(draf) == lama.sidik
    assert banding(draf, lama) == []


def test_comparison_names_added_removed_and_changed(draf, pengelola):
    actions.simpan_isi(isi=hari(draf), oleh=pengelola)
    actions.hapus_isi(isi=draf.hari_khusus.get(tanggal=date(2026, 12, 24)), oleh=pengelola)
    natal = draf.hari_khusus.get(tanggal=date(2026, 12, 25))
    natal.perkiraan = True
    actions.simpan_isi(isi=natal, oleh=pengelola)
    ramadan = draf.profil_jam.get(nama="Jam kerja Ramadan")
    ramadan.sampai = date(2026, 3, 18)
    actions.simpan_isi(isi=ramadan, oleh=pengelola)
    beda = banding(draf, acuan_untuk(draf))
    assert [(b.jenis, b.apa) for b in beda] == [
        ("ditambah", "Selasa, 24 November 2026"),
        ("dihapus", "Kamis, 24 Desember 2026"),
        ("diubah", "Jumat, 25 Desember 2026"),
        ("diubah", "Jam kerja Ramadan"),
    ]
    assert beda[0].baru == "Kantor tutup: Banjir"
    assert beda[2].baru.endswith("(perkiraan)")
    assert "sampai Rabu, 18 Maret 2026: Senin–Kamis 08.00–15.00; Jumat 08.00–15.30" in beda[3].baru
    assert len(banding(draf, None)) == draf.hari_khusus.count() + 2


def test_what_still_needs_a_look(pengelola):
    draf = actions.susun_kalender(tahun=2028, dari_paket=True, oleh=pengelola)
    isi = " ".join(perlu_diperiksa(draf))
    assert "Dasar hukum belum diisi." in isi
    assert "masih perkiraan" in isi
    assert "Ramadan belum" in isi
    assert {h.jenis for h in draf.hari_khusus.all()} >= {"libur_nasional"}
    assert all(p.mulai == date(2028, 1, 1) for p in draf.profil_jam.all())


def test_a_year_from_the_package_keeps_all_hours_of_its_published_version(pengelola):
    draf = actions.susun_kalender(tahun=2027, dari_paket=True, oleh=pengelola)
    assert (draf.versi, draf.profil_jam.count(), draf.dasar_hukum) == (2, 2, "")


def test_a_year_that_never_was_cannot_be_copied(pengelola):
    with pytest.raises(GalatAturan, match="belum pernah terbit"):
        actions.susun_kalender(tahun=2030, dari_paket=False, oleh=pengelola)


@pytest.mark.parametrize("peran", ["kepala_dinas", "sekretaris", "petugas", "piket"])
def test_only_the_pengelola_drafts(orang, draf, peran):
    oleh, ada = orang(peran), draf.hari_khusus.first()
    for tindakan in (
        lambda: actions.susun_kalender(tahun=2028, dari_paket=True, oleh=oleh),
        lambda: actions.ubah_dasar(versi=draf, oleh=oleh, dasar_hukum="x"),
        lambda: actions.simpan_isi(isi=hari(draf), oleh=oleh),
        lambda: actions.hapus_isi(isi=ada, oleh=oleh),
        lambda: actions.buang_draf(versi=draf, oleh=oleh),
        lambda: actions.ajukan_kalender(versi=draf, oleh=oleh),
    ):
        with pytest.raises(TidakBerwenang):
            tindakan()
    assert sidik(draf) == acuan_untuk(draf).sidik


@pytest.mark.parametrize("peran", ["pengelola", "sekretaris", "petugas", "piket"])
def test_only_the_head_publishes(orang, kepala, draf, peran):
    oleh = orang(peran) if peran != "pengelola" else draf.history.first().history_user
    actions.ajukan_kalender(versi=draf, oleh=draf.history.first().history_user)
    with pytest.raises(TidakBerwenang):
        actions.terbitkan_kalender(versi=draf, oleh=oleh)
    assert actions.terbitkan_kalender(versi=draf, oleh=kepala).keadaan == "terbit"


def test_an_account_that_was_closed_does_nothing(draf, pengelola, kepala):
    kepala.is_active = pengelola.is_active = False
    with pytest.raises(TidakBerwenang):
        actions.ajukan_kalender(versi=draf, oleh=pengelola)
    with pytest.raises(TidakBerwenang):
        actions.terbitkan_kalender(versi=draf, oleh=kepala)


def test_a_draft_is_not_published_before_it_is_submitted(draf, kepala):
    with pytest.raises(GalatAturan, match="masih draf"):
        actions.terbitkan_kalender(versi=draf, oleh=kepala)


def test_submitted_content_is_closed_for_models_too(draf, pengelola):
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    ada = draf.hari_khusus.first()
    for tulis in (hari(draf).save, ada.delete, draf.profil_jam.first().save):
        with pytest.raises(GalatAturan, match="sedang diajukan"):
            tulis()
    for tindakan in (
        lambda: actions.ubah_dasar(versi=draf, oleh=pengelola, dasar_hukum="x"),
        lambda: actions.buang_draf(versi=draf, oleh=pengelola),
        lambda: actions.hapus_isi(isi=ada, oleh=pengelola),
    ):
        with pytest.raises(GalatAturan, match="sedang diajukan"):
            tindakan()
    with pytest.raises(SudahTerjadi, match="sudah diajukan"):
        actions.ajukan_kalender(versi=draf, oleh=pengelola)


def test_the_way_back_needs_a_reason_and_leaves_a_trace(draf, pengelola, kepala, orang):
    with pytest.raises(SudahTerjadi, match="tidak sedang diajukan"):
        actions.kembalikan_kalender(versi=draf, oleh=kepala, alasan="x")
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    with pytest.raises(TidakBerwenang):
        actions.kembalikan_kalender(versi=draf, oleh=orang("petugas"), alasan="x")
    with pytest.raises(GalatAturan, match="alasan"):
        actions.kembalikan_kalender(versi=draf, oleh=kepala, alasan=" ")
    actions.kembalikan_kalender(versi=draf, oleh=kepala, alasan="Nyepi keliru.")
    versi = actions.ajukan_kalender(versi=draf, oleh=pengelola)
    assert versi.alasan_kembali == ""
    assert [(h.keadaan, h.alasan_kembali, h.history_user) for h in versi.history.all()[:3]] == [
        ("diajukan", "", pengelola),
        ("draf", "Nyepi keliru.", kepala),
        ("diajukan", "", pengelola),
    ]


def test_a_thrown_away_draft_is_no_longer_there(draf, pengelola):
    actions.buang_draf(versi=draf, oleh=pengelola)
    with pytest.raises(SudahTerjadi, match="sudah dibuang"):
        actions.ajukan_kalender(versi=draf, oleh=pengelola)


@pytest.mark.parametrize(
    ("teks", "jam"),
    [
        ("", []),
        ("Tutup", []),
        ("07.30–12.00, 13.00–16.00", [["07:30", "12:00"], ["13:00", "16:00"]]),
        ("7:30-12:00 dan 13:00 - 16:00", [["07:30", "12:00"], ["13:00", "16:00"]]),
        ("08.00 s.d. 11.30", [["08:00", "11:30"]]),
    ],
)
def test_hours_are_read_as_people_write_them(teks, jam):
    assert baca_jam(teks) == jam
    assert baca_jam(tulis_jam(jam)) == jam


@pytest.mark.parametrize("teks", ["pagi", "08.00", "12.00–08.00", "24.00–25.00", "08.00–12.00, 11.00–13.00"])
def test_hours_that_make_no_sense(teks):
    with pytest.raises(KalenderTidakSah):
        baca_jam(teks, "Senin")


def test_a_week_in_words():
    profil = ProfilJam.objects.filter(nama="Jam kerja biasa").first()
    assert tulis_mingguan(profil.jam) == [
        ("Senin–Kamis", "07.30–12.00, 13.00–16.00"),
        ("Jumat", "07.30–11.30, 13.00–16.30"),
        ("Sabtu–Minggu", "tutup"),
    ]
