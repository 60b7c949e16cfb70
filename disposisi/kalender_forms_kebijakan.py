"""Forms of the policies and of the office's open choices."""

from crispy_forms.layout import Column, Row
from django import forms

from dinsos.sla.actions_kebijakan import KETENTUAN
from dinsos.sla.models import KebijakanTenggat, PilihanKantor, UsulanKebijakan
from dinsos.sla.pilihan import PIKET, Pilihan
from disposisi.kalender_forms import penolong


class FormUsulan(forms.ModelForm):
    """A policy to propose: which promise, how long, by which decree, from when."""

    use_required_attribute = False

    berlaku_sejak = forms.DateField(
        label="Berlaku sejak",
        help_text="Paling awal besok. Surat yang sudah diterima tidak berubah.",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": "Tulis tanggal seperti 24-11-2026.", "required": "Isi tanggalnya."},
    )

    class Meta:
        model = UsulanKebijakan
        fields = KETENTUAN
        widgets = {"bunyi": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nama, bidang in self.fields.items():
            if nama != "berlaku_sejak":
                bidang.error_messages["required"] = f"Isi {bidang.label[0].lower()}{bidang.label[1:]}."
        self.helper = penolong(
            Row(Column("layanan"), Column("jenis")),
            Row(Column("jumlah"), Column("satuan")),
            "bunyi",
            "nomor_sk",
            "berlaku_sejak",
        )

    def clean(self) -> dict:
        isi = super().clean()
        if not self.errors:
            tamu = [
                isi["layanan"] == KebijakanTenggat.Layanan.TAMU,
                isi["jenis"] == KebijakanTenggat.Jenis.TATAP_MUKA,
                isi["satuan"] == KebijakanTenggat.Satuan.MENIT,
            ]
            if any(tamu) and not all(tamu):
                self.add_error("satuan", "Tamu dihitung dalam menit, jawaban dan pelaksanaan dalam hari.")
        return isi


class FormPilihan(forms.Form):
    """Which of the office's choices the head confirms now, and who keeps the desk at noon."""

    use_required_attribute = False

    def __init__(self, *args, semua: list[Pilihan], **kwargs):
        super().__init__(*args, **kwargs)
        self.semua = {satu.kunci: satu for satu in semua}
        for kunci, satu in self.semua.items():
            if kunci == PilihanKantor.Kunci.PIKET_ISTIRAHAT:
                self.fields[kunci] = self._piket(satu)
            elif satu.nilai:
                self.fields[kunci] = forms.BooleanField(
                    label=f"{satu.nama}: {satu.nilai}",
                    help_text=satu.penjelasan,
                    required=False,
                    initial=satu.ditetapkan is None or satu.berubah,
                )
        self.helper = penolong()

    @staticmethod
    def _piket(satu: Pilihan) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=satu.nama,
            help_text=satu.penjelasan,
            choices=[(kata, kata) for kata in PIKET],
            widget=forms.RadioSelect,
            required=False,
            initial=satu.nilai,
        )

    def clean(self) -> dict:
        isi = super().clean()
        if not any(isi.values()):
            raise forms.ValidationError("Pilih paling sedikit satu hal untuk ditetapkan.")
        return isi

    def nilai(self) -> dict[str, str]:
        """What `actions.tetapkan_pilihan` takes: the words of each choice that is confirmed."""
        piket = PilihanKantor.Kunci.PIKET_ISTIRAHAT
        return {
            kunci: isi if kunci == piket else self.semua[kunci].nilai
            for kunci, isi in self.cleaned_data.items()
            if isi
        }
