"""What the desk shows of guests who registered on their phone and wait for piket's confirmation."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dinsos.agenda import kerahasiaan
from dinsos.agenda.models import Pengirim, SuratMasuk
from dinsos.bukutamu.daftar_sendiri import menunggu
from dinsos.bukutamu.models import PendaftaranTamu
from dinsos.inti import jam
from dinsos.inti.teks import durasi, pukul
from disposisi.models import Audiensi

LAMPAU = timedelta(hours=1)
"""As long as a guest may wait; who wrote earlier has probably done so at home."""


@dataclass(frozen=True)
class Pendaftar:
    """Somebody who wrote on the phone: `nama` and `keperluan` as the desk may read them, `lama` since when, `janji`
    the appointment.

    `bisa`: one tap confirms it; a number that this officer does not find can only be set aside. `lampau`: it was
    written so long ago that piket is asked since when the guest is here.
    """

    pendaftaran: PendaftaranTamu
    nama: str
    lama: str
    keperluan: str = ""
    bisa: bool = True
    janji: str = ""
    lampau: bool = False


def pendaftar(pengguna, pada: datetime, janji: list[Audiensi]) -> list[Pendaftar]:
    """Who waits for a confirmation at `pada` (aware), the longest first; `janji` are today's. Two queries."""
    semua = list(menunggu(jam.wita(pada).date()))
    nomor = {satu.nomor_surat for satu in semua if satu.nomor_surat}
    surat: dict[str, SuratMasuk] = {}
    if nomor:
        terlihat = SuratMasuk.objects.tanpa_kecualian(pengguna).select_related("pengirim")
        surat = {satu.nomor: satu for satu in terlihat.filter(nomor__in=nomor)}
    berjanji = {satu.surat_id: satu for satu in janji}
    return [
        replace(
            _baris(satu, pada, surat.get(satu.nomor_surat), berjanji), lampau=pada - satu.diisi_pada > LAMPAU
        )
        for satu in semua
    ]


def _baris(
    satu: PendaftaranTamu, pada: datetime, surat: SuratMasuk | None, berjanji: dict[int, Audiensi]
) -> Pendaftar:
    lama = durasi(pada - satu.diisi_pada)
    if not satu.nomor_surat:
        if not satu.rahasia:
            return Pendaftar(satu, satu.nama, lama, satu.keperluan)
        orang = Pengirim(nama=satu.nama, alamat=satu.asal, telepon=satu.telepon)
        keperluan = kerahasiaan.samarkan(satu.keperluan, kerahasiaan.sebutan(orang))
        return Pendaftar(satu, kerahasiaan.TERSAMAR, lama, keperluan)
    if surat is None:
        return Pendaftar(satu, f"Nomor {satu.nomor_surat} tidak ditemukan", lama, bisa=False)
    audiensi = berjanji.get(surat.pk)
    kata = f"{pukul(audiensi.mulai)} di {audiensi.ruang}, {audiensi.petugas}" if audiensi else ""
    return Pendaftar(satu, kerahasiaan.nama_di_daftar(surat), lama, janji=kata)
