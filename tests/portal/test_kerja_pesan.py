"""Messages by hand: WhatsApp, paper, another way, once more; and who may see which."""

from datetime import datetime
from urllib.parse import unquote

import pytest
from django.urls import reverse

from dinsos.agenda.detak import detak
from dinsos.agenda.enums import Status
from dinsos.agenda.models import Riwayat
from dinsos.akun.models import Peran
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan, UpayaKirim
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import actions as disposisi
from tests import pabrik
from tests.bantu.server import port_bebas
from tests.notifikasi.bantuan import Penampung, server_surat
from tests.portal.kerja import SENIN, kata, lewat_wa, masuk, pelacak, pesan_layar

pytestmark = pytest.mark.usefixtures("templat_ketat")


@pytest.fixture
def surat(kepala, petugas, jam_uji):
    """A letter whose receipt (Monday 09:00) and notice (10:00) wait for WhatsApp; now it is 11:00."""
    jam_uji.ke(SENIN)
    satu = pabrik.pengaduan(pengirim_=lewat_wa(nama="Wa Ode Nurhayati"))
    jam_uji.ke("2026-11-23T10:00:30+08:00")
    pabrik.disposisi(satu, oleh=kepala, petugas=petugas)
    jam_uji.ke("2026-11-23T11:00+08:00")
    return satu


@pytest.fixture
def smtp(settings):
    """A real mail server on loopback, which the settings point to."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_USE_TLS = False, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    penampung = Penampung()
    with server_surat(penampung, settings.EMAIL_PORT):
        yield penampung


def ambil(kelas: str, **syarat) -> Pesan:
    return Pesan.objects.get(kelas=kelas, **syarat)


def alamat(pesan: Pesan) -> str:
    return reverse("portal:pesan", args=[pesan.pk])


def tandai(pada: str, bukti: str = "", alasan: str = "listrik padam") -> dict:
    return {"aksi": "tandai", "tandai-pada": pada, "tandai-bukti": bukti, "tandai-alasan": alasan}


def lain(saluran: str, tujuan: str = "") -> dict:
    return {"aksi": "lain", "lain-saluran": saluran, "lain-tujuan": tujuan}


def test_whatsapp_link_carries_the_whole_text(petugas, surat):
    pesan = ambil("pemberitahuan")
    jawaban = masuk(petugas).get(alamat(pesan))
    tautan = jawaban.content.decode().split('href="https://wa.me/')[1].split('"')[0]
    nomor, teks = tautan.split("?text=")
    assert nomor == "6281234567890"
    assert unquote(teks) == pesan.isi
    assert "Surat Anda mulai kami tindak lanjuti." in unquote(teks)
    assert 'rel="noopener noreferrer"' in kata(jawaban)


def test_marking_records_person_true_time_and_note(petugas, surat):
    jawaban = masuk(petugas).post(alamat(ambil("pemberitahuan")), tandai("2026-11-23T10:20", "dibaca"))
    pesan = ambil("pemberitahuan")
    assert pesan.keadaan == Keadaan.DITERIMA
    assert pesan.diterima_pada == datetime.fromisoformat("2026-11-23T02:20+00:00")
    assert pesan.ditandai_oleh == petugas
    bukti = UpayaKirim.objects.get(pesan=pesan)
    assert (bukti.oleh, bukti.rincian) == (petugas, "dibaca; ditandai kemudian: listrik padam")
    surat.refresh_from_db()
    assert surat.status == Status.DIJAWAB
    cerita = Riwayat.objects.get(surat=surat, jenis="dijawab")
    assert (cerita.oleh, cerita.pelaku, cerita.pada) == (petugas, str(petugas), pesan.diterima_pada)
    assert cerita.teks.endswith("Baru ditandai Senin, 23 November 2026 pukul 11.00 WITA: listrik padam")
    assert surat.history.first().history_user == petugas
    # back to the letter, whose page shows the delivery
    assert jawaban.url == reverse("portal:surat", args=[surat.pk])
    halaman = kata(masuk(petugas).get(jawaban.url))
    assert (
        "Terkirim lewat WhatsApp Senin, 23 November 2026 pukul 10.20 WITA, "
        "ditandai Senin, 23 November 2026 pukul 11.00 WITA"
    ) in halaman
    assert "10.20 WITA: Diterima, dicatat Senin, 23 November 2026 pukul 11.00 WITA" in halaman
    assert "(dibaca; ditandai kemudian: listrik padam) oleh La Ode Amrin, S.ST." in halaman


def test_a_late_mark_needs_a_reason_and_one_made_at_once_does_not(petugas, surat):
    klien, pesan = masuk(petugas), ambil("pemberitahuan")
    jawaban = klien.post(alamat(pesan), tandai("2026-11-23T10:54", alasan=""))
    assert jawaban.status_code == 422
    assert "Tulis alasan mengapa pesan ini baru ditandai sekarang." in kata(jawaban)
    with pytest.raises(GalatAturan, match="baru ditandai sekarang"):
        outbox.tandai_manual(
            pesan=pesan, oleh=petugas, pada=datetime.fromisoformat("2026-11-23T10:54+08:00"), alasan=" "
        )
    klien.post(alamat(pesan), tandai("2026-11-23T10:55", alasan="tidak perlu"))
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.ditandai_alasan) == (Keadaan.DITERIMA, "")
    assert "ditandai" not in pesan.keadaan_kata


def test_a_mark_made_by_mistake_is_taken_back_on_the_page(petugas, surat):
    klien, pesan = masuk(petugas), ambil("pemberitahuan")
    klien.post(alamat(pesan), tandai("2026-11-23T11:00"))
    halaman = kata(klien.get(reverse("portal:surat", args=[surat.pk])))
    assert "Keliru ditandai atau tidak sampai?" in halaman
    isian = {"aksi": "tarik", "tarik-alasan": ""}
    assert "Tarik tanda terkirim" in kata(klien.get(f"{alamat(pesan)}?tidak-sampai=1"))
    kosong = klien.post(alamat(pesan), isian)
    assert kosong.status_code == 422
    assert "Tulis mengapa tanda terkirim itu keliru." in kata(kosong)
    jawaban = klien.post(alamat(pesan), isian | {"tarik-alasan": "salah pesan"})
    assert jawaban.url == alamat(pesan)
    assert pesan_layar(jawaban) == [("success", "Tanda terkirim ditarik. Pesan ini menunggu Anda kirim.")]
    assert "Tandai sudah dikirim" in kata(klien.get(alamat(pesan)))
    halaman = kata(klien.get(reverse("portal:surat", args=[surat.pk])))
    assert "Tanda terkirim ditarik kembali (salah pesan) oleh La Ode Amrin, S.ST." in halaman
    assert "keliru ditandai terkirim Senin, 23 November 2026 pukul 11.00 WITA" in halaman
    assert "Tenggat berjalan lagi dengan batas semula, Selasa, 24 November 2026 pukul 16.00 WITA." in halaman
    assert pesan_layar(klien.post(alamat(pesan), isian | {"tarik-alasan": "lagi"})) == [
        ("info", "Tanda terkirim pesan ini sudah ditarik kembali.")
    ]


@pytest.mark.parametrize(
    ("pada", "galat"),
    [
        ("2026-11-23T11:01", "Waktu pengiriman tidak boleh di masa depan."),
        ("2026-11-23T09:59", "Waktu pengiriman tidak boleh sebelum surat dibuat"),
        ("", "Isi tanggal dan jam."),
        ("tadi pagi", "Tulis tanggal dan jam, misalnya 24/11/2026 09.30."),
        ("2026-11-23T10:00", ""),  # the very minute in which it was written
    ],
)
def test_time_of_sending_is_checked_and_what_was_typed_stays(petugas, surat, pada, galat):
    jawaban = masuk(petugas).post(alamat(ambil("pemberitahuan")), tandai(pada, "dibaca anaknya"))
    if not galat:
        assert jawaban.status_code == 302
        return
    assert jawaban.status_code == 422
    assert galat in kata(jawaban)
    assert "dibaca anaknya" in kata(jawaban)
    assert "ringkasan-galat" in kata(jawaban)
    assert ambil("pemberitahuan").keadaan == Keadaan.MENUNGGU_MANUAL


def test_second_person_hears_who_was_faster(petugas, kepala, surat):
    pesan = ambil("pemberitahuan")
    masuk(petugas).post(alamat(pesan), tandai("2026-11-23T10:20"))
    sudah = (
        "Surat ini sudah ditandai terkirim oleh La Ode Amrin, S.ST., "
        "dikirim pada Senin, 23 November 2026 pukul 10.20 WITA."
    )
    for isi in (tandai("2026-11-23T10:30"), lain("kertas"), {"aksi": "ulang"}):
        assert pesan_layar(masuk(kepala).post(alamat(pesan), isi)) == [("info", sudah)]
    ((tingkat, teks),) = pesan_layar(masuk(kepala).get(alamat(pesan)))
    assert tingkat == "info"
    assert "Terkirim lewat WhatsApp Senin, 23 November 2026 pukul 10.20 WITA" in teks
    assert UpayaKirim.objects.filter(pesan=pesan).count() == 1


def test_another_way_step_by_step(petugas, surat, smtp):
    """WhatsApp doesn't exist, the address is wrong, the corrected one works; then nothing is left to do."""
    klien = masuk(petugas)
    smtp.jawab_penerima = {"salah@contoh.test": "550 no such user"}
    wa = ambil("pemberitahuan")
    jawaban = klien.post(alamat(wa), lain("email", "salah@contoh.test"))
    assert pesan_layar(jawaban) == [("success", "Cara kirim sudah diganti.")]
    kirim_tertunda()
    salah = ambil("pemberitahuan", saluran="email")
    assert salah.keadaan == Keadaan.GAGAL
    halaman = kata(klien.get(reverse("portal:kerja")))
    assert "Gagal: alamat ditolak" in halaman
    assert "Kirim pemberitahuan dengan cara lain: surat elektronik gagal." in halaman
    halaman = kata(klien.get(reverse("portal:surat", args=[surat.pk])))
    assert "</strong> Gagal: alamat ditolak." in halaman.split("Langkah berikutnya")[0]  # above all else
    halaman = kata(klien.get(alamat(salah)))
    assert "Coba kirim lagi" in halaman
    assert "Tandai sudah dikirim" not in halaman
    klien.post(alamat(salah), lain("email", "benar@contoh.test"))
    kirim_tertunda()
    surat.refresh_from_db()
    assert surat.status == Status.DIJAWAB
    assert [s["To"] for s in smtp.surat] == ["benar@contoh.test"]
    wa.refresh_from_db()
    assert wa.keadaan_kata == "Diganti dengan cara lain"


def test_tried_again_when_the_mailbox_works_again(petugas, surat, smtp):
    klien = masuk(petugas)
    smtp.jawab_penerima = {"penuh@contoh.test": "552 mailbox full, permanently"}
    pesan_layar(klien.post(alamat(ambil("pemberitahuan")), lain("email", "penuh@contoh.test")))
    kirim_tertunda()
    gagal = ambil("pemberitahuan", saluran="email")
    assert gagal.keadaan == Keadaan.GAGAL
    smtp.jawab_penerima = {}
    assert pesan_layar(klien.post(alamat(gagal), {"aksi": "ulang"})) == [
        ("success", "Kami mencoba mengirimnya lagi sekarang.")
    ]
    assert kirim_tertunda() == 1
    gagal.refresh_from_db()
    assert gagal.keadaan == Keadaan.DITERIMA
    assert UpayaKirim.objects.filter(pesan=gagal, hasil="diulang", oleh=petugas).exists()


def test_mail_that_waits_for_a_dead_server_can_go_another_way(petugas, kepala, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_USE_TLS = False, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    klien, surel = masuk(petugas), ambil("pemberitahuan")
    assert klien.get(alamat(surel)).status_code == 302  # nothing to do yet: the worker sends it
    kirim_tertunda()
    halaman = kata(klien.get(reverse("portal:surat", args=[surat.pk])))
    assert "Belum terkirim: server surat tidak bisa dihubungi" in halaman.split("Langkah berikutnya")[0]
    halaman = kata(klien.get(alamat(surel)))
    assert "Belum terkirim: server surat tidak bisa dihubungi" in halaman
    assert 'value="0812-3456-7890"' in halaman  # the other way that the sender can be reached
    jawaban = klien.post(alamat(surel), lain("whatsapp", "0812 3456 7890"))
    assert jawaban.url == alamat(ambil("pemberitahuan", saluran="whatsapp"))
    assert "Buka WhatsApp dengan teks ini" in kata(klien.get(jawaban.url))


def test_paper_needs_no_address_and_leads_on(petugas, surat):
    klien = masuk(petugas)
    jawaban = klien.post(alamat(ambil("pemberitahuan")), lain("kertas", "0812 3456 7890"))
    kertas = ambil("pemberitahuan", saluran="kertas")
    assert jawaban.url == alamat(kertas)
    assert kertas.tujuan == ""
    halaman = kata(klien.get(jawaban.url))
    assert "Serahkan surat kertas itu kepada pengirim" in halaman
    assert "wa.me" not in halaman.split("<main")[1].split("</main>")[0]
    klien.post(jawaban.url, tandai("2026-11-23T11:00", "diterima anak pengirim"))
    surat.refresh_from_db()
    assert surat.status == Status.DIJAWAB


@pytest.mark.parametrize(
    ("saluran", "tujuan", "galat"),
    [
        ("email", "", "Isi nomor WhatsApp atau alamat e-mail."),
        ("whatsapp", "  ", "Isi nomor WhatsApp atau alamat e-mail."),
        ("email", "bukan-alamat", "Alamat surat elektronik belum benar."),
        ("whatsapp", "abc", "Nomor WhatsApp belum benar."),
        ("halaman_kasus", "", "Masukkan pilihan yang valid"),
        ("merpati", "", "Masukkan pilihan yang valid"),
    ],
)
def test_unusable_way_is_refused_and_what_was_typed_stays(petugas, surat, saluran, tujuan, galat):
    jawaban = masuk(petugas).post(alamat(ambil("pemberitahuan")), lain(saluran, tujuan))
    assert jawaban.status_code == 422
    assert galat in kata(jawaban)
    assert f'value="{tujuan.strip()}"' in kata(jawaban) or not tujuan.strip()
    assert ambil("pemberitahuan").keadaan == Keadaan.MENUNGGU_MANUAL


def test_a_mail_cannot_be_marked_by_hand(petugas, kepala, surat, smtp):
    smtp.jawab_penerima = {"salah@contoh.test": "550 no"}
    klien = masuk(petugas)
    klien.post(alamat(ambil("pemberitahuan")), lain("email", "salah@contoh.test"))
    kirim_tertunda()
    surel = ambil("pemberitahuan", saluran="email")
    jawaban = klien.post(alamat(surel), tandai("2026-11-23T11:00"))
    assert jawaban.status_code == 422
    assert "Surat ini dikirim lewat surat elektronik." in kata(jawaban)
    surel.refresh_from_db()
    assert surel.keadaan == Keadaan.GAGAL


def test_unknown_button_and_retry_of_whatsapp(petugas, surat):
    klien, pesan = masuk(petugas), ambil("pemberitahuan")
    assert klien.post(alamat(pesan), {"aksi": "hapus"}).status_code == 404
    assert klien.post(alamat(pesan)).status_code == 404
    assert pesan_layar(klien.post(alamat(pesan), {"aksi": "ulang"})) == [
        ("error", "Hanya surat elektronik yang bisa dicoba ulang.")
    ]


# --- who ------------------------------------------------------------------------------------------


def test_who_opens_which_message(kepala, petugas, surat):
    orang = {peran: pabrik.pengguna(peran) for peran in Peran.values if peran != Peran.KEPALA_DINAS}
    orang |= {"kepala_dinas": kepala, "penangan": petugas}
    boleh = {
        "tanda_terima": {"piket", "kepala_dinas", "penangan"},
        "pemberitahuan": {"kepala_dinas", "penangan"},
    }
    for kelas, siapa in boleh.items():
        pesan = ambil(kelas)
        for nama, satu in orang.items():
            kode = 200 if nama in siapa else 403 if nama == "pengelola" else 404
            assert masuk(satu).get(alamat(pesan)).status_code == kode, (kelas, nama)
            if kode != 200:
                assert masuk(satu).post(alamat(pesan), tandai("2026-11-23T11:00")).status_code == kode
    assert not UpayaKirim.objects.exists()


def test_piket_sends_the_receipt_and_reads_nothing_of_the_case(kepala, surat, jam_uji):
    klien, pesan = masuk(pabrik.pengguna("piket")), ambil("tanda_terima")
    for halaman in (kata(klien.get(reverse("portal:kerja"))), kata(klien.get(alamat(pesan)))):
        assert surat.nomor in halaman
        for isi in (
            surat.pengaduan.uraian,
            surat.pengaduan.permintaan,
            surat.hal,
            "mulai kami tindak lanjuti",
        ):
            assert isi not in halaman
    assert "Kode rahasia: ada pada halaman tanda terima" in kata(klien.get(alamat(pesan)))
    jawaban = klien.post(alamat(pesan), tandai("2026-11-23T09:30"))
    assert jawaban.url == reverse("portal:kerja")
    assert pesan_layar(jawaban) == [("success", "Sudah dicatat sebagai terkirim.")]
    pesan.refresh_from_db()
    assert pesan.keadaan == Keadaan.DITERIMA
    # the desk has no page of the letter: what it marked today stands on its first screen, for the day
    assert f"{alamat(pesan)}?tidak-sampai=1" in kata(klien.get(reverse("portal:kerja")))
    assert klien.post(alamat(pesan), {"aksi": "tarik", "tarik-alasan": "keliru"}).url == alamat(pesan)
    assert "?tidak-sampai=1" not in kata(klien.get(reverse("portal:kerja")))
    klien.post(alamat(pesan), tandai("2026-11-23T11:00"))
    jam_uji.ke("2026-11-24T08:00+08:00")
    assert "?tidak-sampai=1" not in kata(klien.get(reverse("portal:kerja")))


def test_piket_who_is_complained_about_never_meets_even_the_receipt(db):
    piket = pabrik.pengguna("piket")
    pabrik.pengaduan(pengirim_=lewat_wa(), rincian_=pabrik.rincian(terlapor=piket))
    klien, pesan = masuk(piket), ambil("tanda_terima")
    assert klien.get(reverse("portal:kerja")).context["pesan_manual"] == []
    assert klien.get(alamat(pesan)).status_code == 404
    assert klien.post(alamat(pesan), tandai("2026-11-23T09:30")).status_code == 404
    assert masuk(pabrik.pengguna("piket")).get(alamat(pesan)).status_code == 200


def test_head_who_is_complained_about_meets_no_message_of_the_case(kepala, petugas):
    sekretaris = pabrik.pengguna("sekretaris")
    surat = pabrik.pengaduan(pengirim_=lewat_wa(), rincian_=pabrik.rincian(terlapor=kepala))
    disposisi.disposisikan(
        surat=surat,
        oleh=sekretaris,
        keputusan="ditolak",
        jalan_lain="Hubungi kantor desa.",
        alasan="Bukan urusan kami.",
    )
    for pesan in Pesan.objects.all():
        assert masuk(kepala).get(alamat(pesan)).status_code == 404
        assert masuk(sekretaris).get(alamat(pesan)).status_code == 200
    daftar = masuk(sekretaris).get(reverse("portal:kerja")).context["pesan_manual"]
    assert [satu.kelas for satu in daftar] == ["penolakan"]


def test_reminders_to_staff_are_nobodys_messages_by_hand(kepala, petugas, surat, smtp, jam_uji):
    """They are e-mails to colleagues; even refused by the server they don't stand among the citizen's messages."""
    smtp.jawab_penerima = {orang.email: "550 no such user" for orang in (kepala, petugas)}
    jam_uji.ke("2026-11-25T09:00+08:00")
    assert detak() > 0
    kirim_tertunda()
    pengingat = Pesan.objects.filter(kelas="pengingat", keadaan=Keadaan.GAGAL)
    assert pengingat.exists()
    for orang in (kepala, petugas):
        klien = masuk(orang)
        assert {klien.get(alamat(satu)).status_code for satu in pengingat} == {404}
        daftar = klien.get(reverse("portal:kerja")).context["pesan_manual"]
        assert "pengingat" not in {satu.kelas for satu in daftar}


def test_secret_identity_is_a_warning_here_too(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=lewat_wa(), rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert "Identitas pengirim dirahasiakan" in kata(masuk(petugas).get(alamat(ambil("pemberitahuan"))))


def test_first_time_is_now_in_wita(petugas, surat):
    assert 'value="2026-11-23T11:00"' in kata(masuk(petugas).get(alamat(ambil("pemberitahuan"))))


def test_message_page_keeps_its_budget(petugas, surat, django_assert_max_num_queries):
    klien, tujuan = masuk(petugas), alamat(ambil("pemberitahuan"))
    with django_assert_max_num_queries(10):
        klien.get(tujuan)


def test_case_page_leads_to_messages_that_need_a_hand_only(kepala, petugas, surat):
    halaman = kata(masuk(petugas).get(reverse("portal:surat", args=[surat.pk])))
    for kelas in ("tanda_terima", "pemberitahuan"):
        assert alamat(ambil(kelas)) in halaman
    lain_surat = pabrik.pengaduan(pengirim_=pelacak())
    pabrik.disposisi(lain_surat, oleh=kepala, petugas=petugas)
    halaman = kata(masuk(petugas).get(reverse("portal:surat", args=[lain_surat.pk])))
    assert "/kerja/pesan/" not in halaman
    assert jam.sekarang() > lain_surat.diterima_pada
