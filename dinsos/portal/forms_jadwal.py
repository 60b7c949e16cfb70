"""Forms of the page on which a letter's appointment is planned, moved or closed."""

from datetime import datetime, timedelta

from django import forms

from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.inti.teks import terlalu_panjang
from disposisi.enums import Metode
from disposisi.jadwal_kunci import ALASAN_MAKS
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.sambungan import yang_kurang
from disposisi.tawaran import LAMA, BidangPukul, BidangTanggal

SAMA = "Semuanya sama seperti sekarang. Ubah waktu, ruang, atau cara bertemunya."
BERUBAH = "Jadwal surat ini sudah berubah. Periksa yang tertulis di atas, lalu coba lagi."
TAUTAN_TETAP = "Kosongkan untuk memakai yang sudah ditulis saat disposisi. Lihat di halaman surat."


def bidang_alasan(label: str, *, bantuan: str, wajib: str = "") -> forms.CharField:
    """A reason as `disposisi.jadwal_kunci.alasan_sah` takes it; `wajib` is the error when it is left empty."""
    return forms.CharField(
        label=label,
        help_text=bantuan,
        required=bool(wajib),
        max_length=ALASAN_MAKS,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": wajib, "max_length": terlalu_panjang(ALASAN_MAKS)},
    )


class FormSatuJadwal(forms.Form):
    """Base: knows which appointment the page showed, so that an old page changes no other one."""

    jadwal_ini = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, audiensi: Audiensi | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.audiensi = audiensi
        self.initial["jadwal_ini"] = audiensi.pk if audiensi else None

    def clean(self) -> dict:
        isi = super().clean()
        if isi.get("jadwal_ini") != (self.audiensi.pk if self.audiensi else None):
            raise forms.ValidationError(BERUBAH)
        return isi


class FormAtur(FormSatuJadwal):
    """When and where; for a letter whose disposition is face to face with a room, else without."""

    tautan_tetap = ""
    tanggal = BidangTanggal(wajib="Isi tanggalnya.")
    pukul = BidangPukul(wajib="Isi jamnya.")
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
    metode = forms.ChoiceField(
        label="Cara bertemu", choices=[(satu.value, satu.label) for satu in Metode if satu != Metode.TERTULIS]
    )
    diminta_pemohon = forms.BooleanField(
        label="Pemohon yang meminta waktu lain",
        help_text="Tulis kapan dan lewat apa pemohon memintanya di bawah ini.",
        required=False,
    )
    alasan = bidang_alasan("Alasan", bantuan="Pengirim membaca alasan ini.")

    def __init__(self, *args, disposisi: Disposisi, audiensi: Audiensi | None, **kwargs) -> None:
        super().__init__(*args, auto_id="atur_%s", audiensi=audiensi, **kwargs)
        self.disposisi = disposisi
        if disposisi.mode == "daring":
            del self.fields["ruang"]
        else:
            del self.fields["tautan"]
            del self.fields["metode"]
        if audiensi is None:
            for nama in ("diminta_pemohon", "metode"):
                self.fields.pop(nama, None)
            self.fields["alasan"].help_text = "Diisi bila waktunya melewati batas penanganan."
            if disposisi.mode == "daring":
                self._isi_tautan(disposisi.surat, disposisi.tempat)
            return
        if disposisi.mode == "daring":
            self.initial["metode"] = audiensi.metode
            self._isi_tautan(disposisi.surat, audiensi.tautan)
        self.fields["alasan"].required = True
        self.fields["alasan"].error_messages["required"] = "Tulis alasan jadwal dipindahkan."
        mulai = jam.wita(audiensi.mulai)
        self.initial |= {"tanggal": mulai.date(), "pukul": mulai.time(), "ruang": audiensi.ruang_id}
        self.initial["lama"] = int((audiensi.selesai - audiensi.mulai).total_seconds() // 60)

    def _isi_tautan(self, surat: SuratMasuk, tautan: str) -> None:
        """Offer the link that holds now; of a secret letter it may say who the sender is and isn't shown."""
        if surat.rahasiakan_identitas and tautan:
            self.tautan_tetap = tautan
            self.fields["tautan"].help_text = TAUTAN_TETAP
        else:
            self.initial["tautan"] = tautan

    def clean_tautan(self) -> str:
        tautan = self.cleaned_data["tautan"] or self.tautan_tetap
        telepon = self.disposisi.surat.pengirim.telepon
        if kurang := yang_kurang(metode=self.disposisi.metode, tempat=tautan, telepon=telepon):
            raise forms.ValidationError(kurang, code="tautan")
        return tautan

    def clean(self) -> dict:
        isi = super().clean()
        if self.audiensi and not self.errors and self._sama(self.jadwal):
            self.add_error("pukul", SAMA)
        return isi

    def _sama(self, isi: dict) -> bool:
        lama = self.audiensi.selesai - self.audiensi.mulai
        ruang = isi.get("ruang") or self.audiensi.ruang
        cara = (isi.get("metode", self.audiensi.metode), isi.get("tautan", self.audiensi.tautan))
        tetap = (self.audiensi.mulai, lama, self.audiensi.ruang, self.audiensi.metode, self.audiensi.tautan)
        return (isi["mulai"], isi["lama"], ruang, *cara) == tetap

    @property
    def jadwal(self) -> dict:
        """What the act takes: `mulai` (aware), `lama` and the rest."""
        isi = {nama: nilai for nama, nilai in self.cleaned_data.items() if nama != "jadwal_ini"}
        mulai = datetime.combine(isi.pop("tanggal"), isi.pop("pukul"), tzinfo=jam.WITA)
        return isi | {"mulai": mulai, "lama": timedelta(minutes=isi["lama"])}


class FormTutup(FormSatuJadwal):
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
    alasan = bidang_alasan(
        "Alasan atau bukti",
        bantuan="Bila pemohon tidak hadir, tulis siapa yang menunggu dan sampai kapan.",
        wajib="Tulis alasannya atau buktinya.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="tutup_%s", **kwargs)
