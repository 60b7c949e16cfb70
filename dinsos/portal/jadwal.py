"""The appointments of a day or a week, by room or officer, as a member of staff may see them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import Q
from django.urls import reverse

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import Pengecualian
from dinsos.akun.models import Pengguna, Peran
from dinsos.inti import jam
from dinsos.inti.teks import waktu_pendek
from dinsos.portal.kisi_jadwal import Kisi, Kolom, susun_kisi
from dinsos.sla.layanan import kalender_berlaku
from disposisi.enums import BERJALAN, USULAN, KeadaanAudiensi
from disposisi.models import Audiensi, PendampingAudiensi, Ruang
from disposisi.tawaran import BidangTanggal

TERSEMBUNYI = (KeadaanAudiensi.DIGANTI, KeadaanAudiensi.DIBATALKAN, *USULAN)
TAMPIL = tuple(k for k in KeadaanAudiensi if k not in TERSEMBUNYI)
SEMINGGU = 7
TOMBOL = {
    "hadir": "Pemohon datang",
    "surat_lembaga": "Surat lembaga dibawa",
    "mulai": "Mulai sekarang",
    "selesai": "Selesai",
}
"""Acts of the calendar: what happens now, in one touch."""


@dataclass(frozen=True)
class Baris:
    """One appointment as this person sees it.

    `nomor` is "" where the person may not know which letter it is about, `tautan` "" where it can't be opened.
    `tindakan` are name and words of the buttons.
    """

    audiensi: Audiensi
    nomor: str
    tautan: str
    tindakan: list[tuple[str, str]]

    @property
    def pukul(self) -> str:
        """ "09.00–09.30"."""
        return f"{jam.wita(self.audiensi.mulai):%H.%M}–{jam.wita(self.audiensi.selesai):%H.%M}"

    @property
    def tempat(self) -> str:
        """The room, or how the two sides meet."""
        return str(self.audiensi.ruang or self.audiensi.get_metode_display())

    @property
    def keadaan(self) -> str:
        """How it stands, until when an alternative is on offer, and by which way the two sides really met."""
        satu = self.audiensi
        if satu.keadaan == KeadaanAudiensi.DIUSULKAN:
            return f"Diusulkan sampai {waktu_pendek(satu.berlaku_sampai)}"
        cara = f", lewat {satu.get_cara_sebenarnya_display()}" if satu.cara_sebenarnya else ""
        return f"{satu.get_keadaan_display()}{cara}"

    @property
    def berkas(self) -> str:
        """The address of its calendar file; "" for an alternative, and where the letter can't be opened."""
        usulan = self.audiensi.keadaan == KeadaanAudiensi.DIUSULKAN
        return "" if usulan or not self.tautan else reverse("portal:jadwal_ics", args=[self.audiensi.pk])


@dataclass(frozen=True)
class Lembar:
    """One date with its appointments in the order of time."""

    tanggal: date
    baris: list[Baris]
    kisi: Kisi | None


class FormJadwal(forms.Form):
    """Which days, which room, which officer; every field may be left empty."""

    tanggal = BidangTanggal()
    rentang = forms.ChoiceField(
        label="Tampilkan", choices=[("hari", "Satu hari"), ("minggu", "Satu minggu")], required=False
    )
    kolom = forms.ChoiceField(
        label="Bandingkan", choices=[("ruang", "Ruang"), ("petugas", "Petugas")], required=False
    )
    ruang = forms.ModelChoiceField(
        Ruang.objects.all(),
        label="Ruang",
        required=False,
        empty_label="Semua ruang",
        error_messages={"invalid_choice": "Ruang ini tidak ada. Pilih yang lain."},
    )
    petugas = forms.ModelChoiceField(
        Pengguna.objects.berperan(Peran.PETUGAS).order_by("nama"),
        label="Petugas",
        required=False,
        empty_label="Semua petugas",
        error_messages={"invalid_choice": "Petugas ini tidak ada. Pilih yang lain."},
    )

    @property
    def awal(self) -> date:
        """The first day shown: the date asked for (today if none), of a week its Monday."""
        tanggal = self.cleaned_data.get("tanggal") or jam.hari_ini()
        return tanggal - timedelta(days=tanggal.weekday()) if self.hari == SEMINGGU else tanggal

    @property
    def hari(self) -> int:
        """How many days are shown."""
        return SEMINGGU if self.cleaned_data.get("rentang") == "minggu" else 1


def susun(pengguna: Pengguna, form: FormJadwal) -> list[Lembar]:
    """The days of a valid form with what takes place or took place on them; ten queries at most.

    Whoever is named in a letter sees neither its appointment nor that there is one.
    """
    dari = datetime.combine(form.awal, time.min, tzinfo=jam.WITA)
    tampil = Q(keadaan__in=TAMPIL) | Q(keadaan=KeadaanAudiensi.DIUSULKAN, berlaku_sampai__gt=jam.sekarang())
    semua = Audiensi.objects.filter(tampil).antara(dari, dari + timedelta(days=form.hari))
    if ruang := form.cleaned_data.get("ruang"):
        semua = semua.filter(ruang=ruang)
    if petugas := form.cleaned_data.get("petugas"):
        ikut = PendampingAudiensi.objects.filter(petugas=petugas).values("audiensi")
        semua = semua.filter(Q(petugas=petugas) | Q(pk__in=ikut))
    semua = semua.exclude(surat__in=Pengecualian.objects.filter(pengguna=pengguna).values("surat"))
    if pengguna.punya_peran(Peran.KEPALA_DINAS):
        semua = semua.exclude(surat__menyangkut_kepala=True)
    semua = semua.select_related("surat__konsultasi", "ruang", "petugas")
    daftar = list(semua.prefetch_related("pendamping__petugas").order_by("mulai", "pk"))
    terlihat = set(
        Audiensi.objects.untuk(pengguna).filter(pk__in=[a.pk for a in daftar]).values_list("pk", flat=True)
    )
    lembar: dict[date, list[Baris]] = {form.awal + timedelta(days=n): [] for n in range(form.hari)}
    for satu in daftar:
        lembar[jam.wita(satu.mulai).date()].append(_baris(satu, pengguna, satu.pk in terlihat))
    apa = form.cleaned_data.get("kolom") or "ruang"
    kolom = Kolom.baca(apa, form.cleaned_data.get(apa), form.awal, form.hari)
    kalender = kalender_berlaku()
    return [
        Lembar(tanggal, baris, susun_kisi(tanggal, baris, apa=apa, kolom=kolom, kalender=kalender))
        for tanggal, baris in lembar.items()
    ]


def _baris(audiensi: Audiensi, pengguna: Pengguna, terlihat: bool) -> Baris:
    piket = pengguna.punya_peran(Peran.PIKET)
    return Baris(
        audiensi=audiensi,
        nomor=audiensi.surat.nomor if terlihat or piket else "",
        tautan=reverse("portal:surat", args=[audiensi.surat_id]) if terlihat else "",
        tindakan=[(nama, TOMBOL[nama]) for nama in _tindakan(audiensi, pengguna, terlihat, piket)],
    )


def _tindakan(audiensi: Audiensi, pengguna: Pengguna, terlihat: bool, piket: bool) -> list[str]:
    hari_ini = jam.wita(audiensi.mulai).date() == jam.hari_ini()
    milik = terlihat and audiensi.petugas_id == pengguna.pk
    if audiensi.keadaan == KeadaanAudiensi.BERLANGSUNG:
        return ["selesai"] if milik else []
    if audiensi.keadaan not in BERJALAN or not hari_ini or not (piket or milik):
        return []
    di_kantor = audiensi.ruang_id is not None
    pilihan = {
        "hadir": di_kantor and audiensi.keadaan == KeadaanAudiensi.DIPASTIKAN,
        "surat_lembaga": di_kantor and _menunggu_surat_lembaga(audiensi),
        "mulai": milik,
    }
    return [nama for nama, ada in pilihan.items() if ada]


def _menunggu_surat_lembaga(audiensi: Audiensi) -> bool:
    """Whether the letter of the institution's head has still to be seen at the desk (KSL-SYARAT-6)."""
    rincian = getattr(audiensi.surat, "konsultasi", None)
    konsultasi = audiensi.surat.layanan == Layanan.KONSULTASI and rincian is not None
    return konsultasi and not rincian.perseorangan and rincian.surat_lembaga_dibawa_pada is None
