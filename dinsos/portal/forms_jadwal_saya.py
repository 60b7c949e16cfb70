"""Forms of the citizen's own schedule: asking for another time, choosing one, declining."""

from datetime import datetime

from django import forms

from dinsos.inti.teks import terlalu_panjang, waktu
from disposisi.jadwal_kunci import ALASAN_MAKS
from disposisi.models_jadwal import USULAN_MAKS, Audiensi, PermintaanWaktu

HARAPAN_MAKS = PermintaanWaktu._meta.get_field("harapan").max_length


def _teks(label: str, *, batas: int, wajib: str = "", bantuan: str = "", baris: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        required=bool(wajib),
        max_length=batas,
        widget=forms.Textarea({"rows": baris}),
        error_messages={"required": wajib, "max_length": terlalu_panjang(batas)},
    )


class FormMinta(forms.Form):
    """Why, and which times would suit; `batal` only where there is an appointment to call off."""

    alasan = _teks("Mengapa Anda meminta waktu lain?", batas=ALASAN_MAKS, wajib="Tulis alasannya.")
    pilihan = forms.MultipleChoiceField(
        label="Waktu yang cocok bagi Anda",
        help_text=f"Boleh dikosongkan. Pilih paling banyak {USULAN_MAKS}. Waktu ini belum dipesan untuk Anda.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Salah satu waktu itu baru saja terpakai. Pilih lagi."},
    )
    harapan = _teks(
        "Waktu lain yang Anda harapkan",
        batas=HARAPAN_MAKS,
        bantuan="Boleh dikosongkan. Misalnya: hari Jumat pagi.",
        baris=2,
    )
    batal = forms.BooleanField(
        label="Saya pasti tidak dapat datang pada jadwal sekarang. Batalkan jadwal itu.", required=False
    )

    def __init__(self, *args, bebas: list[datetime], ada_jadwal: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pilihan"].choices = [(satu.isoformat(), waktu(satu)) for satu in bebas]
        if not bebas:
            del self.fields["pilihan"]
        if not ada_jadwal:
            del self.fields["batal"]

    def clean_pilihan(self) -> list[datetime]:
        pilihan = self.cleaned_data["pilihan"]
        if len(pilihan) > USULAN_MAKS:
            raise forms.ValidationError(f"Pilih paling banyak {USULAN_MAKS} waktu.")
        return [datetime.fromisoformat(satu) for satu in pilihan]


class FormPilih(forms.Form):
    """One of the times on offer."""

    usulan = forms.ChoiceField(
        label="Pilih satu waktu",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih satu waktu.",
            "invalid_choice": "Waktu itu tidak ditawarkan lagi. Pilih yang lain.",
        },
    )

    def __init__(self, *args, usulan: list[Audiensi], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usulan"].choices = [
            (str(satu.pk), f"{waktu(satu.mulai)}, {satu.ruang or satu.get_metode_display()}")
            for satu in usulan
        ]


class FormTolak(forms.Form):
    """None of them suits; with words it is a new request."""

    catatan = _teks(
        "Kapan Anda bisa?",
        batas=ALASAN_MAKS,
        bantuan="Boleh dikosongkan. Bila diisi, petugas mencarikan waktu lain lagi.",
        baris=2,
    )
