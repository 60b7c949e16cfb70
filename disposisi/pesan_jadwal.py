"""Messages about appointments, most with an invitation (registered in `DisposisiConfig.ready`)."""

from typing import ClassVar

from dinsos.agenda.pesan import PemberitahuanTindakLanjut, PesanWarga, SuratPenolakan
from dinsos.inti import jam
from dinsos.notifikasi.enums import Saluran
from dinsos.notifikasi.kelas import KelasPesan, LampiranSurel
from dinsos.notifikasi.models import Pesan
from disposisi import jadwal_undangan
from disposisi.models_jadwal import Audiensi

_RABU, _KAMIS = "Rabu, 25 November 2026 pukul 09.00 WITA", "Kamis, 26 November 2026 pukul 09.00 WITA"


class Pemberitahuan(PemberitahuanTindakLanjut):
    """The notice or answer with the invitation to the appointment that held when it was written."""

    def lampiran(self, pesan: Pesan) -> list[LampiranSurel]:
        return super().lampiran(pesan) + jadwal_undangan.lampiran(pesan)


class Penolakan(SuratPenolakan):
    """A refusal or referral with the cancellation of the appointment that it calls off."""

    def lampiran(self, pesan: Pesan) -> list[LampiranSurel]:
        return super().lampiran(pesan) + jadwal_undangan.lampiran(pesan)


class PerubahanJadwal(PesanWarga):
    """An appointment was made, moved or called off; stops no clock."""

    nama = "jadwal"
    hal = "Perubahan jadwal"

    def lampiran(self, pesan: Pesan) -> list[LampiranSurel]:
        return jadwal_undangan.lampiran(pesan)


class UsulanWaktu(PesanWarga):
    """Other times are on offer; not sent any more once none of them is."""

    nama = "usulan_waktu"
    hal = "Pilihan waktu lain"
    contoh: ClassVar = (
        {"waktu": [_RABU, _KAMIS], "sampai": _RABU, "tetap": _RABU, "alasan": "Rapat.", "usulan": [1, 2]},
        {"waktu": [_KAMIS], "sampai": _RABU, "tetap": "", "alasan": "Rapat.", "usulan": [1]},
    )

    def berlaku(self, pesan: Pesan) -> bool:
        return Audiensi.objects.filter(pk__in=pesan.data["usulan"]).diusulkan(jam.sekarang()).exists()


class UsulanKedaluwarsa(PesanWarga):
    """Nobody chose in time."""

    nama = "usulan_kedaluwarsa"
    hal = "Pilihan waktu lain tidak berlaku lagi"
    contoh: ClassVar = ({"waktu": [_RABU, _KAMIS], "tetap": _RABU}, {"waktu": [_KAMIS], "tetap": ""})


class WaktuTetap(PesanWarga):
    """The office cannot offer another time."""

    nama = "waktu_tetap"
    hal = "Permintaan waktu lain"
    contoh: ClassVar = ({"alasan": "Petugas cuti.", "tetap": _RABU}, {"alasan": "Petugas cuti.", "tetap": ""})


class JadwalPetugas(KelasPesan):
    """An officer's own appointment, as an invitation; holds the number only, nothing about the citizen."""

    nama = jadwal_undangan.PETUGAS
    penerima = "petugas"
    saluran = (Saluran.EMAIL,)
    contoh: ClassVar = tuple(
        {"nomor": "2026-00007", "waktu": _RABU, "tempat": "Ruang 1", "batal": batal, "pindah": False}
        | {"mendampingi": utama}
        for batal, utama in ((False, ""), (False, "La Ode Amrin, S.ST."), (True, ""))
    )

    def subjek(self, data: dict) -> str:
        kata = "dibatalkan" if data["batal"] else "berubah" if data["pindah"] else "baru"
        return f"Jadwal {kata}: surat {data['nomor']}"

    def lampiran(self, pesan: Pesan) -> list[LampiranSurel]:
        return jadwal_undangan.lampiran(pesan)

    def usang(self, pesan: Pesan) -> bool:
        """Nobody misses an invitation to what is over."""
        nanti = Audiensi.objects.filter(pk=pesan.data["audiensi"], mulai__gt=jam.sekarang())
        return not nanti.exists()


SEMUA = (Pemberitahuan, Penolakan, PerubahanJadwal, UsulanWaktu, UsulanKedaluwarsa, WaktuTetap, JadwalPetugas)
