"""The way of a complaint, from the form to the receipt."""

import uuid

from dinsos.agenda.enums import Layanan
from dinsos.agenda.formulir import fakta, unggahan, views
from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from pengaduan import actions, surat
from pengaduan.enums import CaraTandaTangan
from pengaduan.forms import FormulirPengaduan


class _Pengaduan:
    formulir = FormulirPengaduan
    layanan = Layanan.PENGADUAN
    ruang = "pengaduan"


class Isi(_Pengaduan, views.Isi):
    """The complaint form."""

    template = "pengaduan/isi.html"


class Tinjau(_Pengaduan, views.Tinjau):
    """The complaint as a letter to the Kepala Dinas, before it is sent (PGD-SYARAT-4)."""

    template = "pengaduan/tinjau.html"

    def konteks(self, form: FormulirPengaduan) -> dict:
        dasar = super().konteks(form)
        rincian = form.ke_rincian()
        gambar, pindaian = form.tanda_tangan_tersimpan, form.pindaian_tersimpan
        cara = rincian.cara_tanda_tangan
        return dasar | {
            "rincian": rincian,
            "tempat_dan_tanggal": surat.tempat_dan_tanggal(rincian.tempat, jam.hari_ini()),
            "fakta_pengirim": fakta.tentang_pengirim(dasar["pengirim"]),
            "fakta_kejadian": surat.tentang_kejadian(rincian),
            "rahasia": form.cleaned_data["rahasiakan_identitas"],
            "gambar_ttd": unggahan.url_data(gambar[0].berkas) if cara == CaraTandaTangan.GAMBAR else "",
            "pindaian": pindaian[0].berkas if cara == CaraTandaTangan.PINDAIAN else None,
        }


class Kirim(_Pengaduan, views.Kirim):
    """Sends the complaint."""

    def ajukan(self, *, kunci: uuid.UUID, form: FormulirPengaduan, sidik_tinjau: str) -> SuratMasuk:
        return actions.ajukan(
            kunci=kunci,
            pengirim=form.ke_pengirim(),
            rincian=form.ke_rincian(),
            rahasiakan_identitas=form.cleaned_data["rahasiakan_identitas"],
            sidik_tinjau=sidik_tinjau,
        )


class TandaTerima(_Pengaduan, views.TandaTerima):
    """The receipt of the complaint."""

    template = "pengaduan/tanda_terima.html"
