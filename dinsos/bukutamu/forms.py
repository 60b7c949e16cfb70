"""Forms of the piket desk: short, in the order in which a guest tells it."""

import uuid
from datetime import datetime

from django import forms

from dinsos.agenda.formulir.bidang import Baris, Centang, Pilihan, Telepon, paling_sedikit
from dinsos.agenda.formulir.tata_letak import penolong, tampil_bila
from dinsos.akun.models import Pengguna, Peran
from dinsos.bukutamu.enums import JenisTamu

FORMAT_WAKTU = "%Y-%m-%dT%H:%M"


class BidangWaktu(forms.DateTimeField):
    """A date and time in WITA in, an aware datetime out; the tablet's own picker."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            widget=forms.DateTimeInput({"type": "datetime-local"}, format=FORMAT_WAKTU),
            input_formats=[FORMAT_WAKTU, "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M"],
            error_messages={
                "invalid": "Tulis tanggal dan jam, misalnya 24/11/2026 09.30.",
                "required": "Isi tanggal dan jam.",
            },
            **kwargs,
        )


class FormTamu(forms.Form):
    """A guest in under half a minute; everything else is asked later."""

    nama = Baris(
        label="Nama tamu",
        max_length=120,
        kosong="Tulis nama tamu.",
        atribut={"autocomplete": "off", "autofocus": True, "data-cari-tamu": True},
        validators=[paling_sedikit(2, "Tulis nama tamu, paling sedikit 2 huruf.")],
    )
    telepon = Telepon(label="Telepon", required=False)
    asal = Baris(label="Alamat atau lembaga", max_length=250, required=False)
    jenis = Pilihan(
        label="Keperluan tentang",
        choices=JenisTamu.choices,
        widget=forms.RadioSelect,
        kosong="Pilih keperluan tamu.",
    )
    keperluan = Baris(
        label="Keperluan, dengan kata tamu sendiri", max_length=200, kosong="Tulis keperluan tamu."
    )
    terlapor = Pilihan(
        label="Petugas yang dikeluhkan",
        help_text="Petugas ini tidak akan melihat surat tamu.",
        required=False,
    )
    rahasia = Centang(label="Tamu meminta identitasnya dirahasiakan", required=False)
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    helper = penolong(
        "nama",
        "telepon",
        "asal",
        "jenis",
        "keperluan",
        tampil_bila(f"jenis={JenisTamu.PENGADUAN}", "terlapor", "rahasia"),
        "kunci",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kunci"].initial = uuid.uuid4
        self.fields["telepon"].widget.attrs |= {"autocomplete": "off", "data-cari-tamu": True}
        staf = Pengguna.objects.berperan(*Peran.values).order_by("nama")
        self.staf = {str(orang.pk): orang for orang in staf}
        self.fields["terlapor"].choices = [
            ("", "Tidak menyebut petugas"),
            *((pk, str(orang)) for pk, orang in self.staf.items()),
        ]

    def isian(self) -> dict:
        """Arguments of `actions.daftarkan_tamu` from a valid form."""
        data = dict(self.cleaned_data)
        pengaduan = data["jenis"] == JenisTamu.PENGADUAN
        data["terlapor"] = self.staf.get(data["terlapor"]) if pengaduan else None
        data["rahasia"] = data["rahasia"] and pengaduan
        return data


class FormSusulan(FormTamu):
    """A line of the paper guest book, with its true times (after a power cut)."""

    pada = BidangWaktu(
        label="Waktu datang", help_text="Waktu yang sebenarnya (WITA), seperti di buku kertas."
    )
    alasan_selisih = Baris(
        label="Mengapa dicatat kemudian",
        max_length=200,
        initial="Listrik padam; disalin dari buku tamu kertas.",
        kosong="Tulis alasan mengapa ini dicatat kemudian.",
    )

    helper = penolong("pada", "alasan_selisih", *FormTamu.helper.layout.fields)


class FormNomor(forms.Form):
    """A guest's register number, typed or scanned."""

    nomor = Baris(
        label="Nomor surat",
        max_length=40,
        kosong="Tulis atau pindai nomor surat.",
        atribut={"autocomplete": "off", "inputmode": "numeric"},
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class FormKeluar(forms.Form):
    """That a visitor without a case went out; of a visitor of an earlier day with the true time."""

    ditemui = Baris(label="Bertemu dengan", max_length=120, required=False)
    pada = BidangWaktu(label="Keluar pada", required=False)
    alasan = Baris(label="Mengapa dicatat kemudian", max_length=200, required=False)


class FormSelesai(forms.Form):
    """When the meeting with a guest who was led to an officer really began and ended, told afterwards."""

    mulai = BidangWaktu(
        label="Pertemuan dimulai pada",
        help_text="Kosongkan bila sudah tercatat, atau tamu tidak dilayani.",
        required=False,
    )
    pada = BidangWaktu(label="Tamu keluar pada", help_text="Waktu yang sebenarnya (WITA).")
    alasan = Baris(
        label="Mengapa dicatat kemudian",
        help_text="Kosongkan bila terjadi baru saja.",
        max_length=200,
        required=False,
    )

    helper = penolong("mulai", "pada", "alasan")


class FormAkhir(forms.Form):
    """How a wait really ended, told afterwards."""

    DIARAHKAN, PULANG, JANJI = "diarahkan", "pulang", "janji"

    akhir = Pilihan(
        label="Apa yang terjadi",
        choices=[
            (DIARAHKAN, "Tamu sudah diarahkan kepada petugas"),
            (PULANG, "Tamu pulang sebelum diarahkan"),
            (JANJI, "Tamu setuju datang lain waktu dengan janji temu"),
        ],
        widget=forms.RadioSelect,
        kosong="Pilih apa yang terjadi.",
    )
    petugas = Pilihan(label="Diarahkan kepada", required=False)
    pada = BidangWaktu(label="Pada waktu", help_text="Waktu yang sebenarnya (WITA).")
    persetujuan = Baris(
        label="Bagaimana tamu menyetujuinya",
        help_text="Misalnya: tamu mengatakannya sendiri di meja piket.",
        max_length=200,
        required=False,
    )
    alasan = Baris(
        label="Mengapa dicatat kemudian",
        help_text="Kosongkan bila terjadi baru saja.",
        max_length=200,
        required=False,
    )

    helper = penolong(
        "akhir",
        tampil_bila("akhir=diarahkan", "petugas"),
        tampil_bila("akhir=janji", "persetujuan"),
        "pada",
        "alasan",
    )

    def __init__(self, *args, pelayan: list[Pengguna], pada: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pelayan = {str(orang.pk): orang for orang in pelayan}
        self.fields["petugas"].choices = [
            ("", "Pilih petugas"),
            *((k, str(v)) for k, v in self.pelayan.items()),
        ]
        self.fields["pada"].initial = pada
        for nama in ("petugas", "persetujuan"):
            self.fields[nama].wajib_bersyarat = True

    def clean(self) -> dict:
        data = super().clean()
        if data.get("akhir") == self.DIARAHKAN and not data.get("petugas"):
            self.add_error("petugas", "Pilih petugas yang menemui tamu.")
        if data.get("akhir") == self.JANJI and not data.get("persetujuan"):
            self.add_error("persetujuan", "Tulis bagaimana tamu menyetujui janji temu.")
        return data
