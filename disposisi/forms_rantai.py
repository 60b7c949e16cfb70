"""The forms of the chain: hand a letter on, decide it anew."""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.utils.safestring import SafeString

from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.akun.models import Pengguna
from dinsos.dokumen.forms_nomor import BidangNomor, tata_letak
from dinsos.inti import jam
from dinsos.inti.teks import terlalu_panjang
from disposisi.calon import DaftarCalon, Pilihan, tulis
from disposisi.enums import Keputusan, Mode
from disposisi.forms import FormDisposisi
from disposisi.jadwal_kabar import tempat as tempat_jadwal
from disposisi.models import Audiensi, Disposisi
from disposisi.pendamping import dari_surat
from disposisi.querysets import calon_petugas
from disposisi.tawaran import SENDIRI, TANPA, USULAN

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
    nomor = BidangNomor()

    def __init__(self, *args, surat: SuratMasuk, oleh: Pengguna, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        calon = calon_petugas(surat=surat, pemutus=oleh)
        self.fields["petugas"].queryset = calon.exclude(pk=surat.petugas_id)
        self.helper = tata_letak(self)


class FormUlang(FormDisposisi):
    """How, by whom and when a letter is handled from now on, and why anew; begins with what holds now.

    `audiensi` is the appointment that holds, if any; `batas` the letter's clock `pelaksanaan`. Whether it is
    allowed is up to `rantai.disposisi_ulang`, which takes `putusan()`. Of a secret letter earlier note and place
    are not shown, for they may say who the sender is: left empty they stay as they are.
    """

    keputusan = rujukan = tujuan_rujukan = rujukan_nomor = alasan = jalan_lain = None
    field_order = ()

    alasan_perubahan = bidang_alasan("1. Alasan disposisi ulang", "Tulis alasan disposisi ulang.")

    def __init__(
        self,
        *args,
        disposisi: Disposisi,
        pemutus: Pengguna,
        batas: Tenggat | None,
        audiensi: Audiensi | None,
        daftar: DaftarCalon,
    ) -> None:
        self.semula, self.audiensi = disposisi, audiensi
        surat = disposisi.surat
        lain = {"surat": surat, "pemutus": pemutus, "batas": batas, "daftar": daftar}
        super().__init__(*args, initial=_semula(disposisi, audiensi), **lain)
        if surat.status == Status.DIJAWAB:
            del self.fields["surat_oleh_petugas"]
        if surat.rahasiakan_identitas:
            for nama in ("tempat", "catatan"):
                bantuan = self.fields[nama].help_text
                self.fields[nama].help_text = f"{bantuan} Kosongkan untuk memakai yang lama."

    @property
    def bagian(self) -> dict[str, SafeString]:
        """`petugas`: the questions who, with the free times of each, and with whom; `ruang`: which room."""
        petugas = str(self["petugas"].value() or "")
        pilihan = Pilihan(
            petugas=petugas,
            waktu=tuple(self.data.get(f"{nama}_{petugas}", "") for nama in ("waktu", "daring")),
            pendamping=tuple(str(satu) for satu in self["pendamping"].value() or ()),
            galat=tuple(self.errors.get("petugas", ())),
            galat_pendamping=tuple(self.errors.get("pendamping", ())),
        )
        ruang = as_crispy_field(self["ruang"]) if self.tawaran else SafeString("")
        return {"petugas": tulis(self.daftar.calon, pilihan), "ruang": ruang}

    def clean(self) -> dict:
        isi = super().clean()
        isi["keputusan"] = Keputusan.DITANGANI
        isi.setdefault("surat_oleh_petugas", False)
        if self.tawaran and not isi.get("penjadwalan"):
            disebut = any(isi.get(nama) for nama in ("tanggal", "pukul", "ruang"))
            isi["penjadwalan"] = SENDIRI if disebut else TANPA
        if self.surat.rahasiakan_identitas:
            isi["catatan"] = isi.get("catatan") or self.semula.catatan
            isi["tempat"] = isi.get("tempat") or self._tempat_lama(isi)
        self._periksa_penanganan(isi)
        return isi

    def _tempat_lama(self, isi: dict) -> str:
        """The place of now, where the letter is still handled in that way; a room gives its own words."""
        daring = isi.get("mode") == Mode.DARING
        cara = isi.get("mode"), isi.get("metode") if daring else ""
        if cara != (self.semula.mode, self.semula.metode):
            return ""
        return self.semula.tempat if daring or not _nama_ruang(self.semula, self.audiensi) else ""

    def putusan(self) -> dict:
        """What `rantai.disposisi_ulang` takes."""
        putusan = super().putusan() | {"alasan_perubahan": self.cleaned_data["alasan_perubahan"]}
        del putusan["keputusan"]
        return putusan


def _semula(disposisi: Disposisi, audiensi: Audiensi | None) -> dict:
    """What holds now, as far as it lies ahead; the place of a secret letter may say who the sender is."""
    kolom = ("mode", "metode", "sifat", "instruksi", "catatan", "surat_oleh_petugas")
    isi = {nama: getattr(disposisi, nama) for nama in kolom} | {"petugas": disposisi.petugas_id}
    isi["pendamping"] = [satu.pk for satu in dari_surat(disposisi.surat)]
    isi["penjadwalan"] = TANPA if disposisi.mode == Mode.TATAP_MUKA else USULAN
    if disposisi.surat.rahasiakan_identitas:
        isi["catatan"] = ""
    elif not _nama_ruang(disposisi, audiensi):
        isi["tempat"] = disposisi.tempat
    if disposisi.waktu and disposisi.waktu > jam.sekarang():
        waktu = jam.wita(disposisi.waktu)
        isi |= {"tanggal": waktu.date(), "pukul": waktu.time(), "penjadwalan": SENDIRI}
    if audiensi:
        lama = int((audiensi.selesai - audiensi.mulai).total_seconds() // 60)
        isi |= {"ruang": str(audiensi.ruang_id or ""), "lama": lama}
        isi["alasan_lewat"] = audiensi.alasan if audiensi.lewat_batas else ""
    return isi


def _nama_ruang(disposisi: Disposisi, audiensi: Audiensi | None) -> bool:
    """Whether the place of now is just the name of the room of the appointment."""
    return bool(audiensi and audiensi.ruang and disposisi.tempat == tempat_jadwal(audiensi))
