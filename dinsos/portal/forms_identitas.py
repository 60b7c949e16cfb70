"""The question for which purpose somebody looks at an identity document."""

from django import forms

from dinsos.agenda.formulir.tata_letak import penolong, tampil_bila
from dinsos.agenda.identitas import TANPA_TUJUAN, TUJUAN_MAKS
from dinsos.inti.teks import terlalu_panjang

LAIN = "lain"
SARAN = {
    "cocokkan": "Mencocokkan nama pengirim dengan kartunya",
    "wakil": "Memastikan pengirim berhak mewakili lembaganya",
    "data": "Memastikan data diserahkan kepada orang yang berhak",
}


class FormTujuan(forms.Form):
    """A suggestion or own words; `tujuan` is what they come to."""

    use_required_attribute = False

    pilihan = forms.ChoiceField(
        label="Untuk apa Anda melihat kartu identitas ini?",
        choices=[*SARAN.items(), (LAIN, "Tujuan lain")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih untuk apa Anda melihat kartu ini.",
            "invalid_choice": TANPA_TUJUAN,
        },
    )
    sendiri = forms.CharField(
        label="Tulis tujuan Anda",
        help_text="Diisi untuk “Tujuan lain”. Tulis singkat, tanpa nama dan nomor kartu pengirim.",
        max_length=TUJUAN_MAKS,
        required=False,
        error_messages={"max_length": terlalu_panjang(TUJUAN_MAKS)},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sendiri"].wajib_bersyarat = True
        self.helper = penolong("pilihan", tampil_bila(f"pilihan={LAIN}", "sendiri"))

    def clean(self) -> dict:
        isi = super().clean()
        if isi.get("pilihan") == LAIN and "sendiri" not in self.errors and not isi.get("sendiri"):
            self.add_error("sendiri", TANPA_TUJUAN)
        return isi

    @property
    def tujuan(self) -> str:
        """The purpose in words; only after the form was found valid."""
        isi = self.cleaned_data
        return isi["sendiri"] if isi["pilihan"] == LAIN else SARAN[isi["pilihan"]]
