"""Forms of the acts on a consultation; each one calls one business act with its cleaned data."""

from datetime import datetime

from django import forms

from dinsos.agenda.enums import Status
from dinsos.dokumen.enums import JenisSurat
from dinsos.dokumen.forms_nomor import NOMOR_SAMA, BidangNomor
from dinsos.inti import jam
from dinsos.inti.teks import terlalu_panjang
from dinsos.inti.teks import waktu as tulis_waktu
from dinsos.portal.forms_kerja import BidangWaktu, FormBersurat, FormTindakan, teks_panjang
from disposisi.enums import Metode, Mode
from konsultasi.penanganan import KETERANGAN_MAKS, mulai_tercatat

CARA = [
    Mode.TATAP_MUKA.label,
    *(f"{Mode.DARING.label} ({m.label})" for m in Metode if m != Metode.TERTULIS),
]


class FormBeritaAcara(FormBersurat):
    """That the consultation was held: start, end, how, who, what was advised; one form for all of it."""

    nama = "konsultasi"
    bidang_galat = None
    mulai = BidangWaktu(
        label="Waktu mulai",
        help_text="Waktu yang sebenarnya (WITA), meskipun dicatat kemudian. Tenggat berhenti pada waktu ini.",
    )
    pukul_selesai = forms.TimeField(
        label="Selesai pukul",
        help_text="Pada tanggal yang sama (WITA).",
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"required": "Isi jam selesai.", "invalid": "Tulis jam seperti 10:45."},
    )
    cara = forms.ChoiceField(label="Cara", choices=[(satu, satu) for satu in CARA])
    hadir = teks_panjang(
        "Yang hadir",
        bantuan="Nama pengirim, petugas, dan pendampingnya.",
        wajib="Tulis siapa yang hadir.",
        baris=2,
    )
    saran = teks_panjang(
        "Saran yang Anda berikan", bantuan="Dikirim kepada pengirim.", wajib="Tulis saran Anda.", baris=5
    )
    nomor = BidangNomor(label="Nomor surat saran")
    nomor_berita_acara = BidangNomor(label="Nomor berita acara")
    pratinjau = (
        (JenisSurat.SURAT_JAWABAN.value, "Lihat surat saran dahulu (PDF)"),
        (JenisSurat.BERITA_ACARA.value, "Lihat berita acara dahulu (PDF)"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.tercatat = mulai_tercatat(self.surat)
        if self.tercatat:
            del self.fields["mulai"]
            self.fields["pukul_selesai"].help_text = f"Konsultasi dimulai {tulis_waktu(self.tercatat)}."
        disposisi = getattr(self.surat, "disposisi", None)
        if disposisi:
            self.fields["cara"].initial = disposisi.cara
        if disposisi and not self.tercatat and disposisi.waktu and disposisi.waktu <= jam.sekarang():
            self.fields["mulai"].initial = disposisi.waktu
        pengirim = "" if self.surat.rahasiakan_identitas else self.surat.pengirim.nama
        hadir = [pengirim, str(self.surat.petugas) if self.surat.petugas else ""]
        self.fields["hadir"].initial = "\n".join(satu for satu in hadir if satu)

    def clean(self) -> dict:
        isi = super().clean()
        mulai, selesai = isi.get("mulai") or self.tercatat, isi.pop("pukul_selesai", None)
        if mulai and selesai:
            isi["selesai"] = datetime.combine(jam.wita(mulai).date(), selesai, tzinfo=jam.WITA)
        if isi.get("nomor") and isi["nomor"].upper() == isi.get("nomor_berita_acara", "").upper():
            self.add_error("nomor_berita_acara", NOMOR_SAMA)
        return isi

    def nomor_untuk(self, jenis: str) -> str:
        return self.cleaned_data["nomor_berita_acara" if jenis == JenisSurat.BERITA_ACARA else "nomor"]


class FormJawaban(FormBersurat):
    """The written answer."""

    nama = "jawaban"
    jawaban = teks_panjang(
        "Jawaban Anda",
        bantuan="Dibaca pengirim. Tenggat penanganan berhenti ketika jawaban ini diterima saluran pengiriman.",
        wajib="Tulis jawaban untuk pengirim.",
        baris=8,
    )


class FormData(FormTindakan):
    """A data file for the citizen."""

    nama = "data"
    keterangan = forms.CharField(
        label="Data apa ini?",
        help_text="Dibaca pengirim, misalnya: jumlah penerima bantuan sembako per desa tahun 2026.",
        max_length=KETERANGAN_MAKS,
        error_messages={
            "required": "Tulis data apa yang Anda serahkan.",
            "max_length": terlalu_panjang(KETERANGAN_MAKS),
        },
    )
    unggahan = forms.FileField(
        label="Berkas data",
        help_text=(
            "PDF atau foto, paling besar 8 MB. Simpan tabel sebagai PDF dahulu. Jangan serahkan data pribadi orang "
            "lain."
        ),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
        error_messages={"required": "Pilih berkas datanya."},
    )

    @property
    def bidang_galat(self) -> str | None:
        """The file, as long as data can be handed over at all."""
        return "unggahan" if self.surat.status in (Status.DIJAWAB, Status.DILAKSANAKAN) else None


class FormPeriksaIdentitas(FormTindakan):
    """That the identity was checked; nothing to fill in."""

    nama = "periksa_identitas"


class FormSuratLembagaDibawa(FormTindakan):
    """That the letter of the institution's head was brought along; nothing to fill in."""

    nama = "surat_lembaga_dibawa"
