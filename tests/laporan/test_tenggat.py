"""The tenggat dashboard: its groups equal a plain filter over all clocks, for everybody and at any moment."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import Denyut, Pengecualian, SuratMasuk, Tenggat
from dinsos.akun.models import PelaksanaHarian, Peran
from dinsos.inti import jam
from dinsos.laporan import tenggat as papan
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.portal.kerja import SENIN, kata, pelacak, surat_di

PAPAN = reverse("laporan:tenggat")
TENGAH_MALAM = datetime.fromisoformat("2026-11-24T00:00+08:00")  # 23 November 16:00 UTC


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")


def masuk(orang) -> Client:
    klien = Client()
    klien.force_login(orang)
    return klien


def kelompok_polos(jatuh_tempo: datetime, pada: datetime) -> str:
    """The group of an open clock, by way of the calendar in WITA (an oracle apart from the product's ranges)."""
    if jatuh_tempo < pada:
        return "terlambat"
    selisih = (jatuh_tempo.astimezone(jam.WITA).date() - pada.astimezone(jam.WITA).date()).days
    return ("hari_ini", "besok")[selisih] if selisih < 2 else "nanti"


def boleh_tahu_polos(orang, surat: SuratMasuk, kecuali: set) -> bool:
    """Who may know of a letter, in plain Python."""
    if (surat.pk, orang.pk) in kecuali:
        return False
    peran = set(orang.groups.values_list("name", flat=True))
    if "kepala_dinas" in peran and not surat.menyangkut_kepala:
        return True
    if "sekretaris" in peran and surat.menyangkut_kepala:
        return True
    return surat.petugas_id == orang.pk and bool(peran)


def semestinya(orang, pada: datetime) -> dict[str, list[int]]:
    """Ids of the clocks in each group, earliest due first, from all clocks there are."""
    kecuali = set(Pengecualian.objects.values_list("surat", "pengguna"))
    hasil = {k: [] for k in (*papan.KELOMPOK, papan.NANTI)}
    semua = Tenggat.objects.select_related("surat")
    for satu in sorted(semua, key=lambda t: (t.jatuh_tempo, t.pk)):
        if satu.berhenti_pada is None and boleh_tahu_polos(orang, satu.surat, kecuali):
            hasil[kelompok_polos(satu.jatuh_tempo, pada)].append(satu.pk)
    return hasil


def ditampilkan(orang, pada: datetime) -> dict[str, list[int]]:
    baris, _ = papan.daftar(orang, pada)
    return {k: [b.tenggat.pk for b in isi] for k, isi in baris.items()}


@pytest.fixture
def kantor(kepala, petugas, jam_uji):
    """Nine letters of two officers, the head and the deputy; one names the head, one excludes an officer."""
    jam_uji.ke(SENIN)
    orang = {
        "kepala": kepala,
        "petugas": petugas,
        "lain": pabrik.pengguna("petugas", nama="Wa Ina, A.Md."),
        "sekretaris": pabrik.pengguna("sekretaris"),
        "rangkap": pabrik.pengguna("petugas", "sekretaris", nama="Wa Ode Rangkap"),
    }
    for siapa in ("petugas", "lain", "rangkap"):
        surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=orang[siapa])
        surat_di(Status.DIJAWAB, kepala=kepala, petugas=orang[siapa])
    surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=kepala), pengirim_=pelacak())
    terlapor = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=orang["lain"]), pengirim_=pelacak())
    assert terlapor.pengecualian.exists()
    return orang


SAAT = st.one_of(
    st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 1)).map(lambda t: t.replace(tzinfo=UTC)),
    st.builds(
        lambda hari, mikro: TENGAH_MALAM.astimezone(UTC) + timedelta(days=hari, microseconds=mikro),
        st.integers(-2, 3),
        st.integers(-1, 1),
    ),
)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_groups_equal_a_plain_filter_over_all_clocks(kantor, data):
    """Random due times and stops, random moments: also a microsecond before and after midnight in WITA."""
    for satu in Tenggat.objects.all():
        mulai = datetime(2026, 11, 1, tzinfo=UTC)
        jatuh_tempo = data.draw(SAAT)
        berhenti = data.draw(st.one_of(st.none(), st.none(), SAAT))
        Tenggat.objects.filter(pk=satu.pk).update(
            mulai=mulai, ingat_pada=mulai, jatuh_tempo=jatuh_tempo, berhenti_pada=berhenti
        )
    pada = data.draw(
        st.one_of(SAAT, st.sampled_from(list(Tenggat.objects.all())).map(lambda t: t.jatuh_tempo))
    )
    for nama, orang in kantor.items():
        polos = semestinya(orang, pada)
        assert ditampilkan(orang, pada) == {k: polos[k] for k in papan.KELOMPOK}, nama
        ringkasan = papan.ringkas(orang, pada)
        assert ringkasan.jumlah == {k: len(polos[k]) for k in papan.KELOMPOK}
        assert {k: sum(p[k] for p in ringkasan.per_petugas) for k in polos} == {
            k: len(isi) for k, isi in polos.items()
        }


def test_midnight_is_that_of_wita(kepala, petugas, jam_uji):
    """16:00 UTC begins the next day in Buton; exactly due is not late yet."""
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    mikro = timedelta(microseconds=1)

    def kelompok(jatuh_tempo, pada):
        surat.tenggat.filter(jenis="respon").update(jatuh_tempo=jatuh_tempo)
        surat.tenggat.filter(jenis="pelaksanaan").update(berhenti_pada=pada)
        (isi,) = [k for k, baris in ditampilkan(kepala, pada).items() if baris] or ["nanti"]
        return isi

    siang = TENGAH_MALAM - timedelta(hours=12)
    assert kelompok(siang, siang) == "hari_ini"
    assert kelompok(siang, siang + mikro) == "terlambat"
    assert kelompok(TENGAH_MALAM - mikro, siang) == "hari_ini"
    assert kelompok(TENGAH_MALAM, siang) == "besok"
    assert kelompok(TENGAH_MALAM, TENGAH_MALAM) == "hari_ini"
    assert kelompok(TENGAH_MALAM + timedelta(days=1) - mikro, siang) == "besok"
    assert kelompok(TENGAH_MALAM + timedelta(days=1), siang) == "nanti"


@pytest.mark.sk("PGD-WAKTU-1")
def test_row_says_which_clock_by_how_much_and_whose(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    baru = surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-24T18:10+08:00")
    jawaban = masuk(kepala).get(PAPAN)
    (_, _, terlambat, _), *_ = jawaban.context["kelompok"]
    assert [(b.tenggat.surat.nomor, b.nama, b.s.kode, b.s.kata) for b in terlambat] == [
        (surat.nomor, "Jawaban pertama", "terlambat", "Terlambat 2 jam 10 menit"),
        (baru.nomor, "Jawaban pertama", "terlambat", "Terlambat 2 jam 10 menit"),
    ]
    halaman = kata(jawaban)
    assert "La Ode Amrin, S.ST." in halaman
    assert 'Pimpinan <br> <span class="redup">Diterima</span>' in halaman
    assert "24 Nov 2026 16.00" in halaman
    assert "Keadaan Selasa, 24 November 2026 pukul 18.10 WITA." in halaman


def test_a_stopped_clock_leaves_the_page(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-30T08:00+08:00")
    assert ditampilkan(kepala, jam.sekarang())["terlambat"] == [surat.tenggat.get(jenis="pelaksanaan").pk]
    agenda.laksanakan(surat=surat, oleh=petugas, pada=jam.sekarang())
    assert ditampilkan(kepala, jam.sekarang())["terlambat"] == []


# --- filters --------------------------------------------------------------------------------------


def nomor_di(jawaban) -> dict[str, list[tuple[str, str]]]:
    return {
        kode: [(b.tenggat.surat.nomor, b.tenggat.jenis) for b in baris]
        for kode, _, baris, _ in jawaban.context["kelompok"]
    }


def test_address_filters_by_service_clock_and_officer(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    lain = pabrik.pengguna("petugas", nama="Wa Ina, A.Md.")
    satu = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    dua = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=lain)
    tiga = agenda.daftarkan(layanan="konsultasi", saluran="loket", hal="Tanya", pengirim=pelacak())
    jam_uji.ke("2026-11-27T08:00+08:00")  # everything is overdue
    klien = masuk(kepala)

    def saring(kueri):
        jawaban = klien.get(f"{PAPAN}?{kueri}")
        terlambat = set(nomor_di(jawaban)["terlambat"])
        assert jawaban.context["angka"][0][2] == str(len(terlambat))
        return terlambat

    def kedua(surat):
        return {(surat.nomor, "respon"), (surat.nomor, "pelaksanaan")}

    assert saring("") == kedua(satu) | kedua(dua) | kedua(tiga)
    assert saring("layanan=konsultasi") == kedua(tiga)
    assert saring("layanan=pengaduan&jenis=respon") == {(s.nomor, "respon") for s in (satu, dua)}
    assert saring("jenis=pelaksanaan") == {(s.nomor, "pelaksanaan") for s in (satu, dua, tiga)}
    assert saring(f"petugas={petugas.pk}") == kedua(satu)
    assert saring(f"petugas={lain.pk}&jenis=respon") == {(dua.nomor, "respon")}
    assert saring("petugas=pimpinan") == kedua(tiga)
    assert saring("petugas=999999") == set()
    for salah in ("layanan=x", "jenis=x", "petugas=-1", "petugas=1e9", "petugas=" + "9" * 40, "kelompok=x"):
        assert saring(salah) == kedua(satu) | kedua(dua) | kedua(tiga), salah


def test_filter_keeps_its_choice_and_travels_with_every_link(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    halaman = kata(masuk(kepala).get(f"{PAPAN}?layanan=pengaduan&petugas={petugas.pk}"))
    assert '<option value="pengaduan" selected>Pengaduan</option>' in halaman
    assert f'<option value="{petugas.pk}" selected>La Ode Amrin, S.ST.</option>' in halaman
    kueri = f"layanan=pengaduan&amp;petugas={petugas.pk}"
    for kode in papan.KELOMPOK:
        assert f"?{kueri}&amp;kelompok={kode}" in halaman.replace("&amp;amp;", "&amp;")
    assert "Tampilkan semua" in halaman


def test_one_group_in_pages_by_key(kepala, petugas, jam_uji, monkeypatch):
    """Every overdue clock once, in order, two of them due at the same instant on different pages."""
    monkeypatch.setattr(papan, "BATAS_BARIS", 2)
    jam_uji.ke(SENIN)
    for _ in range(3):
        surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-27T08:00+08:00")
    klien = masuk(kepala)
    depan = klien.get(PAPAN)
    assert len(nomor_di(depan)["terlambat"]) == 2
    assert "Lihat semua: terlambat" in kata(depan)
    tujuan, terkumpul = f"{PAPAN}?kelompok=terlambat", []
    for _ in range(3):
        jawaban = klien.get(tujuan)
        assert list(nomor_di(jawaban)) == ["terlambat"]
        terkumpul += [b.tenggat.pk for b in jawaban.context["kelompok"][0][2]]
        tujuan = f"{PAPAN}?kelompok=terlambat&sesudah={jawaban.context['berikut']}"
    assert terkumpul == semestinya(kepala, jam.sekarang())["terlambat"]
    assert jawaban.context["berikut"] == ""
    assert "Berikutnya" not in kata(jawaban)


@pytest.mark.parametrize(
    "kunci", ["x", "_", "2026-11-24T08:00:00Z_x", "2026-13-99T08:00:00Z_1", "2026-11-24_1"]
)
def test_a_broken_page_key_shows_the_first_page(kepala, petugas, jam_uji, kunci):
    jam_uji.ke(SENIN)
    surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-27T08:00+08:00")
    jawaban = masuk(kepala).get(PAPAN, {"kelompok": "terlambat", "sesudah": kunci})
    assert len(nomor_di(jawaban)["terlambat"]) == 2


# --- numbers --------------------------------------------------------------------------------------


def test_numbers_by_officer(kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-20T09:00+08:00")  # Friday: due Monday 23 and Wednesday 25
    surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    jam_uji.ke(SENIN)  # due Tuesday 24 and Thursday 26
    lain = pabrik.pengguna("petugas", nama="Wa Ina, A.Md.")
    surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    surat_di(Status.DIJAWAB, kepala=kepala, petugas=lain)
    surat_di(Status.DITERIMA, kepala=kepala, petugas=lain)
    jam_uji.ke("2026-11-24T08:00+08:00")
    angka = {
        p["nama"]: tuple(p[k] for k in ("terlambat", "hari_ini", "besok", "nanti", "terbuka"))
        for p in masuk(kepala).get(PAPAN).context["per_petugas"]
    }
    assert angka == {
        "La Ode Amrin, S.ST.": (1, 1, 1, 1, 4),
        "Wa Ina, A.Md.": (0, 0, 0, 1, 1),
        None: (0, 1, 0, 1, 2),
    }


def test_counts_are_capped_and_say_so(kepala, petugas, jam_uji, monkeypatch):
    monkeypatch.setattr(papan, "BATAS_HITUNG", 2)
    jam_uji.ke(SENIN)
    for _ in range(2):
        surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-25T08:00+08:00")  # two overdue, two due tomorrow
    jawaban = masuk(kepala).get(PAPAN)
    assert [angka for _, _, angka in jawaban.context["angka"]] == ["2", "0", "2"]
    assert "Angka dihitung sampai" not in kata(jawaban)
    jam_uji.ke("2026-11-27T08:00+08:00")  # four overdue
    jawaban = masuk(kepala).get(PAPAN)
    assert [angka for _, _, angka in jawaban.context["angka"]] == ["lebih dari 2", "0", "0"]
    assert "Angka dihitung sampai 2 per kelompok" in kata(jawaban)
    assert sum(p["terlambat"] for p in jawaban.context["per_petugas"]) == 3  # one more than is told, no more


@pytest.mark.parametrize(("hitung", "baris"), [(1, 1), (2, 1), (2, 2), (1000, 1), (1000, 25)])
def test_list_taken_from_the_numbers_is_the_list(kantor, jam_uji, monkeypatch, hitung, baris):
    """Whatever the caps and filters: the clocks shown are the ones a search of their own finds."""
    monkeypatch.setattr(papan, "BATAS_HITUNG", hitung)
    monkeypatch.setattr(papan, "BATAS_BARIS", baris)
    pada = jam_uji.ke("2026-11-25T08:00+08:00")
    petugas = ("", papan.PIMPINAN, *(str(orang.pk) for orang in kantor.values()))
    for nama, orang in kantor.items():
        polos = semestinya(orang, pada)
        for saringan in (papan.Saringan(petugas=p, jenis=j) for p in petugas for j in ("", "respon")):
            ringkasan = papan.ringkas(orang, pada, saringan)
            assert papan.daftar(orang, pada, saringan, ringkasan) == papan.daftar(orang, pada, saringan)
            if not saringan.aktif:
                batas = {k: min(len(polos[k]), hitung + 1) for k in papan.KELOMPOK}
                assert ringkasan.jumlah == batas, nama


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peran", "kode"),
    [("piket", 403), ("pengelola", 403), ("petugas", 200), ("sekretaris", 200), ("kepala_dinas", 200)],
)
def test_who_opens_the_dashboard(db, peran, kode):
    assert set(Peran.values) == {"piket", "pengelola", "petugas", "sekretaris", "kepala_dinas"}
    assert masuk(pabrik.pengguna(peran)).get(PAPAN).status_code == kode


def test_officer_sees_the_own_clocks_and_no_colleague(kantor):
    halaman = kata(masuk(kantor["petugas"]).get(PAPAN))
    assert "Menurut petugas" not in halaman
    assert "Pemegang" not in halaman
    assert 'name="petugas"' not in halaman
    milik = set(SuratMasuk.objects.filter(petugas=kantor["petugas"]).values_list("nomor", flat=True))
    for nomor in SuratMasuk.objects.values_list("nomor", flat=True):
        assert nomor not in halaman or nomor in milik


def test_named_head_and_excluded_officer_are_not_counted_in(kantor, jam_uji):
    jam_uji.ke("2026-11-27T08:00+08:00")
    naif = SuratMasuk.objects.get(menyangkut_kepala=True)
    terlapor = SuratMasuk.objects.get(pengecualian__pengguna=kantor["lain"])
    terlapor.petugas = kantor["lain"]  # not even if somebody had given it to them
    terlapor.save(update_fields=["petugas"])
    for orang, surat in ((kantor["kepala"], naif), (kantor["lain"], terlapor)):
        jawaban = masuk(orang).get(PAPAN)
        assert surat.nomor not in kata(jawaban)
        assert surat.pk not in {
            b.tenggat.surat_id for _, _, baris, _ in jawaban.context["kelompok"] for b in baris
        }
        polos = {k: len(isi) for k, isi in semestinya(orang, jam.sekarang()).items()}
        assert papan.ringkas(orang, jam.sekarang()).jumlah == {k: polos[k] for k in papan.KELOMPOK}
        saring = jawaban.client.get(PAPAN, {"petugas": str(kantor["lain"].pk)})
        assert surat.nomor not in kata(saring)


def test_acting_head_sees_the_whole_office(kantor, jam_uji):
    jam_uji.ke("2026-11-27T08:00+08:00")
    hari = jam.hari_ini()
    plh = pabrik.pengguna("petugas")
    assert sum(papan.ringkas(plh, jam.sekarang()).jumlah.values()) == 0
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="800/1")
    jawaban = masuk(plh).get(PAPAN)
    assert "Menurut petugas" in kata(jawaban)
    kepala = papan.ringkas(kantor["kepala"], jam.sekarang()).jumlah
    assert {kode: int(angka) for kode, _, angka in jawaban.context["angka"]} == kepala


# --- machinery ------------------------------------------------------------------------------------


@pytest.mark.parametrize("peran", ["kepala_dinas", "petugas", "sekretaris"])
def test_as_many_queries_for_1_as_for_25_rows(kepala, peran, jam_uji, django_assert_max_num_queries):
    jam_uji.ke(SENIN)
    orang = kepala if peran == "kepala_dinas" else pabrik.pengguna(peran)
    terlapor = kepala if peran == "sekretaris" else None
    pemutus = orang if peran == "sekretaris" else kepala
    petugas = orang if peran == "petugas" else pabrik.pengguna("petugas")

    def buat(jumlah):
        for _ in range(jumlah):
            surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor), pengirim_=pelacak())
            pabrik.disposisi(surat, oleh=pemutus, petugas=petugas, surat_oleh_petugas=True)

    def hitung():
        klien = masuk(orang)
        klien.get(PAPAN)  # what is kept for a while is there
        with django_assert_max_num_queries(8) as hitungan:
            jawaban = klien.get(PAPAN)
        return len(hitungan), sum(len(baris) for _, _, baris, _ in jawaban.context["kelompok"])

    buat(1)
    jam_uji.ke("2026-11-27T08:00+08:00")
    satu, baris = hitung()
    assert baris == 2
    jam_uji.ke(SENIN)
    buat(24)
    jam_uji.ke("2026-11-27T08:00+08:00")
    assert hitung() == (satu, papan.BATAS_BARIS)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of small tables say nothing on PostgreSQL")
@pytest.mark.parametrize("petugas_saja", [False, True])
def test_numbers_start_from_the_open_clocks(kepala, petugas, petugas_saja):
    """However many letters an officer has closed, and without statistics: the index of open clocks leads."""
    orang = petugas if petugas_saja else kepala
    for saringan in (
        papan.Saringan(),
        papan.Saringan(petugas=str(petugas.pk)),
        papan.Saringan(petugas="pimpinan"),
    ):
        tenggat = (
            Tenggat.objects.untuk(orang).terbuka().filter(saringan.milik()).order_by("jatuh_tempo", "id")
        )
        rencana = tenggat[:50].explain()
        assert "agenda_tenggat USING INDEX tenggat_terbuka" in rencana
        assert "petugas_id=?" not in rencana
    meja = SuratMasuk.objects.di_meja(petugas).explain()
    assert "INDEX surat_terbuka (petugas_id=?)" in meja
    assert "INDEX tenggat_terbuka" in meja


def test_page_renews_itself_and_says_when_it_could_not(kepala):
    halaman = kata(masuk(kepala).get(PAPAN))
    assert 'id="papan-tenggat" data-segarkan="60"' in halaman
    assert "js/segarkan.js" in halaman
    assert "data-segarkan-gagal hidden" in halaman


def test_age_of_the_last_tick_and_a_silent_worker(kepala, jam_uji):
    jam_uji.ke(SENIN)
    berhenti = "Pekerja latar tidak berjalan"
    assert f"{berhenti} dan belum pernah tercatat berjalan." in kata(masuk(kepala).get(PAPAN))
    Denyut.objects.create(nama="detak", pada=jam.sekarang())
    jam_uji.maju(menit=1)
    halaman = kata(masuk(kepala).get(PAPAN))
    assert berhenti not in halaman
    assert re.search(r"Pekerja latar terakhir berjalan 6\d detik yang lalu\.", halaman)
    jam_uji.maju(menit=2)
    halaman = kata(masuk(kepala).get(PAPAN))
    assert f"{berhenti} sejak Senin, 23 November 2026 pukul" in halaman
    assert "WITA (3 menit). Pengingat dan pesan tidak terkirim. Beri tahu pengelola sekarang." in halaman
    assert "yang lalu" not in halaman


def test_empty_dashboard_says_what_will_be_here(kepala):
    halaman = kata(masuk(kepala).get(PAPAN))
    assert "Tidak ada yang terlambat." in halaman
    assert "Menurut petugas" not in halaman
