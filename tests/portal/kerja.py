"""Letters brought to every state of their life by the acts themselves, for the tests of the staff rooms."""

from datetime import datetime, timedelta

from django.db import transaction
from django.test import Client
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.workflow import pindahkan
from dinsos.inti import jam
from disposisi import actions as disposisi
from pengaduan import actions as pengaduan
from tests import pabrik

SENIN = "2026-11-23T09:00+08:00"
RESPON = datetime.fromisoformat("2026-11-24T16:00+08:00")
PELAKSANAAN = datetime.fromisoformat("2026-11-26T16:00+08:00")
TERTULIS = {"mode": "daring", "metode": "tertulis"}
URUTAN = (Status.DITERIMA, Status.DIDISPOSISIKAN, Status.DIJAWAB, Status.DILAKSANAKAN, Status.SELESAI)


def pelacak(**kolom):
    """A sender without contact: messages are accepted at once, on the case page."""
    return pabrik.pengirim(telepon="", email="", lacak_sendiri=True, **kolom)


def lewat_wa(**kolom):
    """A sender whom messages reach by WhatsApp, by hand."""
    return pabrik.pengirim(email="", **kolom)


def ambil_kertas(**kolom):
    """A sender who left a phone number and fetches the letters on paper at the desk."""
    return pabrik.pengirim(email="", jawaban_kertas=True, **kolom)


def besok() -> datetime:
    """Tomorrow at this minute."""
    return (jam.sekarang() + timedelta(days=1)).replace(second=0, microsecond=0)


def surat_di(status: str, *, kepala, petugas, tertulis: bool = False, hasil: bool = True) -> SuratMasuk:
    """A letter in a state, its officer `petugas`; `hasil` writes the outcome where the state allows both."""
    surat = pabrik.pengaduan(pengirim_=pelacak())
    if status == Status.DITERIMA:
        return surat
    if status in (Status.DITOLAK, Status.DIRUJUK):
        lain = (
            {"tujuan_rujukan": "Inspektorat"}
            if status == Status.DIRUJUK
            else {"jalan_lain": "Hubungi kantor desa."}
        )
        pabrik.disposisi(
            surat, oleh=kepala, petugas=petugas, keputusan=status, mode="", alasan="Bukan urusan kami", **lain
        )
    elif status == Status.DICABUT:
        agenda.cabut(surat=surat)
    else:
        cara = {**TERTULIS, "waktu": besok()} if tertulis else {}
        ditahan = status == Status.DIDISPOSISIKAN
        pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=ditahan, **cara)
        _lanjutkan(surat, status, petugas, tertulis, hasil)
    surat.refresh_from_db()
    assert surat.status == status
    return surat


def _lanjutkan(surat: SuratMasuk, status: str, petugas, tertulis: bool, hasil: bool) -> None:
    langkah = URUTAN.index(status)
    if langkah >= URUTAN.index(Status.DILAKSANAKAN) and not tertulis:
        disposisi.laksanakan(surat=surat, oleh=petugas, pada=jam.sekarang())
    if langkah >= URUTAN.index(Status.DILAKSANAKAN) and (hasil or tertulis):
        pengaduan.catat_hasil(surat=surat, oleh=petugas, hasil="Bantuan dibayarkan.", perbaikan="Diperiksa.")
    if status == Status.SELESAI:
        pengaduan.selesaikan(surat=surat, oleh=petugas)


def tutup_berjalan(surat: SuratMasuk, ke: str = Status.DIRUJUK) -> None:
    """Close a letter while its clocks run on, as a referral found during handling will."""
    with transaction.atomic():
        terkunci = agenda.kunci_surat(surat.pk)
        pindahkan(surat=terkunci, ke=ke, pada=jam.sekarang())


def isian(nama: str, **ganti) -> dict:
    """What the browser posts for an act of the case page when all is well."""
    wita = jam.wita(jam.sekarang())
    contoh = {
        "pemberitahuan": {"waktu": "", "tempat": "", "tambahan": "Bawa kartu keluarga."},
        "tanya": {"teks": "Kapan terakhir bantuan masuk?"},
        "laksanakan": {"pada": f"{wita:%Y-%m-%dT%H:%M}", "catatan": ""},
        "hasil": {"hasil": "Bantuan dibayarkan.", "perbaikan": "Daftar diperiksa."},
        "selesai": {},
    }
    return contoh[nama] | ganti


def alamat(surat: SuratMasuk, nama: str = "") -> str:
    """The case page, or one of its acts."""
    if nama:
        return reverse("portal:surat_tindakan", kwargs={"pk": surat.pk, "nama": nama})
    return reverse("portal:surat", kwargs={"pk": surat.pk})


def kata(jawaban) -> str:
    """The page as plain text, white space made single."""
    return " ".join(jawaban.content.decode().split())


def masuk(orang) -> Client:
    """A browser in which this person is signed in."""
    klien = Client()
    klien.force_login(orang)
    return klien


def pesan_layar(jawaban) -> list[tuple[str, str]]:
    """Level and words of the messages on the page that an act leads to."""
    halaman = jawaban.client.get(jawaban.url)
    return [(satu.level_tag, str(satu)) for satu in halaman.context["messages"]]
