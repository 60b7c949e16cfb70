"""Forms of the officer's case page; each one calls one business act with its cleaned data."""

from datetime import datetime, timedelta
from functools import cache
from typing import ClassVar

from crispy_forms.helper import FormHelper
from django import forms

from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen import forms_nomor
from dinsos.dokumen.enums import JenisSurat
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import terlalu_panjang
from dinsos.inti.teks import waktu as tulis_waktu
from dinsos.portal.forms_jadwal import bidang_alasan
from disposisi.enums import Mode
from disposisi.jadwal_susulan import berjadwal
from disposisi.janji_temu import peringatan_jam
from disposisi.models import Audiensi, Ruang
from disposisi.rencana import LAMA_BAKU
from disposisi.sambungan import keluhan_kalimat, keluhan_tempat, yang_kurang
from disposisi.tawaran import LAMA

FORMAT_WAKTU = "%Y-%m-%dT%H:%M"


class MasukanWaktu(forms.DateTimeInput):
    """The phone's own date and time picker; told in WITA."""

    input_type = "datetime-local"

    def __init__(self, **kwargs) -> None:
        super().__init__(format=FORMAT_WAKTU, **kwargs)


class BidangWaktu(forms.DateTimeField):
    """A date and time in WITA in, an aware datetime out."""

    widget = MasukanWaktu

    def __init__(self, **kwargs) -> None:
        super().__init__(
            input_formats=[FORMAT_WAKTU, "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M"],
            error_messages={
                "invalid": "Tulis tanggal dan jam, misalnya 24/11/2026 09.30.",
                "required": "Isi tanggal dan jam.",
            },
            **kwargs,
        )


def teks_panjang(label: str, *, bantuan: str = "", wajib: str = "", baris: int = 4) -> forms.CharField:
    """A text area; `wajib` is the error when it is left empty ("" makes it optional)."""
    return forms.CharField(
        label=label,
        help_text=bantuan,
        required=bool(wajib),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": baris}),
        error_messages={"required": wajib, "max_length": terlalu_panjang(4000)},
    )


class FormTindakan(forms.Form):
    """Base: knows the letter, and keeps field ids of several forms on one page apart."""

    nama = ""
    baku: ClassVar[bool] = False
    """Whether the form looks the same for every letter (`inti.form_sekali`)."""
    peringatan = ""
    bidang_galat: str | None = None
    """The field that a refusal by the act is about, None for the whole form."""
    pratinjau: ClassVar[tuple[tuple[str, str], ...]] = ()
    """The letters (`JenisSurat`) that the act sends and that can be looked at first, each with its button."""

    def __init__(self, *args, surat: SuratMasuk | None, **kwargs) -> None:
        self.surat = surat
        super().__init__(*args, auto_id=f"{self.nama}_%s", **kwargs)

    @classmethod
    def kosong(cls, surat: SuratMasuk) -> "FormTindakan":
        """The form with nothing filled in; one for all letters when they make no difference to it."""
        return _kosong(cls) if cls.baku else cls(surat=surat)

    def tolak(self, galat: GalatAturan) -> None:
        """Show a refusal by the act where it belongs."""
        self.add_error(forms_nomor.bidang_galat(galat) or self.bidang_galat, galat.pesan)

    def nomor_untuk(self, jenis: str) -> str:
        """The number that was typed in for a letter of this kind, "" for none; of a valid form."""
        return self.cleaned_data.get("nomor", "")


@cache
def _kosong(kelas: type[FormTindakan]) -> FormTindakan:
    return kelas(surat=None)


class FormBersurat(FormTindakan):
    """Base of the acts that send a numbered letter: its number may be typed in, the letter looked at first."""

    nomor = forms_nomor.BidangNomor()
    pratinjau = ((JenisSurat.SURAT_JAWABAN.value, "Lihat surat dahulu (PDF)"),)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        nomor = [nama for nama, satu in self.fields.items() if isinstance(satu, forms_nomor.BidangNomor)]
        for nama in nomor:  # below what the letter says
            self.fields[nama] = self.fields.pop(nama)

    @property
    def helper(self) -> FormHelper:
        """How the fields are laid out."""
        return forms_nomor.tata_letak(self)


class FormPemberitahuan(FormBersurat):
    """The follow-up notice that the head left to the officer; the letter must have its disposition."""

    nama = "pemberitahuan"
    waktu = BidangWaktu(label="Waktu penanganan", required=False)
    tempat = forms.CharField(
        label="Tempat",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    tambahan = teks_panjang(
        "Kalimat Anda",
        bantuan="Nama petugas, cara, waktu, dan tempat sudah ditulis otomatis. Tambahkan hal lain bila perlu.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        disposisi = self.surat.disposisi
        daring = disposisi.mode == Mode.DARING
        waktu, tempat = self.fields["waktu"], self.fields["tempat"]
        waktu.required, waktu.initial = daring, disposisi.waktu
        tempat.initial = disposisi.tempat
        if disposisi.tertulis:
            waktu.label = "Jawaban tertulis paling lambat"
            del self.fields["tempat"]
        elif daring:
            tempat.label = "Tautan atau nomor"
            kurang = yang_kurang(
                metode=disposisi.metode, tempat=disposisi.tempat, telepon=self.surat.pengirim.telepon
            )
            tempat.required, tempat.error_messages["required"] = bool(kurang), kurang
            tempat.help_text = kurang or "Kosongkan bila Anda yang menghubungi pengirim."
        else:
            tempat.help_text = "Kosongkan bila di kantor."
        self.berjadwal = berjadwal(disposisi)
        if Audiensi.objects.berjalan().filter(surat=self.surat).exists():
            # The appointment has its own time and place, changed on its own page.
            for nama in ("waktu", "tempat"):
                self.fields.pop(nama, None)
        elif self.berjadwal:
            self._isi_rencana(tatap_muka=not daring)
        batas = self._batas()
        if batas:
            waktu.help_text = f"Waktu WITA. Batas penanganan: {tulis_waktu(batas)}."

    def _isi_rencana(self, *, tatap_muka: bool) -> None:
        """The time becomes an appointment: how long, in which room, and why so late."""
        self.fields["lama"] = forms.TypedChoiceField(
            label="Lama pertemuan",
            choices=LAMA,
            initial=30,
            coerce=lambda menit: timedelta(minutes=int(menit)),
            empty_value=LAMA_BAKU,
            required=False,
        )
        if tatap_muka:
            del self.fields["tempat"]
            self.fields["ruang"] = forms.ModelChoiceField(
                Ruang.objects.filter(aktif=True),
                label="Ruang",
                required=False,
                empty_label="Pilih ruang",
                help_text="Diisi bila waktunya ditentukan.",
                error_messages={"invalid_choice": "Ruang ini tidak dipakai lagi. Pilih ruang lain."},
            )
        self.fields["alasan"] = bidang_alasan(
            "Alasan", bantuan="Diisi bila waktunya melewati batas penanganan. Pengirim membaca alasan ini."
        )
        self.order_fields(["waktu", "lama", "ruang", "tempat", "alasan"])

    def clean(self) -> dict:
        isi = super().clean()
        if (
            "ruang" in self.fields
            and isi.get("waktu")
            and not isi.get("ruang")
            and "ruang" not in self.errors
        ):
            self.add_error("ruang", "Pilih ruang untuk pertemuan tatap muka.")
        return isi

    def clean_tambahan(self) -> str:
        if keluhan := keluhan_kalimat(self.cleaned_data["tambahan"]):
            raise forms.ValidationError(keluhan)
        return self.cleaned_data["tambahan"]

    def clean_tempat(self) -> str:
        tempat = self.cleaned_data["tempat"]
        if tempat and (keluhan := keluhan_tempat(metode=self.surat.disposisi.metode, tempat=tempat)):
            raise forms.ValidationError(keluhan)
        return tempat

    def _batas(self) -> datetime | None:
        return next((t.jatuh_tempo for t in self.surat.tenggat.all() if t.jenis == "pelaksanaan"), None)

    @property
    def bidang_galat(self) -> str | None:
        """The time, as long as the letter still waits for its notice."""
        return "waktu" if "waktu" in self.fields and self.surat.status == Status.DIDISPOSISIKAN else None

    @property
    def peringatan(self) -> str:
        """What the officer should know about a time that was accepted, "" when all is well."""
        waktu, batas = self.cleaned_data.get("waktu"), self._batas()
        lewat = waktu and batas and waktu > batas
        kalimat = [
            "Waktu penanganan melewati batas, jadi surat ini akan tercatat terlambat." if lewat else "",
            peringatan_jam(mode=self.surat.disposisi.mode, waktu=waktu),
        ]
        return " ".join(satu for satu in kalimat if satu)


class FormTanya(FormTindakan):
    """A question to the citizen."""

    nama = "tanya"
    baku = True
    teks = teks_panjang(
        "Pertanyaan",
        bantuan="Pengirim membaca dan menjawabnya di halaman lacak. Tenggat tetap berjalan.",
        wajib="Tulis pertanyaan untuk pengirim.",
        baris=3,
    )
    minta_berkas = forms.BooleanField(
        label="Minta foto atau PDF, misalnya kartu keluarga atau bukti", required=False
    )


class FormLaksanakan(FormTindakan):
    """That the citizen was really served, and when."""

    nama = "laksanakan"
    baku = True
    pada = BidangWaktu(
        label="Waktu pengirim mulai dilayani",
        help_text="Tulis waktu yang sebenarnya (WITA), meskipun dicatat kemudian. Tenggat berhenti pada waktu ini.",
    )
    catatan = teks_panjang(
        "Catatan", bantuan="Dibaca rekan dan pimpinan, tidak dikirim ke pengirim.", baris=2
    )

    @property
    def bidang_galat(self) -> str | None:
        """The time, as long as the letter still waits for its handling."""
        return "pada" if self.surat.status == Status.DIJAWAB and not self.surat.disposisi.tertulis else None


class FormHasil(FormBersurat):
    """The outcome and the corrective action (PGD-PRODUK)."""

    nama = "hasil"
    baku = True
    hasil = teks_panjang(
        "Hasil penanganan",
        bantuan="Dibaca oleh pengirim. Tulis apa yang diselesaikan.",
        wajib="Tulis hasil penanganan.",
        baris=5,
    )
    perbaikan = teks_panjang(
        "Tindak lanjut perbaikan layanan",
        bantuan="Apa yang diubah agar keluhan ini tidak terulang. Untuk pimpinan, tidak dikirim ke pengirim.",
        baris=3,
    )


class FormSelesai(FormTindakan):
    """Closing; nothing to fill in."""

    nama = "selesai"
    baku = True
