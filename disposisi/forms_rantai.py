"""The forms of the chain: hand a letter on, decide it anew."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError

from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.inti.teks import terlalu_panjang
from disposisi.enums import Instruksi, Metode, Mode, Sifat
from disposisi.forms_pendamping import SUDAH_PETUGAS, PilihanPendamping
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.pendamping import dari_surat
from disposisi.querysets import calon_petugas
from disposisi.sambungan import yang_kurang
from disposisi.tawaran import LAMA, BidangPukul, BidangTanggal

PANJANG_ALASAN = 500


class PilihanPetugas(forms.ModelChoiceField):
    """Officers as radio buttons, each with position and present load."""

    def __init__(self, *, label: str, wajib: str) -> None:
        super().__init__(
            queryset=Pengguna.objects.none(),
            label=label,
            empty_label=None,
            widget=forms.RadioSelect,
            error_messages={
                "required": wajib,
                "invalid_choice": "Petugas ini tidak dapat ditugaskan. Pilih petugas lain.",
            },
        )

    def label_from_instance(self, obj: Pengguna) -> str:
        beban = f"{obj.beban} surat terbuka" if obj.beban else "tidak ada surat terbuka"
        return " — ".join(filter(None, (str(obj), obj.jabatan, beban)))


def bidang_alasan(label: str, wajib: str) -> forms.CharField:
    """A reason that staff read."""
    return forms.CharField(
        label=label,
        help_text="Dibaca pegawai, tidak dibaca pengirim.",
        widget=forms.Textarea({"rows": 3}),
        max_length=PANJANG_ALASAN,
        error_messages={"required": wajib, "max_length": terlalu_panjang(PANJANG_ALASAN)},
    )


class FormTeruskan(forms.Form):
    """The new officer and why; the officer of now is not among the choices."""

    use_required_attribute = False

    petugas = PilihanPetugas(label="Diteruskan kepada", wajib="Pilih petugas yang menerima surat ini.")
    alasan = bidang_alasan("Alasan diteruskan", "Tulis alasan surat ini diteruskan.")

    def __init__(self, *args, surat: SuratMasuk, oleh: Pengguna, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        calon = calon_petugas(surat=surat, pemutus=oleh)
        self.fields["petugas"].queryset = calon.exclude(pk=surat.petugas_id)


class FormUlang(forms.Form):
    """How, by whom and when a letter is handled from now on, and why anew; begins with what holds now.

    `audiensi` is the appointment that holds, if any; `batas` the letter's clock `pelaksanaan`. Whether it is
    allowed is up to `rantai.disposisi_ulang`, which takes `putusan()`.
    """

    use_required_attribute = False

    alasan_perubahan = bidang_alasan("Alasan disposisi ulang", "Tulis alasan disposisi ulang.")
    petugas = PilihanPetugas(label="Petugas", wajib="Pilih petugas yang menangani surat ini.")
    pendamping = PilihanPendamping()
    mode = forms.ChoiceField(
        label="Tatap muka atau daring?",
        choices=Mode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih tatap muka atau daring."},
    )
    metode = forms.ChoiceField(
        label="Daring melalui apa?",
        choices=[("", "Bukan daring"), *Metode.choices],
        required=False,
    )
    tanggal = BidangTanggal()
    pukul = BidangPukul()
    lama = forms.TypedChoiceField(
        label="Lama pertemuan", choices=LAMA, initial=30, coerce=int, empty_value=30, required=False
    )
    ruang = forms.ModelChoiceField(
        Ruang.objects.filter(aktif=True),
        label="Ruang",
        help_text="Untuk tatap muka. Tanpa ruang, tidak ada tempat yang dipesan.",
        empty_label="Tanpa ruang",
        required=False,
        error_messages={"invalid_choice": "Ruang ini tidak dipakai lagi. Pilih ruang lain."},
    )
    tempat = forms.CharField(
        label="Tautan atau nomor",
        help_text="Untuk daring. Panggilan video memerlukan tautan.",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    alasan_lewat = forms.CharField(
        label="Alasan bila waktunya melewati batas",
        help_text="Pengirim membaca alasan ini.",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    surat_oleh_petugas = forms.BooleanField(label="Petugas menyusun surat sendiri", required=False)
    instruksi = forms.MultipleChoiceField(
        label="Dengan hormat harap",
        choices=Instruksi.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sifat = forms.ChoiceField(label="Sifat", choices=Sifat.choices)
    catatan = forms.CharField(
        label="Catatan untuk petugas",
        help_text="Tidak dibaca pengirim.",
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    def __init__(
        self,
        *args,
        disposisi: Disposisi,
        pemutus: Pengguna,
        batas: Tenggat | None,
        audiensi: Audiensi | None,
        **kwargs,
    ) -> None:
        super().__init__(*args, initial=_semula(disposisi, audiensi), **kwargs)
        self.surat, self.batas = disposisi.surat, batas
        for nama in ("petugas", "pendamping"):
            self.fields[nama].queryset = calon_petugas(surat=self.surat, pemutus=pemutus)
        if self.surat.status == Status.DIJAWAB:
            del self.fields["surat_oleh_petugas"]
        self.berjadwal = Ruang.objects.filter(aktif=True).exists()
        if not self.berjadwal:
            del self.fields["ruang"], self.fields["lama"], self.fields["alasan_lewat"]

    @property
    def waktu(self) -> datetime | None:
        """The instant that date and time name in WITA."""
        tanggal, pukul = (self.cleaned_data.get(nama) for nama in ("tanggal", "pukul"))
        return datetime.combine(tanggal, pukul, tzinfo=jam.WITA) if tanggal and pukul else None

    def clean(self) -> dict:
        isi = super().clean()
        daring = isi.get("mode") == Mode.DARING
        if daring and not isi.get("metode"):
            self._galat("metode", "Pilih cara daringnya.")
        ditahan = isi.get("surat_oleh_petugas")
        if isi.get("ruang") or (daring and not ditahan) or isi.get("tanggal") or isi.get("pukul"):
            for nama, galat in (("tanggal", "Isi tanggalnya."), ("pukul", "Isi jamnya.")):
                if not isi.get(nama):
                    self._galat(nama, f"{galat} Pengirim perlu tahu kapan ia dilayani.")
        if self.waktu and self.waktu <= jam.sekarang():
            self._galat("tanggal", "Waktu penanganan harus setelah sekarang.")
        if isi.get("petugas") and isi["petugas"] in isi.get("pendamping", ()):
            self._galat("pendamping", SUDAH_PETUGAS.format(isi["petugas"]))
        lewat = self.waktu and self.batas and self.waktu > self.batas.jatuh_tempo
        if lewat and self._dipesan(isi) and not isi.get("alasan_lewat"):
            self._galat("alasan_lewat", "Tulis mengapa waktunya melewati batas.")
        metode, telepon = isi.get("metode", "") if daring else "", self.surat.pengirim.telepon
        kurang = yang_kurang(metode=metode, tempat=isi.get("tempat", ""), telepon=telepon)
        if kurang and not ditahan:
            self._galat("tempat", kurang)
        return isi

    def _galat(self, nama: str, kata: str) -> None:
        if nama not in self.errors:
            self.add_error(nama, ValidationError(kata, code="required"))

    def _dipesan(self, isi: dict) -> bool:
        """Whether the time becomes an appointment that takes up the officer and, face to face, the room."""
        if not self.berjadwal:
            return False
        daring = isi.get("mode") == Mode.DARING and isi.get("metode") != Metode.TERTULIS
        return daring or bool(isi.get("mode") == Mode.TATAP_MUKA and isi.get("ruang"))

    def putusan(self) -> dict:
        """What `rantai.disposisi_ulang` takes."""
        isi = self.cleaned_data
        daring = isi["mode"] == Mode.DARING
        nama = ("alasan_perubahan", "petugas", "pendamping", "mode", "instruksi", "sifat", "catatan")
        putusan = {satu: isi[satu] for satu in nama} | {
            "metode": isi["metode"] if daring else "",
            "tempat": isi["tempat"] if daring else "",
            "waktu": self.waktu,
            "surat_oleh_petugas": isi.get("surat_oleh_petugas", False),
        }
        if self._dipesan(isi) and self.waktu:
            lama = timedelta(minutes=isi["lama"] or 30)
            putusan |= {"ruang": isi["ruang"], "lama": lama, "alasan_lewat": isi["alasan_lewat"]}
        return putusan


def _semula(disposisi: Disposisi, audiensi: Audiensi | None) -> dict:
    """What holds now, as far as it lies ahead; the place of a secret letter may say who the sender is."""
    kolom = ("mode", "metode", "sifat", "instruksi", "catatan", "surat_oleh_petugas")
    isi = {nama: getattr(disposisi, nama) for nama in kolom} | {"petugas": disposisi.petugas_id}
    isi["pendamping"] = [satu.pk for satu in dari_surat(disposisi.surat)]
    if disposisi.surat.rahasiakan_identitas:
        isi["catatan"] = ""
    elif disposisi.mode == Mode.DARING:
        isi["tempat"] = disposisi.tempat
    if disposisi.waktu and disposisi.waktu > jam.sekarang():
        waktu = jam.wita(disposisi.waktu)
        isi |= {"tanggal": waktu.date(), "pukul": waktu.time()}
    if audiensi:
        lama = int((audiensi.selesai - audiensi.mulai).total_seconds() // 60)
        isi |= {"ruang": audiensi.ruang_id, "lama": lama}
    return isi
