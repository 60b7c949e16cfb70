"""What the disposition page shows about one letter, read once."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import BigIntegerField, Model

from dinsos.agenda.identitas import pisahkan
from dinsos.agenda.models import Lampiran, SuratMasuk, Tenggat
from dinsos.agenda.tampilan import NAMA_JAM, KeadaanTenggat, keadaan
from dinsos.akun.models import Pengguna
from dinsos.berkas.enums import Jenis
from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian, KueriSiap
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from disposisi.enums import Keputusan
from disposisi.kabar import KELAS_JAWABAN
from disposisi.models import Disposisi
from disposisi.pemberitahuan import nama_surat
from disposisi.penarikan import sisa_menit
from disposisi.pendamping import dari_disposisi, sebut
from disposisi.querysets import ada_pendamping, ada_rantai
from disposisi.rantai import BERJALAN, rantai

_SURAT = Isian("surat", BigIntegerField())
_TERLIHAT = KueriSiap(
    lambda sudut: (
        SuratMasuk.objects.untuk(sudut)
        .filter(pk=_SURAT)
        .select_related("pengirim", "petugas", "pengaduan__terlapor")
        .annotate(berantai=ada_rantai(), berpendamping=ada_pendamping())
    )
)
_DIPUTUS = KueriSiap(lambda sudut: SuratMasuk.objects.bisa_diputus(sudut).filter(pk=_SURAT).values_list("pk"))
_LAMPIRAN = KueriSiap(lambda: Lampiran.objects.filter(surat=_SURAT).select_related("berkas"))
_DISPOSISI = KueriSiap(
    lambda: Disposisi.objects.filter(aktif_untuk=_SURAT).select_related(
        "petugas", "oleh", "atas_nama", "berlaku"
    )
)
_TENGGAT = KueriSiap(lambda: Tenggat.objects.filter(surat=_SURAT).order_by("jatuh_tempo"))


def surat_terlihat(pengguna, pk: int) -> SuratMasuk | None:
    """The letter with its sender and particulars, if this person may know of it; one query."""
    return _TERLIHAT.satu(pengguna.sudut, saya=pengguna.pk, surat=pk)


def bisa_memutus(pengguna, surat: SuratMasuk) -> bool:
    """Whether this person decides the letter; one query."""
    return bool(_DIPUTUS(pengguna.sudut, saya=pengguna.pk, surat=surat.pk))


def pesan_jawaban(surat: SuratMasuk) -> Pesan | None:
    """The notice or answer about the decision, in its present form; None while nobody has written it."""
    return (
        Pesan.objects.untuk_kasus(surat.uuid)
        .filter(kelas__in=KELAS_JAWABAN, digantikan_oleh=None)
        .order_by("-dibuat_pada")
        .first()
    )


@dataclass
class Lembar:
    """One letter with its clocks, papers, decision and notice; `kartu` are its identity documents, apart."""

    surat: SuratMasuk
    tenggat: dict[str, Tenggat]
    lampiran: list[Lampiran]
    kartu: list[Lampiran]
    disposisi: Disposisi | None

    @classmethod
    def baca(cls, surat: SuratMasuk) -> "Lembar":
        """Three queries; `surat` comes with its sender."""
        kartu, lampiran = pisahkan(_LAMPIRAN(surat=surat.pk))
        disposisi = _DISPOSISI.satu(surat=surat.pk)
        return cls(
            surat=surat,
            tenggat={t.jenis: t for t in _TENGGAT(surat=surat.pk)},
            lampiran=lampiran,
            kartu=kartu,
            disposisi=disposisi,
        )

    @cached_property
    def rincian(self) -> Model | None:
        """The particulars of the service; they hang on the letter under the service's name."""
        return getattr(self.surat, self.surat.layanan, None)

    @property
    def templat_rincian(self) -> str:
        """The template that sets those particulars out as a letter."""
        return f"admin/disposisi/surat/{self.surat.layanan}.html"

    @property
    def jam(self) -> list[tuple[str, Tenggat, KeadaanTenggat]]:
        """Each clock with its name and present state, the one due first in front."""
        pada = jam.sekarang()
        return [(NAMA_JAM[t.jenis], t, keadaan(t, pada)) for t in self.tenggat.values()]

    @property
    def gambar(self) -> list[Lampiran]:
        """Papers that can be shown in the page."""
        return [satu for satu in self.lampiran if satu.berkas.jenis == Jenis.GAMBAR]

    @property
    def dokumen(self) -> list[Lampiran]:
        """Papers that are downloaded."""
        return [satu for satu in self.lampiran if satu.berkas.jenis != Jenis.GAMBAR]

    @cached_property
    def pesan(self) -> Pesan | None:
        """The notice or answer to the citizen."""
        return pesan_jawaban(self.surat)

    @cached_property
    def pendamping(self) -> list[Pengguna]:
        """Who accompanies the officer; empty, without a query, where nobody ever did."""
        ada = self.surat.berpendamping and self.disposisi
        return dari_disposisi(self.disposisi) if ada else []

    @cached_property
    def rantai(self) -> list[Disposisi]:
        """The chain of dispositions; empty, without a query, while there are none besides the one that holds."""
        return rantai(self.surat) if self.surat.berantai else []

    @property
    def sisa_tarik(self) -> int:
        """Minutes for which the decision can still be revoked, as far as time goes."""
        return sisa_menit(self.disposisi, jam.sekarang()) if self.disposisi else 0

    @property
    def bisa_ulang(self) -> bool:
        """Whether the letter is in a state in which it can be decided anew."""
        return self.disposisi is not None and self.surat.status in BERJALAN

    @property
    def lewat_batas(self) -> bool:
        """Whether the time told to the citizen lies after the limit of `pelaksanaan`."""
        batas = self.tenggat.get("pelaksanaan")
        return bool(
            batas and self.disposisi and self.disposisi.waktu and self.disposisi.waktu > batas.jatuh_tempo
        )


def kabar_putusan(disposisi: Disposisi, pesan: Pesan | None) -> str:
    """What the head reads after deciding: the decision, and what was queued to the citizen by which channel."""
    surat = disposisi.surat
    if disposisi.keputusan == Keputusan.DITANGANI:
        penerima = f"{disposisi.petugas}{sebut(dari_disposisi(disposisi))}".removesuffix(".")
        awal = f"Surat {surat.nomor} didisposisikan kepada {penerima}."
        isi = nama_surat(surat).capitalize()
    elif disposisi.keputusan == Keputusan.DIRUJUK:
        awal = f"Surat {surat.nomor} dirujuk ke {disposisi.tujuan_rujukan}."
        isi = "Surat jawaban"
    else:
        awal = f"Surat {surat.nomor} tidak ditangani."
        isi = "Surat jawaban"
    if pesan is None:
        return f"{awal} Petugas menyusun surat sendiri; batas jawaban tetap berjalan."
    lewat = pesan.get_saluran_display()
    if pesan.keadaan == Keadaan.DITERIMA:
        return f"{awal} {isi} sudah dimuat di {lewat.lower()} pengirim."
    if pesan.keadaan == Keadaan.MENUNGGU_MANUAL:
        return f"{awal} {isi} kepada pengirim menunggu dikirim petugas lewat {lewat}."
    return f"{awal} {isi} kepada pengirim segera dikirim lewat {lewat.lower()}."
