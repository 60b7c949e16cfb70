"""What the case page reads of one letter, as prepared queries."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, UUIDField

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import Lampiran, Pertanyaan, Riwayat, SuratMasuk, Tenggat
from dinsos.akun.models import Sudut
from dinsos.inti.kueri_siap import Isian, KueriSiap, pasang
from dinsos.notifikasi.models import Pesan, UpayaKirim
from dinsos.portal import surat_kami
from disposisi.models_jadwal import PermintaanWaktu
from disposisi.querysets import ada_pendamping, ada_rantai
from konsultasi.models import Konsultasi

ORANG = ("petugas", "disposisi__petugas", "disposisi__oleh", "pengaduan__terlapor")
TAK_TAMPIL = (
    *("password", "last_login", "is_superuser", "first_name", "last_name", "email", "is_staff"),
    *("date_joined", "nip", "pangkat", "demo"),
)
"""Columns of an account that no page about a letter shows."""

_SURAT = Isian("surat", BigIntegerField())
_KASUS = Isian("kasus", UUIDField())


def _susun_surat(sudut: Sudut) -> QuerySet[SuratMasuk]:
    terlihat = SuratMasuk.objects.untuk(sudut).filter(pk=_SURAT)
    # Without the particulars of a consultation: PostgreSQL plans every join anew for each page.
    minta = PermintaanWaktu.objects.menunggu().filter(surat=OuterRef("pk"))
    terlihat = terlihat.annotate(minta_waktu=Exists(minta))
    terlihat = terlihat.select_related("pengirim", "pengaduan", "disposisi__berlaku", *ORANG)
    terlihat = terlihat.annotate(berantai=ada_rantai(), berpendamping=ada_pendamping())
    terlihat = terlihat.annotate(berlanjut=Exists(SuratMasuk.objects.filter(lanjutan_dari=OuterRef("pk"))))
    return terlihat.defer(*(f"{orang}__{kolom}" for orang in ORANG for kolom in TAK_TAMPIL))


_TERLIHAT = KueriSiap(_susun_surat)
_KONSULTASI = KueriSiap(
    lambda: Konsultasi.objects.filter(surat=_SURAT).select_related(
        "identitas_diperiksa_oleh", "surat_lembaga_dibawa_oleh", "berita_acara__petugas"
    )
)
_TENGGAT = KueriSiap(lambda: Tenggat.objects.filter(surat=_SURAT))
_PESAN = KueriSiap(lambda: surat_kami.bersurat(Pesan.objects.untuk_kasus(_KASUS)))
_UPAYA = KueriSiap(lambda: UpayaKirim.objects.filter(pesan__kasus=_KASUS).select_related("oleh"))
_LAMPIRAN = KueriSiap(lambda: Lampiran.objects.filter(surat=_SURAT).select_related("berkas"))
_PERTANYAAN = KueriSiap(lambda: Pertanyaan.objects.filter(surat=_SURAT).select_related("oleh"))
_RIWAYAT = KueriSiap(lambda: Riwayat.objects.filter(surat=_SURAT).order_by("-pada", "-id"))


def surat_terlihat(pengguna, pk: int) -> SuratMasuk | None:
    """The letter with its particulars and clocks, if this person may know of it; two queries, or three.

    `minta_waktu` on it says whether the citizen waits for another time.
    """
    surat = _TERLIHAT.satu(pengguna.sudut, saya=pengguna.pk, surat=pk)
    if surat is None:
        return None
    pasang(surat, "tenggat", _TENGGAT(surat=pk))
    if surat.layanan == Layanan.KONSULTASI and (konsultasi := _KONSULTASI.satu(surat=pk)):
        surat.konsultasi = konsultasi
    return surat


def pesan(surat: SuratMasuk) -> list[Pesan]:
    """The messages about a letter, oldest first; two queries.

    Each with `daftar_upaya` (what became of it), `nomor_keluar` and `gugur` (of the letter that it carries).
    """
    semua = _PESAN(kasus=surat.uuid)
    for satu in semua:
        satu.daftar_upaya = []
        milik = surat_kami.bawaan(satu)
        satu.nomor_keluar, satu.gugur = milik.nomor if milik else "", surat_kami.gugur(milik)
    milik = {satu.pk: satu.daftar_upaya for satu in semua}
    for upaya in _UPAYA(kasus=surat.uuid) if semua else ():
        if upaya.pesan_id in milik:
            milik[upaya.pesan_id].append(upaya)
    return semua


def sambungan(pengguna, surat: SuratMasuk) -> list[tuple[str, SuratMasuk]]:
    """The letter that this one follows and those that follow it, as far as this person may know of them.

    Each after words that lead to its number. One query, none for a letter that stands alone.
    """
    if not (surat.lanjutan_dari_id or surat.berlanjut):
        return []
    lain = SuratMasuk.objects.untuk(pengguna).filter(Q(pk=surat.lanjutan_dari_id) | Q(lanjutan_dari=surat.pk))
    return [
        ("Lanjutan dari" if satu.pk == surat.lanjutan_dari_id else "Dilanjutkan dengan", satu)
        for satu in lain.only("nomor").order_by("pk")
    ]


def lampiran(surat: SuratMasuk) -> list[Lampiran]:
    """The papers of a letter with their files, oldest first; one query."""
    return _LAMPIRAN(surat=surat.pk)


def pertanyaan(surat: SuratMasuk) -> list[Pertanyaan]:
    """The questions to the sender with who asked, oldest first; one query."""
    return _PERTANYAAN(surat=surat.pk)


def riwayat(surat: SuratMasuk) -> list[Riwayat]:
    """The story of a letter, newest first; one query."""
    return _RIWAYAT(surat=surat.pk)
