"""Forms of the citizen once there is an outcome: whether it helped, and the survey."""

from django import forms

from dinsos.agenda.enums import Layanan
from dinsos.inti.teks import terlalu_panjang
from dinsos.laporan.skm import NILAI, UNSUR
from dinsos.laporan.tanggapan import SARAN_MAKS

ALASAN_MAKS = 2000
YA, BELUM = "ya", "belum"


class FormTanggapan(forms.Form):
    """Helped or not; a no needs words."""

    terbantu = forms.ChoiceField(
        label="Apakah Anda terbantu?",
        choices=[(YA, "Ya, saya terbantu"), (BELUM, "Belum")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih “Ya” atau “Belum”."},
    )
    alasan = forms.CharField(
        label="Apa yang belum terbantu?",
        help_text="Isi bila Anda memilih “Belum”. Petugas dan pimpinan membacanya.",
        required=False,
        max_length=ALASAN_MAKS,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": terlalu_panjang(ALASAN_MAKS)},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].wajib_bersyarat = True

    def clean(self) -> dict:
        isi = super().clean()
        if isi.get("terbantu") == BELUM and not isi.get("alasan") and "alasan" not in self.errors:
            self.add_error("alasan", "Tulis apa yang belum terbantu.")
        return isi


class FormSurvei(forms.Form):
    """The nine questions of the survey, each with four answers in words, and a suggestion."""

    saran = forms.CharField(
        label="Saran untuk kami",
        help_text="Jangan tulis nama atau nomor kartu.",
        required=False,
        max_length=SARAN_MAKS,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": terlalu_panjang(SARAN_MAKS)},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for satu in UNSUR:
            self.fields[satu.kode] = forms.TypedChoiceField(
                label=satu.tanya,
                choices=[(str(n), kata) for n, kata in zip(NILAI, satu.pilihan, strict=True)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": "Pilih satu jawaban."},
            )
        self.order_fields([satu.kode for satu in UNSUR])

    def jawaban(self) -> dict[str, int]:
        """1 to 4 by unsur, of a valid form."""
        return {satu.kode: self.cleaned_data[satu.kode] for satu in UNSUR}


class FormLanjutan(forms.Form):
    """Which service the follow-up letter goes to."""

    layanan = forms.ChoiceField(
        label="Surat lanjutan ini berupa apa?",
        choices=[
            (Layanan.PENGADUAN, "Pengaduan: ada yang masih merugikan saya"),
            (Layanan.KONSULTASI, "Konsultasi: saya ingin bertanya atau meminta data lagi"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih pengaduan atau konsultasi."},
    )
