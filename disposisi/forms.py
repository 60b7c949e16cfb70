"""The disposition form: four questions, then the boxes of the paper lembar disposisi."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import ClassVar

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.inti.form_sekali import potongan
from dinsos.inti.teks import terlalu_panjang
from disposisi.calon import DaftarCalon, Pilihan, tulis
from disposisi.enums import Instruksi, Keputusan, Metode, Mode, Sifat
from disposisi.forms_pendamping import SUDAH_PETUGAS, PilihanPendamping
from disposisi.forms_tutup import BERSYARAT_TUTUP, BidangTutup
from disposisi.querysets import calon_petugas
from disposisi.sambungan import yang_kurang
from disposisi.tata_letak import TATA_LETAK, TATA_LETAK_JADWAL
from disposisi.tawaran import (
    LAMA,
    SENDIRI,
    TANPA,
    USULAN,
    BidangPukul,
    BidangTanggal,
    PilihanRuang,
    Tawaran,
    WaktuBebas,
)

BERJADWAL = ("penjadwalan", "lama", "ruang", "alasan_lewat")
"""Fields of an office that has rooms to give; without one the head just names time and place."""


BATAS_SUDAH_LEWAT = "Batas penanganan sudah lewat ketika surat didisposisikan."
SUDAH_DIPILIHKAN = "Kami pilihkan {} di bawah nama petugas. Periksa, lalu simpan lagi."
TIDAK_ADA_WAKTU = (
    "Tidak ada waktu yang sama-sama bebas sampai batas. Pilih petugas lain, atau “Saya tentukan sendiri”."
)


def _radio(label: str, pilihan: list, **lain) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=pilihan, widget=forms.RadioSelect, **lain)


class FormDisposisi(BidangTutup):
    """What the head answers about one letter (PGD-PROSEDUR-2, KSL-PROSEDUR-3).

    In: the letter, who decides, and the letter's clock `pelaksanaan`. It checks that every question that
    applies is answered; whether the decision is allowed is up to `actions.disposisikan`, which takes
    `putusan()`. Without JavaScript all questions are shown, and answers to those that don't apply are dropped.
    Its HTML comes in pieces (`bagian`), between which the page puts the officers and the limit of the letter.
    """

    use_required_attribute = False
    baku = True
    terpisah = ("petugas", "pendamping", "ruang")
    field_order = ("keputusan",)

    keputusan = _radio(
        "1. Dapatkah surat ini ditangani?",
        Keputusan.choices,
        error_messages={"required": "Pilih apakah surat ini dapat ditangani."},
    )
    mode = _radio("2. Tatap muka atau daring?", Mode.choices, required=False)
    metode = _radio(
        "Daring melalui apa?", Metode.choices, required=False, help_text="Diisi untuk penanganan daring."
    )
    petugas = forms.ModelChoiceField(
        queryset=Pengguna.objects.none(),
        label="3. Siapa petugasnya?",
        empty_label=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Petugas ini tidak dapat ditugaskan. Pilih petugas lain."},
    )
    pendamping = PilihanPendamping()
    penjadwalan = _radio(
        "Waktu dan ruang",
        [
            (USULAN, "Pakai waktu bebas yang dipilih di bawah nama petugas"),
            (SENDIRI, "Saya tentukan sendiri"),
            (TANPA, "Tanpa jadwal: pengirim datang pada jam pelayanan"),
        ],
        initial=USULAN,
        required=False,
    )
    tanggal = BidangTanggal()
    pukul = BidangPukul()
    lama = forms.TypedChoiceField(
        label="Lama pertemuan",
        choices=LAMA,
        initial=30,
        coerce=int,
        empty_value=30,
        required=False,
    )
    ruang = PilihanRuang()
    alasan_lewat = forms.CharField(
        label="Alasan bila waktunya melewati batas",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    tempat = forms.CharField(
        label="Tempat, tautan, atau nomor",
        help_text=(
            "Tatap muka tanpa isian ini berarti di kantor. Panggilan video memerlukan tautan; telepon dan WhatsApp "
            "memerlukan nomor bila pengirim tidak menulisnya."
        ),
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    surat_oleh_petugas = forms.BooleanField(
        label="Petugas menyusun surat sendiri",
        help_text="Pengirim belum diberi tahu, dan batas jawaban tetap berjalan sampai petugas mengirimnya.",
        required=False,
    )
    instruksi = forms.MultipleChoiceField(
        label="Dengan hormat harap",
        choices=Instruksi.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sifat = forms.ChoiceField(label="Sifat", choices=Sifat.choices, initial=Sifat.BIASA, required=False)
    catatan = forms.CharField(
        label="Catatan untuk petugas",
        help_text="Tidak dibaca pengirim.",
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    def __init__(
        self,
        *args,
        surat: SuratMasuk | None = None,
        pemutus: Pengguna | None = None,
        batas: Tenggat | None = None,
        daftar: DaftarCalon | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.batas = batas
        self.surat = surat
        self.daftar = daftar
        self.tawaran = tawaran = daftar.tawaran if daftar else None
        self.usulan: WaktuBebas | None = None
        if surat is not None:
            for nama in ("petugas", "pendamping"):
                self.fields[nama].queryset = calon_petugas(surat=surat, pemutus=pemutus)
        if tawaran is None:
            for nama in BERJADWAL:
                del self.fields[nama]
        else:
            self.fields["ruang"].choices = tawaran.pilihan_ruang
        for nama in (
            *BERSYARAT_TUTUP,
            "mode",
            "metode",
            "petugas",
            "tanggal",
            "pukul",
            "tempat",
            "sifat",
            *(BERJADWAL if tawaran else ()),
        ):
            if nama in self.fields:
                self.fields[nama].wajib_bersyarat = True
        self.helper = TATA_LETAK if tawaran is None else TATA_LETAK_JADWAL

    @property
    def bagian(self) -> dict[str, SafeString]:
        """`awal`, `petugas`, `tengah`, `jadwal`, `ruang` and `akhir`: the limit belongs after `tengah`."""
        ruang = as_crispy_field(self["ruang"]) if self.tawaran else SafeString("")
        calon = self.daftar.calon if self.daftar else ()
        petugas = self.data.get("petugas", "")
        pilihan = Pilihan(
            petugas=petugas,
            waktu=tuple(self.data.get(f"{nama}_{petugas}", "") for nama in ("waktu", "daring")),
            pendamping=tuple(self["pendamping"].value() or ()),
            galat=tuple(self.errors.get("petugas", ())),
            galat_pendamping=tuple(self.errors.get("pendamping", ())),
        )
        return _bagian(potongan(self), tulis(calon, pilihan), ruang)

    @property
    def waktu(self) -> datetime | None:
        """The suggested time when it was chosen, else the instant that date and time name in WITA, or None."""
        if self.usulan:
            return self.usulan.mulai
        if self._tertulis_sampai_batas():
            return self.batas.jatuh_tempo
        if self.cleaned_data.get("penjadwalan") == TANPA:
            return None
        tanggal, pukul = (self.cleaned_data.get(nama) for nama in ("tanggal", "pukul"))
        return datetime.combine(tanggal, pukul, tzinfo=jam.WITA) if tanggal and pukul else None

    def _tertulis_sampai_batas(self) -> bool:
        """Whether the answer in writing is promised for the limit itself, because no other time was chosen."""
        isi = self.cleaned_data
        menurut_batas = isi.get("penjadwalan") in (USULAN, TANPA) and isi.get("metode") == Metode.TERTULIS
        dipilih = isi.get("tanggal") or isi.get("pukul")
        menurut_batas = menurut_batas and isi.get("mode") == Mode.DARING and not dipilih
        return bool(menurut_batas and self.batas and self.batas.jatuh_tempo > jam.sekarang())

    @property
    def lewat_batas(self) -> bool:
        """Whether the time lies after the limit of `pelaksanaan`: allowed, but counted as late."""
        waktu = self.waktu if hasattr(self, "cleaned_data") else None
        return bool(waktu and self.batas and waktu > self.batas.jatuh_tempo)

    def clean(self) -> dict:
        isi = super().clean()
        match isi.get("keputusan"):
            case Keputusan.DITANGANI:
                self._periksa_penanganan(isi)
            case Keputusan.DIRUJUK | Keputusan.DITOLAK:
                self.periksa_tutup(isi)
        return isi

    def _periksa_penanganan(self, isi: dict) -> None:
        self._wajib(isi, "mode", "Pilih tatap muka atau daring.")
        self._wajib(isi, "petugas", "Pilih petugas yang menangani surat ini.")
        if isi.get("petugas") and (
            halangan := self.daftar.halangan(isi["petugas"].pk) if self.daftar else ""
        ):
            self.add_error("petugas", ValidationError(f"{isi['petugas']}: {halangan}"))
        self._periksa_pendamping(isi)
        if isi.get("mode") == Mode.DARING:
            self._wajib(isi, "metode", "Pilih cara daringnya.")
        perlu = isi.get("mode") == Mode.DARING and not isi.get("surat_oleh_petugas")
        tertulis = isi.get("mode") == Mode.DARING and isi.get("metode") == Metode.TERTULIS
        if self.tawaran and not tertulis and isi.get("penjadwalan"):
            self._periksa_jadwal(isi, perlu)
        elif self._tertulis_sampai_batas():
            pass
        elif perlu or isi.get("tanggal") or isi.get("pukul"):
            self._wajib(isi, "tanggal", "Isi tanggalnya. Pengirim perlu tahu kapan ia dilayani.")
            self._wajib(isi, "pukul", "Isi jamnya. Pengirim perlu tahu kapan ia dilayani.")
        self._periksa_sambungan(isi, perlu)
        if self.waktu and self.waktu <= jam.sekarang():
            self.add_error("tanggal", ValidationError("Waktu penanganan harus setelah sekarang."))

    def _periksa_pendamping(self, isi: dict) -> None:
        if isi.get("petugas") and isi["petugas"] in isi.get("pendamping", ()):
            self.add_error("pendamping", ValidationError(SUDAH_PETUGAS.format(isi["petugas"])))

    def _periksa_jadwal(self, isi: dict, perlu: bool) -> None:
        """The time: suggested, chosen, or none. A chosen one after the limit needs its reason."""
        tatap_muka = isi.get("mode") == Mode.TATAP_MUKA
        match isi["penjadwalan"]:
            case "usulan" if isi.get("petugas") and isi.get("mode"):
                self._periksa_usulan(isi["petugas"].pk, tatap_muka)
            case "sendiri":
                self._wajib(isi, "tanggal", "Isi tanggalnya. Pengirim perlu tahu kapan ia dilayani.")
                self._wajib(isi, "pukul", "Isi jamnya. Pengirim perlu tahu kapan ia dilayani.")
                if tatap_muka:
                    self._wajib(isi, "ruang", "Pilih ruangnya.")
                if self.lewat_batas:
                    self._wajib(isi, "alasan_lewat", "Tulis mengapa waktunya melewati batas.")
            case "tanpa" if perlu:
                self.add_error("penjadwalan", ValidationError("Penanganan daring memerlukan waktu."))

    def _periksa_usulan(self, petugas: int, tatap_muka: bool) -> None:
        """The time that stood beside the officer's name is the one that is booked, or the head is told."""
        kode = self.data.get(f"{'waktu' if tatap_muka else 'daring'}_{petugas}", "")
        dipilih = self.tawaran.terpilih(kode, tatap_muka=tatap_muka)
        if dipilih and self.tawaran.masih_bebas(petugas, dipilih):
            self.usulan = dipilih
            return
        baru = self.tawaran.untuk(petugas, tatap_muka=tatap_muka)
        if not baru:
            galat = f"{dipilih} tidak bebas lagi. {TIDAK_ADA_WAKTU}" if dipilih else TIDAK_ADA_WAKTU
        elif dipilih:
            galat = (
                f"{dipilih} baru saja terpakai, atau terlalu singkat untuk pertemuan itu. {SUDAH_DIPILIHKAN}"
            )
        else:
            galat = f"Waktu bebas petugas itu belum dipilih. {SUDAH_DIPILIHKAN}"
        self.add_error("penjadwalan", ValidationError(galat.format(baru[0] if baru else "")))

    @property
    def lama_pertemuan(self) -> timedelta:
        """How long the appointment is planned to take."""
        return timedelta(minutes=self.cleaned_data.get("lama") or 30)

    def _periksa_sambungan(self, isi: dict, perlu: bool) -> None:
        """The link or number: right when there is one, and there when it is needed (`perlu`)."""
        metode = isi.get("metode", "") if isi.get("mode") == Mode.DARING else ""
        tempat, telepon = isi.get("tempat", ""), self.surat.pengirim.telepon
        keluhan = yang_kurang(metode=metode, tempat=tempat, telepon=telepon) if perlu or tempat else ""
        if keluhan and "tempat" not in self.errors:
            self.add_error("tempat", ValidationError(keluhan, code="required"))

    def putusan(self) -> dict:
        """What `actions.disposisikan` takes; answers to questions that don't apply are left out."""
        isi = self.cleaned_data
        if isi["keputusan"] != Keputusan.DITANGANI:
            return self.putusan_tutup()
        putusan = {"keputusan": isi["keputusan"]}
        daring = isi["mode"] == Mode.DARING
        if self.tawaran and isi.get("penjadwalan") and self.waktu:
            ruang = self.usulan.ruang if self.usulan else self.tawaran.ruang(isi["ruang"])
            alasan = isi["alasan_lewat"] or (BATAS_SUDAH_LEWAT if self.usulan and self.lewat_batas else "")
            putusan |= {"ruang": ruang, "lama": self.lama_pertemuan, "alasan_lewat": alasan}
        lain = ("mode", "petugas", "pendamping", "tempat", "surat_oleh_petugas", "instruksi", "catatan")
        return (
            putusan
            | {nama: isi[nama] for nama in lain}
            | {
                "metode": isi["metode"] if daring else "",
                "waktu": self.waktu,
                "sifat": isi["sifat"] or Sifat.BIASA,
                "nomor": isi["nomor"],
            }
        )


def _bagian(potongan_: list[SafeString], petugas: SafeString, ruang: SafeString) -> dict[str, SafeString]:
    awal, tengah, jadwal, *akhir = [*potongan_, SafeString("")] if len(potongan_) == 3 else potongan_
    return {
        "awal": awal,
        "petugas": petugas,
        "tengah": tengah,
        "jadwal": jadwal,
        "ruang": ruang,
        "akhir": akhir[0],
    }


@cache
def _rangka(berjadwal: bool) -> list[SafeString]:
    return potongan(FormDisposisi(daftar=DaftarCalon((), Tawaran()) if berjadwal else None))


@lru_cache(maxsize=32)
def _bidang_ruang(pilihan: tuple[tuple[str, str], ...]) -> SafeString:
    form = FormDisposisi(daftar=DaftarCalon((), Tawaran()))
    form.fields["ruang"].choices = pilihan
    return as_crispy_field(form["ruang"])


@dataclass(frozen=True)
class FormKosong:
    """The disposition form with nothing filled in: the same for every letter but for the officers and rooms."""

    daftar: DaftarCalon
    errors: ClassVar[dict] = {}
    lewat_batas: ClassVar[bool] = False

    @classmethod
    def untuk(cls, *, surat: SuratMasuk, pemutus: Pengguna, batas: Tenggat | None) -> "FormKosong":
        """The form for one letter, who decides it and its clock `pelaksanaan`."""
        return cls(DaftarCalon.susun(surat=surat, pemutus=pemutus, batas=batas))

    @property
    def bagian(self) -> dict[str, SafeString]:
        """As `FormDisposisi.bagian`."""
        tawaran = self.daftar.tawaran
        ruang = _bidang_ruang(tuple(tawaran.pilihan_ruang)) if tawaran else SafeString("")
        return _bagian(_rangka(bool(tawaran)), tulis(self.daftar.calon), ruang)
