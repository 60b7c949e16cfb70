"""Forms of the officer's case page; each one calls one business act with its cleaned data."""

from django import forms

from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.notifikasi.enums import Saluran
from disposisi.enums import Mode
from disposisi.models import Disposisi

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
        error_messages={"required": wajib},
    )


class FormTindakan(forms.Form):
    """Base: knows the letter, and keeps field ids of several forms on one page apart."""

    nama = ""

    def __init__(self, *args, surat: SuratMasuk, **kwargs) -> None:
        self.surat = surat
        super().__init__(*args, auto_id=f"{self.nama}_%s", **kwargs)


class FormPemberitahuan(FormTindakan):
    """The follow-up notice that the head left to the officer."""

    nama = "pemberitahuan"
    waktu = BidangWaktu(label="Waktu penanganan", required=False)
    tempat = forms.CharField(label="Tempat atau tautan", max_length=200, required=False)
    tambahan = teks_panjang(
        "Kalimat Anda",
        bantuan="Nama petugas, cara, waktu, dan tempat sudah ditulis otomatis. Tambahkan hal lain bila perlu.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        disposisi = Disposisi.objects.get(surat=self.surat)
        self.fields["waktu"].required = disposisi.mode == Mode.DARING
        if disposisi.tertulis:
            self.fields["waktu"].label = "Jawaban tertulis paling lambat"
            del self.fields["tempat"]
        else:
            self.fields["tempat"].initial = disposisi.tempat
        self.fields["waktu"].initial = disposisi.waktu


class FormTanya(FormTindakan):
    """A question to the citizen."""

    nama = "tanya"
    teks = teks_panjang(
        "Pertanyaan",
        bantuan="Pengirim membaca dan menjawabnya di halaman lacak. Tenggat tetap berjalan.",
        wajib="Tulis pertanyaan untuk pengirim.",
        baris=3,
    )


class FormLaksanakan(FormTindakan):
    """That the citizen was really served, and when."""

    nama = "laksanakan"
    pada = BidangWaktu(label="Waktu pengirim mulai dilayani", help_text="Tulis waktu yang sebenarnya (WITA).")
    catatan = teks_panjang("Catatan", baris=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pada"].initial = jam.sekarang


class FormHasil(FormTindakan):
    """The outcome and the corrective action (PGD-PRODUK)."""

    nama = "hasil"
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


class FormTandai(forms.Form):
    """That a message was sent by WhatsApp or handed over on paper."""

    pada = BidangWaktu(label="Waktu dikirim atau diserahkan")
    bukti = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pada"].initial = jam.sekarang


class FormCaraLain(forms.Form):
    """Another way for a message that no channel has taken."""

    saluran = forms.ChoiceField(
        label="Cara kirim",
        choices=[(s.value, s.label) for s in (Saluran.WHATSAPP, Saluran.KERTAS, Saluran.EMAIL)],
    )
    tujuan = forms.CharField(
        label="Nomor WhatsApp atau alamat e-mail",
        help_text="Kosongkan untuk surat kertas.",
        max_length=254,
        required=False,
    )
