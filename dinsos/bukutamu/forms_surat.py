"""The forms of a letter that came by another channel: the fields of the public forms, as far as the letter says."""

import uuid
from copy import deepcopy
from typing import ClassVar

from django import forms
from django.db.models import Model

from dinsos.agenda.enums import Kecamatan, Layanan, PeranLampiran, Saluran
from dinsos.agenda.formulir.bidang import Baris, Centang, Email, Pilihan, Telepon, Unggahan, Uraian
from dinsos.agenda.formulir.tata_letak import Bagian, penolong, tampil_bila
from dinsos.agenda.formulir.unggahan import Tempat
from dinsos.agenda.layanan import Pokok
from dinsos.agenda.models import Pengirim
from dinsos.akun.models import Pengguna, Peran
from dinsos.bukutamu.actions import rincian_awal
from dinsos.bukutamu.forms import BidangWaktu
from dinsos.bukutamu.surat_lain import SALURAN
from dinsos.dokumen.asal import TANGGAL_NANTI
from dinsos.inti import jam
from konsultasi.enums import JenisPemohon
from pengaduan.enums import JenisKerugian, Unit
from pengaduan.forms import FormulirPengaduan
from pengaduan.layanan import TIDAK_DISEBUT
from pengaduan.models import BERMATERI, TANPA_URAIAN

PINDAIAN_MAKS = 6
TEMPAT = (Tempat("pindaian", PeranLampiran.PINDAIAN, maks=PINDAIAN_MAKS),)
TANPA_PERMINTAAN = "Tidak disebut dalam surat."


def _salin(nama: str, label: str) -> forms.Field:
    """A field of the public complaint form that a letter may leave unsaid; `label` speaks to the desk."""
    bidang = deepcopy(FormulirPengaduan.base_fields[nama])
    bidang.required, bidang.label, bidang.help_text = False, label, ""
    return bidang


class BagianStaf(Bagian):
    """A section with a sentence for the desk."""

    template = "bukutamu/bagian.html"


class FormSurat(forms.Form):
    """What every letter has: channel, time of receipt, sender, scans."""

    layanan: ClassVar[str]

    saluran = Pilihan(
        label="Diterima lewat",
        choices=[(satu.value, satu.label) for satu in SALURAN],
        widget=forms.RadioSelect,
        kosong="Pilih lewat mana surat ini diterima.",
    )
    nomor_luar = Baris(label="Nomor pelacakan SP4N-LAPOR!", max_length=60, required=False)
    pada = BidangWaktu(
        label="Diterima pada",
        help_text="Waktu yang sebenarnya (WITA): e-mail dan WhatsApp saat tiba, kotak pengaduan saat dibuka.",
    )
    alasan_selisih = Baris(
        label="Mengapa dicatat kemudian",
        help_text="Kosongkan bila diterima baru saja.",
        max_length=200,
        required=False,
    )
    nomor_asal = Baris(
        label="Nomor surat",
        help_text="Seperti tertulis pada surat pengirim.",
        max_length=80,
        required=False,
    )
    tanggal_asal = forms.DateField(
        label="Tanggal surat",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        required=False,
        error_messages={"invalid": "Tulis tanggal surat seperti 24/11/2026."},
    )
    nama = Baris(label="Nama pengirim", max_length=120, kosong="Tulis nama pengirim.")
    alamat = Baris(label="Alamat", max_length=250, required=False)
    kecamatan = Pilihan(
        label="Kecamatan", choices=[("", "Tidak disebut"), *Kecamatan.choices], required=False
    )
    desa = Baris(label="Desa atau kelurahan", max_length=80, required=False)
    telepon = Telepon(label="Telepon", required=False)
    email = Email(label="Alamat e-mail", required=False)
    jawaban_kertas = Centang(label="Pengirim mengambil jawaban tercetak di loket", required=False)
    pindaian = Unggahan(
        label="Pindaian surat dan lampirannya",
        help_text=f"Foto atau PDF, paling banyak {PINDAIAN_MAKS} berkas. Sesudah dicatat tidak Anda lihat lagi.",
        banyak=True,
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    terima = BagianStaf(
        "Penerimaan",
        "Batas waktu dihitung sejak surat diterima, bukan sejak dicatat.",
        "saluran",
        tampil_bila(f"saluran={Saluran.SP4N}", "nomor_luar"),
        "pada",
        "alasan_selisih",
        "nomor_asal",
        "tanggal_asal",
        "pindaian",
        "kunci",
        css_id="terima",
    )
    siapa = BagianStaf(
        "Pengirim",
        "Tulis yang disebut dalam surat; yang tidak disebut dibiarkan kosong.",
        "nama",
        "alamat",
        "desa",
        "kecamatan",
        "telepon",
        "email",
        "jawaban_kertas",
        css_id="siapa",
    )

    def __init__(self, *args, galat_berkas: dict[str, list[str]] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.galat_berkas = galat_berkas or {}
        self.fields["nomor_luar"].wajib_bersyarat = True

    def clean(self) -> dict:
        data = super().clean()
        if data.get("saluran") == Saluran.SP4N and not data.get("nomor_luar"):
            self.add_error("nomor_luar", "Tulis nomor pelacakan dari SP4N-LAPOR!.")
        if data.get("tanggal_asal") and data["tanggal_asal"] > jam.hari_ini():
            self.add_error("tanggal_asal", TANGGAL_NANTI)
        for nama, pesan in self.galat_berkas.items():
            self.add_error(nama, list(pesan))
        return data

    def ke_pengirim(self) -> Pengirim:
        """The sender, unsaved; without any contact the answer waits on paper at the desk."""
        data = self.cleaned_data
        bidang = ("nama", "alamat", "kecamatan", "desa", "telepon", "email")
        kertas = data["jawaban_kertas"] or not (data["telepon"] or data["email"])
        return Pengirim(**{nama: data[nama] for nama in bidang}, jawaban_kertas=kertas)

    def pokok(self) -> Pokok:
        """What the letter says, whatever its service."""
        raise NotImplementedError

    def ke_rincian(self, pengirim: Pengirim) -> Model:
        """The particulars of the service, unsaved."""
        return rincian_awal(self.layanan, pengirim, self.pokok())

    def isian(self) -> dict:
        """Arguments of `surat_lain.catat_surat` from a valid form."""
        data, pengirim = self.cleaned_data, self.ke_pengirim()
        sama = ("saluran", "pada", "alasan_selisih", "nomor_luar", "nomor_asal", "tanggal_asal")
        return {nama: data[nama] for nama in sama} | {
            "pengirim": pengirim,
            "rincian": self.ke_rincian(pengirim),
            "rahasia": data.get("rahasia", False),
            "bertanda_tangan": data.get("bertanda_tangan", False),
        }


class FormSuratPengaduan(FormSurat):
    """A complaint."""

    layanan = Layanan.PENGADUAN

    unit = _salin("unit", "Layanan yang dikeluhkan")
    kejadian = _salin("kejadian", "Waktu kejadian")
    uraian = Uraian(label="Isi pengaduan", max_length=8000, kosong="Tulis apa yang diadukan.")
    terlapor = Pilihan(
        label="Petugas yang dikeluhkan",
        help_text="Petugas ini tidak akan melihat suratnya.",
        required=False,
    )
    terlapor_lain = _salin("terlapor_lain", "Nama atau ciri petugas lain")
    jenis_kerugian = _salin("jenis_kerugian", "Kerugian")
    uraian_kerugian = _salin("uraian_kerugian", "Kerugian apa")
    nilai_kerugian = _salin("nilai_kerugian", "Jumlah kerugian dalam rupiah")
    permintaan = Uraian(label="Penyelesaian yang diminta", max_length=4000, baris=3, required=False)
    bertanda_tangan = Centang(label="Pindaian pertama memuat tanda tangan pengirim", required=False)
    rahasia = Centang(label="Pengirim meminta identitasnya dirahasiakan", required=False)

    helper = penolong(
        FormSurat.terima,
        FormSurat.siapa,
        BagianStaf(
            "Isi surat",
            "Sama dengan formulir pengaduan di portal.",
            "unit",
            "kejadian",
            "uraian",
            "terlapor",
            "terlapor_lain",
            "jenis_kerugian",
            "uraian_kerugian",
            "nilai_kerugian",
            "permintaan",
            "bertanda_tangan",
            "rahasia",
            css_id="isi-surat",
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.staf = {str(o.pk): o for o in Pengguna.objects.berperan(*Peran.values).order_by("nama")}
        staf = [(pk, str(orang)) for pk, orang in self.staf.items()]
        self.fields["terlapor"].choices = [("", "Tidak menyebut petugas"), *staf]

    def clean(self) -> dict:
        data = super().clean()
        jenis = data.get("jenis_kerugian") or JenisKerugian.TIDAK_DITANYAKAN
        if jenis not in TANPA_URAIAN and not data.get("uraian_kerugian"):
            self.add_error("uraian_kerugian", "Tulis kerugian apa yang disebut dalam surat.")
        return data

    def pokok(self) -> Pokok:
        data = self.cleaned_data
        perihal = dict(Unit.choices).get(data["unit"]) or " ".join(data["uraian"].split())
        return Pokok(perihal[:120], data["uraian"], data["permintaan"] or TANPA_PERMINTAAN)

    def ke_rincian(self, pengirim: Pengirim) -> Model:
        rincian, data = super().ke_rincian(pengirim), self.cleaned_data
        jenis = data["jenis_kerugian"] or JenisKerugian.TIDAK_DITANYAKAN
        if data["unit"] and data["unit"] != Unit.LAIN:
            rincian.unit, rincian.unit_lain = data["unit"], ""
        rincian.kejadian = data["kejadian"] or TIDAK_DISEBUT
        rincian.terlapor = self.staf.get(data["terlapor"])
        rincian.terlapor_lain = data["terlapor_lain"]
        rincian.jenis_kerugian = jenis
        rincian.uraian_kerugian = "" if jenis in TANPA_URAIAN else data["uraian_kerugian"]
        rincian.nilai_kerugian = data["nilai_kerugian"] if jenis in BERMATERI else None
        return rincian


class FormSuratKonsultasi(FormSurat):
    """A request for consultation."""

    layanan = Layanan.KONSULTASI

    jenis_pemohon = Pilihan(
        label="Pemohon", choices=JenisPemohon.choices, initial=JenisPemohon.PERSEORANGAN.value
    )
    nama_lembaga = Baris(label="Nama lembaga", max_length=160, required=False)
    jabatan_pemohon = Baris(label="Jabatan pengirim di lembaga", max_length=120, required=False)
    materi = Uraian(label="Materi konsultasi", max_length=8000, kosong="Tulis apa yang ditanyakan.")
    maksud = Uraian(label="Maksud dan tujuan", max_length=4000, baris=3, required=False)

    helper = penolong(
        FormSurat.terima,
        FormSurat.siapa,
        BagianStaf(
            "Isi surat",
            "Sama dengan formulir konsultasi di portal.",
            "jenis_pemohon",
            "nama_lembaga",
            "jabatan_pemohon",
            "materi",
            "maksud",
            css_id="isi-surat",
        ),
    )

    def clean(self) -> dict:
        data = super().clean()
        if data.get("jenis_pemohon") not in (None, JenisPemohon.PERSEORANGAN):
            for nama, kata in (("nama_lembaga", "nama lembaga"), ("jabatan_pemohon", "jabatan pengirim")):
                if not data.get(nama):
                    self.add_error(nama, f"Tulis {kata}.")
        return data

    def pokok(self) -> Pokok:
        data = self.cleaned_data
        return Pokok(data["materi"][:120], data["materi"], data["maksud"] or TANPA_PERMINTAAN)

    def ke_rincian(self, pengirim: Pengirim) -> Model:
        rincian, data = super().ke_rincian(pengirim), self.cleaned_data
        rincian.jenis_pemohon = data["jenis_pemohon"]
        if data["jenis_pemohon"] != JenisPemohon.PERSEORANGAN:
            rincian.nama_lembaga, rincian.jabatan_pemohon = data["nama_lembaga"], data["jabatan_pemohon"]
        return rincian


FORMULIR: dict[str, type[FormSurat]] = {
    satu.layanan: satu for satu in (FormSuratPengaduan, FormSuratKonsultasi)
}
