"""What staff do with a message: mark, replace, retry, cancel; and losing a race."""

from datetime import timedelta

import pytest

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.notifikasi import actions
from dinsos.notifikasi.enums import Galat, HasilUpaya, Keadaan
from dinsos.notifikasi.keadaan import pindahkan
from dinsos.notifikasi.models import Pesan
from tests.notifikasi.bantuan import PesanBerahasia, antre, berhenti, sebelum

pytestmark = pytest.mark.django_db
WA = {"saluran": "whatsapp", "tujuan": "+6285257048204"}
KERTAS = {"saluran": "kertas", "tujuan": ""}


def gagalkan(pesan) -> Pesan:
    pindahkan(
        pesan,
        Keadaan.GAGAL,
        pada=jam.sekarang(),
        galat_terakhir=Galat.ALAMAT_DITOLAK,
        gagal_sejak=jam.sekarang(),
        percobaan=9,
    )
    return pesan


@pytest.mark.parametrize(
    ("isian", "kata"), [(WA, "Terkirim lewat WhatsApp "), (KERTAS, "Diserahkan ")], ids=["whatsapp", "kertas"]
)
def test_tandai_manual_mencatat_waktu_sebenarnya_dan_menghentikan_jam(petugas, isian, kata):
    pesan = antre(sekarang=sebelum(hours=2), **isian)
    saat = sebelum(hours=1)
    hasil = actions.tandai_manual(
        pesan=pesan, oleh=petugas, pada=saat, bukti="tangkapan\nlayar", alasan="listrik padam"
    )
    assert (hasil.keadaan, hasil.diterima_pada, hasil.ditandai_oleh) == (Keadaan.DITERIMA, saat, petugas)
    assert berhenti(pesan)
    upaya = pesan.upaya.get()
    assert (upaya.pada, upaya.oleh, upaya.dicatat_pada) == (saat, petugas, hasil.ditandai_pada)
    assert upaya.rincian == "tangkapan layar; ditandai kemudian: listrik padam"
    assert hasil.keadaan_kata.startswith(kata)
    assert not Pesan.objects.perlu_manual().exists()


def test_orang_kedua_mendapat_kabar_sudah_ditandai(petugas):
    pesan = antre(**WA)
    actions.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang())
    for tindakan in (
        lambda: actions.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang()),
        lambda: actions.batalkan(pesan=pesan, oleh=petugas),
        lambda: actions.kirim_cara_lain(pesan=pesan, oleh=petugas, **KERTAS),
        lambda: actions.coba_ulang(pesan=pesan, oleh=petugas),
    ):
        with pytest.raises(SudahTerjadi, match=r"sudah ditandai terkirim oleh Drs\. La Ode Petugas"):
            tindakan()
    assert pesan.upaya.count() == 1


def test_waktu_tandai_tidak_di_masa_depan_dan_tidak_sebelum_dibuat(petugas):
    dibuat = sebelum(hours=1).replace(second=42)
    pesan = antre(sekarang=dibuat, **KERTAS)
    with pytest.raises(GalatAturan, match="masa depan"):
        actions.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang() + timedelta(minutes=1))
    with pytest.raises(GalatAturan, match="sebelum surat dibuat"):
        actions.tandai_manual(pesan=pesan, oleh=petugas, pada=dibuat - timedelta(minutes=1))
    with pytest.raises(ValueError):
        actions.tandai_manual(pesan=pesan, oleh=petugas, pada=dibuat.replace(tzinfo=None))
    assert not berhenti(pesan)
    # a form carries whole minutes: the minute of writing counts as the instant of writing
    menit = dibuat.replace(second=0, microsecond=0)
    ditandai = actions.tandai_manual(pesan=pesan, oleh=petugas, pada=menit, alasan="lupa")
    assert ditandai.diterima_pada == dibuat


def test_surel_tidak_bisa_ditandai_dengan_tangan(petugas):
    with pytest.raises(GalatAturan, match="cara lain"):
        actions.tandai_manual(pesan=antre(), oleh=petugas, pada=jam.sekarang())


@pytest.mark.parametrize("gagal", [True, False])
@pytest.mark.parametrize("isian", [WA, KERTAS, {"saluran": "email", "tujuan": "benar@contoh.id"}])
def test_kirim_cara_lain_menggantikan_surel(petugas, isian, gagal):
    lama = antre()
    if gagal:
        gagalkan(lama)
    baru = actions.kirim_cara_lain(pesan=lama, oleh=petugas, **isian)
    lama.refresh_from_db()
    assert (lama.keadaan, lama.digantikan_oleh) == (Keadaan.DIBATALKAN, baru)
    assert lama.keadaan_kata == "Diganti dengan cara lain"
    assert baru.menggantikan == lama
    assert (baru.isi, baru.subjek, baru.kasus, baru.tujuan) == (
        lama.isi,
        lama.subjek,
        lama.kasus,
        isian["tujuan"],
    )
    assert baru.keadaan == ("antre" if isian["saluran"] == "email" else "menunggu_manual")
    assert baru.message_id != lama.message_id
    with pytest.raises(SudahTerjadi, match="sudah dibatalkan"):
        actions.kirim_cara_lain(pesan=lama, oleh=petugas, **KERTAS)
    assert Pesan.objects.count() == 2


def test_cara_lain_menulis_ulang_teks_yang_hanya_untuk_surel(petugas):
    lama = antre(kelas=PesanBerahasia)
    assert "[KODE]" in lama.isi
    baru = actions.kirim_cara_lain(pesan=lama, oleh=petugas, **WA)
    assert baru.isi == "Kode rahasia: ada di halaman tanda terima"


def test_cara_lain_bukan_halaman_kasus_dan_alamat_harus_benar(petugas):
    pesan = antre()
    for isian in ({"saluran": "halaman_kasus", "tujuan": ""}, {"saluran": "whatsapp", "tujuan": "x"}):
        with pytest.raises(GalatAturan):
            actions.kirim_cara_lain(pesan=pesan, oleh=petugas, **isian)
    pesan.refresh_from_db()
    assert pesan.keadaan == Keadaan.ANTRE
    assert Pesan.objects.count() == 1


def test_coba_ulang_surel_gagal(petugas):
    pesan = gagalkan(antre())
    assert pesan.keadaan_kata == "Gagal: alamat ditolak"
    assert list(Pesan.objects.gagal()) == [pesan]
    hasil = actions.coba_ulang(pesan=pesan, oleh=petugas)
    assert (hasil.keadaan, hasil.percobaan, hasil.gagal_sejak) == (Keadaan.ANTRE, 0, None)
    assert list(Pesan.objects.siap_dikirim(jam.sekarang())) == [pesan]
    assert pesan.upaya.last().hasil == HasilUpaya.DIULANG
    assert pesan.upaya.last().oleh == petugas


def test_coba_ulang_mejam_uji_surel_yang_menunggu_giliran(petugas):
    pesan = antre()
    Pesan.objects.filter(pk=pesan.pk).update(
        coba_pada=jam.sekarang() + timedelta(hours=1), galat_terakhir=Galat.DITUNDA_SERVER
    )
    pesan.refresh_from_db()
    assert pesan.keadaan_kata.startswith("Belum terkirim: server surat minta dicoba lagi nanti. Dicoba lagi ")
    actions.coba_ulang(pesan=pesan, oleh=petugas)
    assert list(Pesan.objects.siap_dikirim(jam.sekarang())) == [pesan]
    with pytest.raises(GalatAturan):
        actions.coba_ulang(pesan=antre("lain", **WA), oleh=petugas)


@pytest.mark.parametrize("isian", [{}, WA, KERTAS], ids=["email", "whatsapp", "kertas"])
def test_batalkan_hanya_sekali(petugas, isian):
    pesan = antre(**isian)
    hasil = actions.batalkan(pesan=pesan, oleh=petugas)
    assert (hasil.keadaan, hasil.keadaan_kata) == (Keadaan.DIBATALKAN, "Dibatalkan")
    assert pesan.upaya.get().oleh == petugas
    with pytest.raises(SudahTerjadi, match="sudah dibatalkan"):
        actions.batalkan(pesan=pesan, oleh=petugas)
    assert not berhenti(pesan)


def test_surel_yang_sedang_dikirim_tidak_bisa_disentuh(petugas):
    pesan = antre()
    Pesan.objects.filter(pk=pesan.pk).update(dikunci_sampai=jam.sekarang() + timedelta(minutes=1))
    for tindakan in (
        lambda: actions.batalkan(pesan=pesan, oleh=petugas),
        lambda: actions.kirim_cara_lain(pesan=pesan, oleh=petugas, **WA),
        lambda: actions.coba_ulang(pesan=pesan, oleh=petugas),
    ):
        with pytest.raises(SudahTerjadi, match="sedang dikirim"):
            tindakan()
    Pesan.objects.filter(pk=pesan.pk).update(dikunci_sampai=sebelum(minutes=1))  # that sender died
    assert actions.batalkan(pesan=pesan, oleh=petugas).keadaan == Keadaan.DIBATALKAN
