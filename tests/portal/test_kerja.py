"""The first screen of staff: what do I do next?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.akun.models import PelaksanaHarian, Peran
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal import meja
from disposisi import actions as disposisi
from pengaduan import actions as pengaduan
from tests import pabrik
from tests.bantu.server import port_bebas
from tests.portal.kerja import (
    SENIN,
    TERTULIS,
    besok,
    kata,
    lewat_wa,
    masuk,
    pelacak,
    surat_di,
    tutup_berjalan,
)

KERJA = reverse("portal:kerja")


pytestmark = pytest.mark.usefixtures("templat_ketat")


def nomor_di(jawaban) -> list[str]:
    return [surat.nomor for surat in jawaban.context["surat"]]


def test_worklist_holds_the_own_letters_only_due_first_on_top(kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-20T09:00+08:00")
    lama = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    jam_uji.ke(SENIN)
    baru = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    berhenti = surat_di(Status.DILAKSANAKAN, kepala=kepala, petugas=petugas)
    surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=pabrik.pengguna("petugas"))
    surat_di(Status.SELESAI, kepala=kepala, petugas=petugas)
    surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    jawaban = masuk(petugas).get(KERJA)
    # due: 24 Nov (respon of the new one), 25 Nov (pelaksanaan of the old one), nothing runs any more
    assert nomor_di(jawaban) == [baru.nomor, lama.nomor, berhenti.nomor]
    assert "Semua sudah berhenti" in kata(jawaban)


def test_closed_letter_with_a_running_clock_stays(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    tutup_berjalan(surat)
    assert nomor_di(masuk(petugas).get(KERJA)) == [surat.nomor]
    Tenggat.objects.filter(surat=surat).update(berhenti_pada=jam.sekarang())
    assert nomor_di(masuk(petugas).get(KERJA)) == []


@pytest.mark.parametrize(
    ("status", "kolom", "kalimat"),
    [
        (Status.DIDISPOSISIKAN, {}, "Tulis dan kirim pemberitahuan kepada pengirim."),
        (Status.DIJAWAB, {}, "Layani pengirim, lalu catat waktu sebenarnya."),
        (Status.DIJAWAB, {"tertulis": True}, "Tulis dan kirim hasil penanganan; penanganannya tertulis."),
        (Status.DILAKSANAKAN, {"hasil": False}, "Catat hasil penanganan dan perbaikan layanan."),
        (Status.DILAKSANAKAN, {"tertulis": True}, "Hasil sudah dicatat. Tutup surat ini."),
        (Status.DILAKSANAKAN, {}, "Hasil sudah dicatat. Tutup surat ini."),
    ],
)
def test_next_step_in_words_is_the_same_on_the_list_and_on_the_case_page(
    kepala, petugas, status, kolom, kalimat
):
    surat = surat_di(status, kepala=kepala, petugas=petugas, **kolom)
    klien = masuk(petugas)
    (baris,) = klien.get(KERJA).context["surat"]
    assert baris.langkah.kalimat == kalimat
    halaman = klien.get(reverse("portal:surat", args=[surat.pk]))
    assert halaman.context["langkah"] == baris.langkah
    assert kalimat in kata(halaman)


def langkah(petugas) -> str:
    return masuk(petugas).get(KERJA).context["surat"][0].langkah.kalimat


def test_next_step_follows_the_message(kepala, petugas, settings, jam_uji):
    """What keeps a letter is the delivery of a message: by hand, by another way, or by waiting."""
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, **TERTULIS, waktu=besok())
    assert langkah(petugas) == "Kirim pemberitahuan lewat WhatsApp, lalu tandai."
    surel = Pesan.objects.get(kelas="pemberitahuan")
    klien = masuk(petugas)
    ganti = {"aksi": "lain", "lain-saluran": "email", "lain-tujuan": "wa.ode@contoh.test"}
    klien.post(reverse("portal:pesan", args=[surel.pk]), ganti)
    assert langkah(petugas) == "Tunggu sebentar: pemberitahuan sedang dikirim."
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_HOST, settings.EMAIL_PORT = False, "127.0.0.1", port_bebas()
    settings.EMAIL_USE_TLS = False
    kirim_tertunda()
    assert langkah(petugas).startswith("Tunggu atau kirim dengan cara lain: pemberitahuan belum terkirim")
    surel = Pesan.objects.get(kelas="pemberitahuan", keadaan="antre")
    klien.post(reverse("portal:pesan", args=[surel.pk]), {"aksi": "lain", "lain-saluran": "kertas"})
    assert langkah(petugas) == "Serahkan pemberitahuan di atas kertas, lalu tandai."
    kertas = Pesan.objects.get(kelas="pemberitahuan", keadaan="menunggu_manual")
    jam_uji.maju(menit=10)
    tandai = {"aksi": "tandai", "tandai-pada": f"{jam.wita(jam.sekarang()):%Y-%m-%dT%H:%M}"}
    klien.post(reverse("portal:pesan", args=[kertas.pk]), tandai)
    assert langkah(petugas).startswith("Tulis dan kirim hasil penanganan")
    pengaduan.catat_hasil(surat=surat, oleh=petugas, hasil="Dibayarkan.")
    assert langkah(petugas) == "Kirim hasil penanganan lewat WhatsApp, lalu tandai."


def test_appointment_is_part_of_the_next_step(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=pelacak())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=besok())
    assert langkah(petugas) == (
        "Layani pengirim sesuai jadwal Selasa, 24 November 2026 pukul 09.00 WITA, lalu catat waktu sebenarnya."
    )


def test_outcome_not_sent_yet_comes_before_closing(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    klien = masuk(petugas)
    waktu = f"{jam.wita(jam.sekarang()):%Y-%m-%dT%H:%M}"
    pesan = Pesan.objects.get(kelas="pemberitahuan")
    klien.post(reverse("portal:pesan", args=[pesan.pk]), {"aksi": "tandai", "tandai-pada": waktu})
    disposisi.laksanakan(surat=surat, oleh=petugas, pada=jam.sekarang())
    pengaduan.catat_hasil(surat=surat, oleh=petugas, hasil="Dibayarkan.")
    kalimat = "Kirim hasil penanganan lewat WhatsApp, lalu tandai. Setelah itu tutup surat ini."
    assert langkah(petugas) == kalimat
    pengaduan.selesaikan(surat=surat, oleh=petugas)
    halaman = klien.get(reverse("portal:surat", args=[surat.pk]))
    assert halaman.context["langkah"].kalimat == "Kirim hasil penanganan lewat WhatsApp, lalu tandai."
    assert halaman.context["tindakan"] == []


BAGIAN = {
    "disposisi": "Buka antrean disposisi",
    "surat": "Surat saya",
    "pesan": "Pesan yang perlu Anda kirim sendiri",
    "kelola": "Buka ruang pengelola",
}


@pytest.mark.parametrize(
    ("peran", "terlihat"),
    [
        (Peran.PIKET, {"pesan"}),
        (Peran.PETUGAS, {"surat", "pesan"}),
        (Peran.KEPALA_DINAS, {"disposisi", "pesan"}),
        (Peran.SEKRETARIS, {"pesan"}),  # nothing names the head, so nothing waits for the deputy
        (Peran.PENGELOLA, {"kelola"}),
    ],
)
def test_first_screen_by_role(kepala, petugas, peran, terlihat):
    pabrik.pengaduan()
    halaman = kata(masuk(pabrik.pengguna(peran)).get(KERJA))
    assert {nama for nama, teks in BAGIAN.items() if teks in halaman} == terlihat
    assert ("Tenggat" in halaman) == (peran not in (Peran.PIKET, Peran.PENGELOLA))


def test_account_without_a_role_opens_nothing(db):
    assert masuk(pabrik.pengguna()).get(KERJA).status_code == 403


def test_head_sees_queue_and_the_three_numbers_of_the_dashboard(kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-20T09:00+08:00")  # Friday: due Monday 23 and Wednesday 25
    surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-23T09:00+08:00")  # due Tuesday 24 and Thursday 26
    surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-24T08:00+08:00")
    jawaban = masuk(kepala).get(KERJA)
    assert jawaban.context["menunggu"] == 1
    assert [(kode, angka) for kode, _, angka in jawaban.context["papan"]] == [
        ("terlambat", "1"),
        ("hari_ini", "1"),
        ("besok", "1"),
    ]
    assert "<strong> 1 surat</strong> menunggu disposisi Anda." in kata(jawaban)


def test_acting_head_has_the_heads_first_screen_besides_the_own(kepala, petugas):
    hari = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=petugas, mulai=hari, sampai=hari, nomor_surat="800/1")
    pabrik.pengaduan()
    halaman = kata(masuk(petugas).get(KERJA))
    assert "Buka antrean disposisi" in halaman
    assert "Surat saya" in halaman


def test_queue_number_is_capped(kepala, monkeypatch):
    monkeypatch.setattr(meja, "BATAS_HITUNG", 2)
    for _ in range(3):
        pabrik.pengaduan()
    assert "Lebih dari 2 surat" in kata(masuk(kepala).get(KERJA))


def test_worklist_in_pages_by_key(kepala, petugas, jam_uji, monkeypatch):
    """Every letter once and in order: due at the same instant, and without a running clock, on different pages."""
    monkeypatch.setattr(meja, "BATAS_DAFTAR", 2)
    jam_uji.ke(SENIN)
    for status in (Status.DIDISPOSISIKAN, Status.DILAKSANAKAN):
        for _ in range(3):
            surat_di(status, kepala=kepala, petugas=petugas)
    klien, alamat, terkumpul = masuk(petugas), KERJA, []
    for _ in range(3):
        jawaban = klien.get(alamat)
        terkumpul += jawaban.context["surat"]
        assert ("Kembali ke awal" in kata(jawaban)) == (alamat != KERJA)
        alamat = f"{KERJA}?sesudah={jawaban.context['surat_berikut']}"
    assert jawaban.context["surat_berikut"] == ""
    assert "Berikutnya" not in kata(jawaban)
    monkeypatch.setattr(meja, "BATAS_DAFTAR", 25)
    assert terkumpul == meja.surat_saya(petugas, jam.sekarang())
    assert [surat.paling_dekat is None for surat in terkumpul] == [False] * 3 + [True] * 3


@pytest.mark.parametrize(
    "kunci", ["x", "_", "_x", "2026-11-24T08:00:00Z_x", "2026-13-99T08:00:00Z_1", "_" + "9" * 30]
)
def test_a_broken_key_shows_the_first_page(kepala, petugas, kunci):
    surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    assert len(masuk(petugas).get(KERJA, {"sesudah": kunci, "pesan": kunci}).context["surat"]) == 1


def test_messages_by_hand_reach_whose_task_they_are(kepala, petugas):
    """Receipts wait for piket, own letters for the officer, letters without an officer for who decides."""
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    piket = pabrik.pengguna("piket")
    pabrik.pengguna("sekretaris")

    def daftar(orang):
        return sorted(pesan.kelas for pesan in masuk(orang).get(KERJA).context["pesan_manual"])

    assert (daftar(piket), daftar(kepala), daftar(petugas)) == (["tanda_terima"], [], [])
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert daftar(piket) == ["tanda_terima"]
    assert daftar(kepala) == []
    assert daftar(petugas) == ["pemberitahuan", "tanda_terima"]
    assert daftar(pabrik.pengguna("petugas")) == []
    ditolak = pabrik.pengaduan(pengirim_=lewat_wa())
    disposisi.disposisikan(
        surat=ditolak,
        oleh=kepala,
        keputusan="ditolak",
        jalan_lain="Hubungi kantor desa.",
        alasan="Bukan urusan kami.",
    )
    assert daftar(kepala) == ["penolakan"]
    assert daftar(petugas) == ["pemberitahuan", "tanda_terima"]


def test_excluded_person_never_meets_the_case(kepala, jam_uji):
    """Whoever a complaint names: not on the list, not in a number, not among the messages, whatever the role."""
    jam_uji.ke(SENIN)
    serba = pabrik.pengguna("petugas", "piket", "kepala_dinas", nama="La Ode Serba Bisa")
    nama_pengirim = "La Ode Pelapor Berani"
    surat = pabrik.pengaduan(
        pengirim_=lewat_wa(nama=nama_pengirim), rincian_=pabrik.rincian(terlapor_lain="Kepala Dinas")
    )
    assert surat.menyangkut_kepala
    sekretaris = pabrik.pengguna("sekretaris")
    disposisi.disposisikan(
        surat=surat,
        oleh=sekretaris,
        keputusan="ditangani",
        mode="tatap_muka",
        petugas=pabrik.pengguna("petugas"),
    )
    jawaban = masuk(serba).get(KERJA)
    assert jawaban.context["menunggu"] == 0
    assert [angka for _, _, angka in jawaban.context["papan"]] == ["0", "0", "0"]
    assert jawaban.context["surat"] == jawaban.context["pesan_manual"] == []
    assert nama_pengirim not in kata(jawaban)
    assert surat.nomor not in kata(jawaban)
    # the same screen does show it to those who may know
    assert surat.nomor in kata(masuk(pabrik.pengguna("piket")).get(KERJA))


def test_secret_identity_is_marked(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=pelacak(), rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    halaman = kata(masuk(petugas).get(KERJA))
    assert "Pengirim dirahasiakan" in halaman
    assert surat.pengirim.nama not in halaman


def test_wrong_mail_host_is_seen_after_one_failed_try(settings, petugas):
    """Real settings with a dead port: the first screen says so at once, and again until it works."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_USE_TLS = False, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    pabrik.pengaduan()
    klien = masuk(petugas)
    assert "Surat elektronik belum bisa dikirim" not in kata(klien.get(KERJA))
    assert kirim_tertunda() == 0
    halaman = kata(klien.get(KERJA))
    assert "Surat elektronik belum bisa dikirim sejak" in halaman
    assert "(1 surat menunggu). Periksa setelan surat elektronik." in halaman
    for peran in Peran.values:
        assert "Periksa setelan surat elektronik" in kata(masuk(pabrik.pengguna(peran)).get(KERJA))


def kueri(orang, alamat, django_assert_max_num_queries, batas) -> int:
    klien = masuk(orang)
    klien.get(alamat)  # what a process remembers is not counted
    with django_assert_max_num_queries(batas) as hitungan:
        assert klien.get(alamat).status_code == 200
    return len(hitungan)


def test_worklist_needs_as_many_queries_for_1_as_for_25_rows(kepala, petugas, django_assert_max_num_queries):
    def buat(jumlah):
        for _ in range(jumlah):
            surat = pabrik.pengaduan(pengirim_=lewat_wa())
            pabrik.disposisi(surat, oleh=kepala, petugas=petugas)

    buat(1)
    satu = kueri(petugas, KERJA, django_assert_max_num_queries, 8)
    buat(24)
    assert len(masuk(petugas).get(KERJA).context["surat"]) == 25
    assert kueri(petugas, KERJA, django_assert_max_num_queries, 8) == satu


@pytest.mark.parametrize(
    ("peran", "batas"), [("kepala_dinas", 10), ("sekretaris", 8), ("piket", 8), ("pengelola", 10)]
)
def test_first_screen_of_the_others_keeps_the_budget(
    kepala, petugas, peran, batas, django_assert_max_num_queries
):
    """Head and pengelola also read what the calendar lacks: two queries."""
    orang = pabrik.pengguna(peran)
    pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.pengaduan(pengirim_=lewat_wa(), rincian_=pabrik.rincian(terlapor=kepala))
    satu = kueri(orang, KERJA, django_assert_max_num_queries, batas)
    for _ in range(5):
        surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    assert kueri(orang, KERJA, django_assert_max_num_queries, batas) == satu


def test_list_equals_a_plain_filter(kepala, petugas, jam_uji):
    """Letters in every state, open and closed, with and without running clocks, of two officers."""
    jam_uji.ke(SENIN)
    for siapa in (petugas, pabrik.pengguna("petugas")):
        for status in Status.values:
            surat_di(status, kepala=kepala, petugas=siapa)
            if status in (Status.DIDISPOSISIKAN, Status.DIJAWAB):
                tutup_berjalan(surat_di(status, kepala=kepala, petugas=siapa))
    jam_uji.maju(hari=2)
    berjalan = {t.surat_id for t in Tenggat.objects.all() if t.berhenti_pada is None}
    semestinya = {
        surat.pk
        for surat in SuratMasuk.objects.all()
        if surat.petugas_id == petugas.pk and (surat.ditutup_pada is None or surat.pk in berjalan)
    }
    daftar = meja.surat_saya(petugas, jam.sekarang())
    assert {surat.pk for surat in daftar} == semestinya
    assert len(daftar) == len(semestinya) >= 5
    jatuh = [
        min((t.jatuh_tempo for t in surat.tenggat.all() if not t.berhenti_pada), default=None)
        for surat in daftar
    ]
    terisi = [saat for saat in jatuh if saat]
    assert jatuh == sorted(terisi) + [None] * (len(jatuh) - len(terisi))


def test_oldest_message_first_in_pages(petugas, jam_uji, monkeypatch):
    monkeypatch.setattr(meja, "BATAS_DAFTAR", 2)
    piket = pabrik.pengguna("piket")
    jam_uji.ke(SENIN)
    semua = []
    for _ in range(3):
        semua.append(pabrik.pengaduan(pengirim_=lewat_wa()).nomor)
        jam_uji.maju(menit=5)
    depan = masuk(piket).get(KERJA)
    assert [nomor in kata(depan) for nomor in semua] == [True, True, False]
    sisa = kata(masuk(piket).get(KERJA, {"pesan": depan.context["pesan_berikut"]}))
    assert [nomor in sisa for nomor in semua] == [False, False, True]


def test_late_letter_says_by_how_much(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-24T18:10+08:00")
    (baris,) = masuk(petugas).get(KERJA).context["surat"]
    assert [(nama, s.kata) for nama, s in baris.jam] == [
        ("Jawaban pertama", "Terlambat 2 jam 10 menit"),
        ("Penanganan", "Sisa 1 hari 21 jam"),
    ]
    assert timedelta(0) < jam.sekarang() - baris.paling_dekat < timedelta(hours=3)
