"""What was not asked when a guest was registered is filled in while the guest is there."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model

from dinsos.agenda import actions as agenda
from dinsos.agenda import layanan
from dinsos.agenda.enums import Saluran
from dinsos.agenda.kerahasiaan import penutup
from dinsos.agenda.models import Pengecualian, SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.bukutamu.actions import DISEBUT, wajib_piket
from dinsos.bukutamu.models import Tamu
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang


@dataclass(frozen=True)
class Isian:
    """New values by field of the sender and of the service's particulars; what isn't in it stays as it is."""

    pengirim: dict[str, object] = field(default_factory=dict)
    rincian: dict[str, object] = field(default_factory=dict)


def wajib_bisa_dilengkapi(surat: SuratMasuk, oleh) -> None:
    """Raise TidakBerwenang, or GalatAturan with the reason why the desk can't fill in this letter any more."""
    wajib_piket(oleh)
    if surat.pengecualian.filter(pengguna=oleh).exists():
        raise TidakBerwenang("Surat ini tidak dapat Anda lengkapi.")
    if surat.saluran != Saluran.TAMU or surat.tertutup:
        raise GalatAturan("Hanya surat tamu yang belum ditutup dapat dilengkapi di meja piket.")
    if jam.wita(surat.dicatat_pada).date() != jam.hari_ini():
        raise GalatAturan(
            "Data dilengkapi pada hari tamu dicatat. Sesudah itu petugas yang bertanya kepada pengirim."
        )


@transaction.atomic
def lengkapi(*, tamu: Tamu, oleh, isian: Isian) -> SuratMasuk:
    """Fill in the letter of a walk-in guest, on the day of entry (PGD-SYARAT-1..3, KSL-SYARAT-1..3).

    Whom the complaint names now never meets it either; nobody who was kept away gets near it. Raises as
    `wajib_bisa_dilengkapi`, and GalatAturan when nothing is filled in or `oleh` is complained about.
    """
    surat = agenda.kunci_surat(tamu.kunjungan.surat_id)
    wajib_bisa_dilengkapi(surat, oleh)
    if not (isian.pengirim or isian.rincian):
        raise GalatAturan("Isi paling sedikit satu bagian.")
    orang = surat.pengirim
    _isi(orang, isian.pengirim)
    orang.jawaban_kertas = orang.jawaban_kertas and not (orang.telepon or orang.email)
    orang._history_user = oleh
    orang.save()
    _isi_buku(tamu, orang)
    jasa = layanan.ambil(surat.layanan)
    rincian = jasa.baca(surat)
    rincian.surat = surat
    _isi(rincian, isian.rincian)
    rincian._history_user = oleh
    rincian.save()
    _jauhkan(surat, oleh, jasa, rincian)
    catat(
        surat=surat,
        jenis="dilengkapi",
        pada=jam.sekarang(),
        oleh=oleh,
        teks="Data tamu dilengkapi di meja piket.",
        teks_warga="Kami melengkapi data surat Anda di kantor.",
    )
    return surat


def _isi(baris: Model, nilai: dict[str, object]) -> None:
    for nama, satu in nilai.items():
        setattr(baris, nama, satu)


def _isi_buku(tamu: Tamu, orang) -> None:
    """Address and phone of the guest book, where they were left empty; a secret guest stands there without."""
    if tamu.rahasia:
        return
    tamu.asal = tamu.asal or orang.alamat_lengkap[:250]
    tamu.telepon = tamu.telepon or orang.telepon
    tamu.save(update_fields=["asal", "telepon"])


def _jauhkan(surat: SuratMasuk, oleh, jasa: layanan.Rincian, rincian: Model) -> None:
    menyangkut_kepala, terlapor = jasa.terlapor(rincian)
    if oleh in terlapor:
        raise GalatAturan(DISEBUT)
    surat.hal = jasa.hal(rincian, penutup(surat))
    surat.menyangkut_kepala = surat.menyangkut_kepala or menyangkut_kepala
    surat._history_user = oleh
    surat.save(update_fields=["hal", "menyangkut_kepala"])
    for orang in terlapor:
        Pengecualian.objects.get_or_create(
            surat=surat, pengguna=orang, defaults={"alasan": "Disebut dalam surat"}
        )
