"""Forms of the page on which a letter's appointment is planned, moved or closed."""

from datetime import datetime, timedelta

from django import forms

from dinsos.inti import jam
from dinsos.inti.teks import terlalu_panjang
from dinsos.portal.forms_kerja import teks_panjang
from disposisi.models import Audiensi, Disposisi, Ruang

LAMA = [(15, "15 menit"), (30, "30 menit"), (45, "45 menit"), (60, "1 jam"), (120, "2 jam")]


class FormAtur(forms.Form):
    """When and where; for a letter whose disposition is face to face with a room, else without."""

    tanggal = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": "Tulis tanggal seperti 24-11-2026.", "required": "Isi tanggalnya."},
    )
    pukul = forms.TimeField(
        label="Pukul (WITA)",
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"invalid": "Tulis jam seperti 09:30.", "required": "Isi jamnya."},
    )
    lama = forms.TypedChoiceField(label="Lama pertemuan", choices=LAMA, initial=30, coerce=int)
    ruang = forms.ModelChoiceField(
        Ruang.objects.filter(aktif=True),
        label="Ruang",
        empty_label="Pilih ruang",
        error_messages={
            "required": "Pilih ruangnya.",
            "invalid_choice": "Ruang ini tidak dipakai lagi. Pilih ruang lain.",
        },
    )
    tautan = forms.CharField(
        label="Tautan atau nomor",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    diminta_pemohon = forms.BooleanField(
        label="Pemohon yang meminta waktu lain",
        help_text="Tulis kapan dan lewat apa pemohon memintanya di bawah ini.",
        required=False,
    )
    alasan = teks_panjang("Alasan", bantuan="Pengirim membaca alasan ini.", baris=3)

    def __init__(self, *args, disposisi: Disposisi, audiensi: Audiensi | None, **kwargs) -> None:
        super().__init__(*args, auto_id="atur_%s", **kwargs)
        self.fields["alasan"].max_length = 200
        if disposisi.mode == "daring":
            del self.fields["ruang"]
        else:
            del self.fields["tautan"]
        if audiensi is None:
            del self.fields["diminta_pemohon"]
            self.fields["alasan"].help_text = "Diisi bila waktunya melewati batas penanganan."
            return
        self.fields.pop("tautan", None)
        self.fields["alasan"].required = True
        self.fields["alasan"].error_messages["required"] = "Tulis alasan jadwal dipindahkan."
        mulai = jam.wita(audiensi.mulai)
        self.initial |= {"tanggal": mulai.date(), "pukul": mulai.time(), "ruang": audiensi.ruang_id}
        self.initial["lama"] = int((audiensi.selesai - audiensi.mulai).total_seconds() // 60)

    @property
    def jadwal(self) -> dict:
        """What the act takes: `mulai` (aware), `lama` and the rest."""
        isi = dict(self.cleaned_data)
        mulai = datetime.combine(isi.pop("tanggal"), isi.pop("pukul"), tzinfo=jam.WITA)
        return isi | {"mulai": mulai, "lama": timedelta(minutes=isi["lama"])}


class FormTutup(forms.Form):
    """How an appointment ended without a meeting, and why."""

    apa = forms.ChoiceField(
        label="Apa yang terjadi?",
        choices=[
            ("batal", "Dibatalkan kantor"),
            ("pemohon", "Pemohon tidak hadir"),
            ("petugas", "Petugas tidak hadir"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang terjadi."},
    )
    alasan = teks_panjang(
        "Alasan atau bukti",
        bantuan="Bila pemohon tidak hadir, tulis siapa yang menunggu dan sampai kapan.",
        wajib="Tulis alasannya atau buktinya.",
        baris=3,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="tutup_%s", **kwargs)
