"""The forms behind the QR code at the desk, for guests, and the one with which piket puts them right."""

import uuid

from django import forms

from dinsos.agenda.formulir.bidang import Baris, Centang, Pilihan, Telepon, paling_sedikit
from dinsos.agenda.formulir.tata_letak import penolong, tampil_bila
from dinsos.bukutamu.daftar_sendiri import KOLOM
from dinsos.bukutamu.enums import JenisTamu
from dinsos.bukutamu.forms import FormTamu
from dinsos.bukutamu.models import PendaftaranTamu
from dinsos.inti import telepon

TENTANG = (
    (JenisTamu.PENGADUAN.value, "Pengaduan: layanan kami mengecewakan"),
    (JenisTamu.KONSULTASI.value, "Konsultasi: bertanya atau meminta data"),
    (JenisTamu.LAIN.value, "Keperluan lain"),
)


class FormDaftar(forms.Form):
    """A guest without a letter: short, in words for the guest."""

    nama = Baris(
        label="Nama Anda",
        max_length=120,
        kosong="Tulis nama Anda.",
        atribut={"autocomplete": "name"},
        validators=[paling_sedikit(2, "Tulis nama Anda, paling sedikit 2 huruf.")],
    )
    asal = Baris(
        label="Alamat atau lembaga",
        max_length=250,
        kosong="Tulis alamat atau lembaga Anda.",
        atribut={"autocomplete": "street-address"},
    )
    telepon = Telepon(
        label="Nomor telepon atau WhatsApp",
        help_text="Untuk mengirim jawaban kami.",
        required=False,
    )
    jenis = Pilihan(
        label="Anda datang untuk apa?",
        choices=TENTANG,
        widget=forms.RadioSelect,
        kosong="Pilih Anda datang untuk apa.",
    )
    keperluan = Baris(
        label="Keperluan Anda dalam satu kalimat",
        max_length=200,
        kosong="Tulis keperluan Anda.",
        atribut={"autocomplete": "off"},
    )
    rahasia = Centang(label="Rahasiakan identitas saya", required=False)
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    helper = penolong(
        "nama",
        "asal",
        "telepon",
        "jenis",
        "keperluan",
        tampil_bila(f"jenis={JenisTamu.PENGADUAN}", "rahasia"),
        "kunci",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kunci"].initial = uuid.uuid4


class FormLapor(forms.Form):
    """A guest who has a letter or an appointment."""

    nomor = Baris(
        label="Nomor surat Anda",
        help_text="Ada pada tanda terima dan pemberitahuan jadwal, misalnya 2026-00012.",
        max_length=40,
        kosong="Tulis nomor surat Anda.",
        atribut={"autocomplete": "off"},
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    helper = penolong("nomor", "kunci")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, prefix="surat", **kwargs)
        self.fields["kunci"].initial = uuid.uuid4


class FormPerbaiki(FormTamu):
    """What a guest wrote, put right by piket before it is taken."""

    baru_tiba = Centang(
        label="Tamu baru tiba sesudah mengisi",
        help_text="Jam tunggunya lalu dihitung dari sekarang, bukan dari waktu ia mengisi.",
        required=False,
    )

    helper = penolong(*FormTamu.helper.layout.fields, "baru_tiba")

    def __init__(self, *args, pendaftaran: PendaftaranTamu, **kwargs) -> None:
        awal = {nama: getattr(pendaftaran, nama) for nama in KOLOM}
        awal["telepon"] = telepon.tampil(pendaftaran.telepon)
        super().__init__(*args, initial=awal, **kwargs)

    def isian(self) -> dict:
        """Arguments of `daftar_sendiri.konfirmasi` from a valid form."""
        data = super().isian()
        baru_tiba = data.pop("baru_tiba")
        del data["kunci"]
        return {"isian": data, "baru_tiba": baru_tiba}
