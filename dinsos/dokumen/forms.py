"""Public forms of the check of a letter."""

from django import forms


class FormKode(forms.Form):
    """The code that stands on a letter."""

    kode = forms.CharField(
        label="Kode periksa",
        max_length=60,
        help_text="Sepuluh huruf dan angka di dekat gambar QR pada surat, misalnya 7KQ2M-XR4TB.",
        error_messages={
            "required": "Isi kode periksa dari surat.",
            "max_length": "Kode ini terlalu panjang.",
        },
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "size": 16, "spellcheck": "false"}
        ),
    )


class FormBanding(forms.Form):
    """A file to compare with the letter; it is read by `verifikasi.SidikUnggahan`, never as a value of the form."""

    berkas = forms.FileField(
        label="Berkas surat",
        required=False,
        help_text="Kami hanya membandingkannya. Berkas tidak kami simpan.",
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )
    berkas.wajib_bersyarat = True
