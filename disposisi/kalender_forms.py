"""Forms of the calendar pages: a year to start, a special day, hours of a week, decree, reasons."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from dinsos.inti import jam
from dinsos.sla.jam_teks import baca_jam, tulis_jam
from dinsos.sla.kalender import HARI_MINGGUAN, KalenderTidakSah
from dinsos.sla.models import HariKhusus, ProfilJam, VersiKalender

CONTOH_JAM = "Tulis seperti 07.30–12.00, 13.00–16.00."
PRIORITAS_MUSIM = 10
"""Hours with an end, as those of Ramadan, win over the hours of the whole year."""


def penolong(*tata_letak) -> FormHelper:
    """Crispy without its own form tag; with a layout when one is given."""
    hasil = FormHelper()
    hasil.form_tag = False
    hasil.disable_csrf = True
    if tata_letak:
        hasil.layout = Layout(*tata_letak)
    return hasil


def _tanggal(label: str, **lain) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": "Tulis tanggal seperti 24-11-2026.", "required": "Isi tanggalnya."},
        **lain,
    )


class FormSusun(forms.Form):
    """Which year to draft, and from what."""

    use_required_attribute = False

    tahun = forms.IntegerField(
        label="Tahun",
        min_value=2020,
        max_value=2200,
        error_messages={
            "required": "Isi tahunnya.",
            "min_value": "Tahun paling awal 2020.",
            "max_value": "Tahun paling akhir 2200.",
            "invalid": "Tulis tahun dengan angka, misalnya 2027.",
        },
    )
    sumber = forms.ChoiceField(
        label="Mulai dari",
        choices=[
            ("salin", "Salinan kalender tahun itu yang sudah terbit"),
            ("paket", "Daftar hari libur nasional dan cuti bersama yang dikenal aplikasi"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih asal isi draf."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = penolong()

    @staticmethod
    def bawaan() -> dict:
        """What the form proposes: the next year that has no calendar, from the list of holidays."""
        tahun = jam.hari_ini().year
        ada = set(VersiKalender.objects.filter(tahun__gte=tahun).values_list("tahun", flat=True))
        while tahun in ada:
            tahun += 1
        return {"tahun": tahun, "sumber": "paket"}


class FormDasar(forms.Form):
    """The decree of a draft."""

    use_required_attribute = False

    dasar_hukum = forms.CharField(
        label="Nomor surat keputusan",
        max_length=250,
        help_text="Misalnya SKB 3 Menteri Nomor 1497 Tahun 2025.",
        error_messages={"required": "Isi nomor surat keputusan."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = penolong()


class FormHari(forms.ModelForm):
    """A special day of a draft; `instance.versi` is set by the view."""

    use_required_attribute = False
    galat_lengkap = True

    tanggal = _tanggal("Tanggal")
    jenis = forms.ChoiceField(
        label="Jenis",
        choices=HariKhusus.Jenis,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis hari ini."},
    )
    jam = forms.CharField(
        label="Jam buka",
        required=False,
        help_text=f"Hanya untuk buka khusus. {CONTOH_JAM}",
    )
    perkiraan = forms.BooleanField(
        label="Tanggal ini masih perkiraan",
        required=False,
        help_text="Batas waktu surat yang melewati tanggal ini ditandai sementara.",
    )

    class Meta:
        model = HariKhusus
        fields = ["tanggal", "jenis", "nama", "jam", "dasar_hukum", "perkiraan"]
        error_messages = {"nama": {"required": "Isi nama hari ini."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jam"].wajib_bersyarat = True
        self.initial["jam"] = tulis_jam(self.instance.jam)
        self.helper = penolong()

    def clean_jam(self) -> list | None:
        try:
            return baca_jam(self.cleaned_data["jam"], "Jam buka") or None
        except KalenderTidakSah as galat:
            raise ValidationError(str(galat)) from galat

    def clean(self) -> dict:
        isi = super().clean()
        if "jam" in isi and "jenis" in isi:
            buka = isi["jenis"] == HariKhusus.Jenis.BUKA_KHUSUS
            if buka and not isi["jam"]:
                self.add_error("jam", f"Isi jam bukanya. {CONTOH_JAM}")
            if not buka and isi["jam"]:
                self.add_error("jam", "Kosongkan jam buka, karena kantor tutup pada hari ini.")
        return isi


class FormJam(forms.ModelForm):
    """Hours of the office in a range of dates, a line of text per weekday."""

    use_required_attribute = False
    galat_lengkap = True

    mulai = _tanggal("Berlaku mulai")
    sampai = _tanggal(
        "Berlaku sampai",
        required=False,
        help_text="Kosongkan untuk jam kerja sepanjang tahun. Isi untuk masa tertentu, misalnya Ramadan.",
    )

    class Meta:
        model = ProfilJam
        fields = ["nama", "mulai", "sampai"]
        error_messages = {"nama": {"required": "Isi nama jam kerja ini, misalnya Jam kerja Ramadan."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        jam_kini = self.instance.jam or {}
        for nama in HARI_MINGGUAN:
            self.fields[nama] = forms.CharField(
                label=nama.capitalize(), required=False, initial=tulis_jam(jam_kini.get(nama))
            )
        self.fields["senin"].help_text = f"{CONTOH_JAM} Kosong berarti tutup."
        self.helper = penolong(
            "nama",
            Row(Column("mulai"), Column("sampai")),
            Fieldset("Jam buka setiap hari", *HARI_MINGGUAN, css_class="bagian"),
        )

    def clean(self) -> dict:
        isi = super().clean()
        mingguan = {}
        for nama in HARI_MINGGUAN:
            try:
                if selang := baca_jam(isi.get(nama, ""), nama.capitalize()):
                    mingguan[nama] = selang
            except KalenderTidakSah as galat:
                self.add_error(nama, str(galat))
        mulai, sampai = isi.get("mulai"), isi.get("sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("sampai", "Tanggal selesai tidak boleh sebelum tanggal mulai.")
        self.instance.jam = mingguan
        self.instance.prioritas = PRIORITAS_MUSIM if sampai else 0
        return isi


class FormAlasan(forms.Form):
    """A reason, in one box."""

    use_required_attribute = False

    alasan = forms.CharField(
        label="Alasan",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        error_messages={"required": "Tulis alasannya."},
    )

    def __init__(self, *args, bantuan: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alasan"].help_text = bantuan
        self.helper = penolong()
