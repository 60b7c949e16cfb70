"""Who may see the identity document of a letter, and the record of every look (UU 27/2022).

The rules go by the file's role in the letter (`PeranLampiran.IDENTITAS`), whatever the letter's service is now.
The handling officer and whoever decides the letter may see it, nobody else; each says once what for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse

from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.buka_identitas import buka_lewat_berkas, sebagai
from dinsos.agenda.enums import Layanan, PeranLampiran
from dinsos.agenda.kerahasiaan import samarkan, sebutan_surat
from dinsos.agenda.models import Lampiran, SuratMasuk, TujuanIdentitas
from dinsos.agenda.querysets import diputus, ditangani
from dinsos.berkas.actions import catat_akses
from dinsos.berkas.enums import Keadaan
from dinsos.berkas.models import LogAksesBerkas
from dinsos.berkas.responses import kirim_bertanda
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.teks import waktu_pendek

BUKAN_UNTUK_ANDA = (
    "Kartu identitas hanya untuk petugas yang menangani surat ini dan pimpinan yang memutusnya."
)
TANPA_TUJUAN = "Tulis dahulu untuk apa Anda melihat kartu identitas ini."
TANPA_NAMA = "Jangan tulis nama atau nomor; tulis untuk apa saja."
NIK = re.compile(r"\d(?:[\s.-]*\d){15}")
TUJUAN_MAKS = TujuanIdentitas._meta.get_field("tujuan").max_length
DILIHAT_MAKS = 20


@dataclass(frozen=True)
class Kartu:
    """What the pages of a letter tell about its identity document.

    `nama` is which card, "" when unknown; `ada` whether a copy is still kept; `dihapus_pada` when the last copy was
    deleted (None: there is one, or there never was); `boleh` whether this person may see it; `dilihat` who did,
    newest first, at most `DILIHAT_MAKS`, empty for those who may not.
    """

    nama: str
    ada: bool
    dihapus_pada: datetime | None
    diperiksa_pada: datetime | None
    diperiksa_oleh: object
    boleh: bool
    dilihat: list[LogAksesBerkas]


def pisahkan(lampiran: Iterable[Lampiran]) -> tuple[list[Lampiran], list[Lampiran]]:
    """(identity documents, ordinary papers) of a letter, in their order."""
    kartu, biasa = [], []
    for satu in lampiran:
        (kartu if satu.peran == PeranLampiran.IDENTITAS else biasa).append(satu)
    return kartu, biasa


def boleh(surat: SuratMasuk, pengguna) -> bool:
    """Whether this person handles the letter or decides it, and isn't excluded from it. One query."""
    hak = ditangani(pengguna.pk) | diputus(pengguna)
    return SuratMasuk.objects.untuk(pengguna).filter(hak, pk=surat.pk).exists()


def terlihat(surat: SuratMasuk, pengguna) -> list[Lampiran]:
    """The identity documents of the letter that this person may see; those that were deleted are nobody's."""
    if not boleh(surat, pengguna):
        return []
    milik = surat.lampiran.filter(peran=PeranLampiran.IDENTITAS).select_related("berkas")
    return list(milik.exclude(berkas__keadaan=Keadaan.DIHAPUS))


def tujuan(surat: SuratMasuk, pengguna) -> str:
    """What this person said to look at the letter's identity document for; "" while not asked."""
    baris = TujuanIdentitas.objects.filter(surat=surat, pengguna=pengguna)
    return baris.values_list("tujuan", flat=True).first() or ""


@transaction.atomic
def nyatakan_tujuan(*, surat: SuratMasuk, oleh, tujuan: str) -> TujuanIdentitas:
    """Record what the person looks for, once per letter and person: the first answer stays, whatever races.

    It stays with the letter's log for good, so it says nothing of who the sender is (UU 27/2022). Raises
    TidakBerwenang for whoever may not see the document or when none is kept, GalatAturan for a purpose that is
    empty, too long, names the sender or holds a number of 16 digits.
    """
    surat = kunci_surat(surat.pk)
    if not terlihat(surat, oleh):
        raise TidakBerwenang(BUKAN_UNTUK_ANDA)
    lama = TujuanIdentitas.objects.filter(surat=surat, pengguna=oleh).first()
    if lama is not None:
        return lama
    tujuan = " ".join(tujuan.split())
    if not tujuan:
        raise GalatAturan(TANPA_TUJUAN)
    if len(tujuan) > TUJUAN_MAKS:
        raise GalatAturan(f"Tujuan paling banyak {TUJUAN_MAKS} huruf. Persingkat dahulu.")
    if NIK.search(tujuan) or samarkan(tujuan, sebutan_surat(surat)) != tujuan:
        raise GalatAturan(TANPA_NAMA)
    return TujuanIdentitas.objects.create(surat=surat, pengguna=oleh, tujuan=tujuan, pada=jam.sekarang())


def buka(*, lampiran: Lampiran, oleh) -> HttpResponse:
    """The document with the viewer's name burnt in; the look is logged before a byte leaves.

    The look at a secret letter's document is an unmasking of its sender, too.

    Raises TidakBerwenang for whoever may not see it, GalatAturan while the person hasn't said what for, Http404
    when the bytes are gone, GalatBerkas when the document can't be marked.
    """
    surat = lampiran.surat
    if lampiran not in terlihat(surat, oleh):
        raise TidakBerwenang(BUKAN_UNTUK_ANDA)
    untuk_apa = tujuan(surat, oleh)
    if not untuk_apa:
        raise GalatAturan(TANPA_TUJUAN)
    jawaban = kirim_bertanda(
        berkas=lampiran.berkas,
        nama=f"kartu-identitas-{surat.nomor}",
        teks=tanda(oleh, jam.sekarang()),
    )
    buka_lewat_berkas(surat=surat, lampiran=lampiran, oleh=oleh)
    catat_akses(berkas=lampiran.berkas, oleh=oleh, sebagai=sebagai(oleh, surat), tujuan=untuk_apa)
    return jawaban


def tanda(pengguna, pada: datetime) -> list[str]:
    """The lines of the watermark: name, NIP if there is one (else the account), date and time in WITA."""
    nip = f"NIP {pengguna.nip}" if pengguna.nip else f"Akun {pengguna.username}"
    return [str(pengguna), nip, f"{waktu_pendek(pada)} WITA"]


def kartu(surat: SuratMasuk, pengguna, milik: list[Lampiran]) -> Kartu | None:
    """What this person reads about the letter's identity document; `milik` are those files (see `pisahkan`).

    None when the letter never had one and none was shown at the desk.
    """
    rincian = getattr(surat, "konsultasi", None) if milik or surat.layanan == Layanan.KONSULTASI else None
    diperiksa_pada = rincian.identitas_diperiksa_pada if rincian else None
    if not milik and diperiksa_pada is None:
        return None
    ada = any(not satu.berkas.sudah_dihapus for satu in milik)
    dihapus = [satu.berkas.dihapus_pada for satu in milik if satu.berkas.sudah_dihapus]
    punya_hak = boleh(surat, pengguna)
    return Kartu(
        nama=rincian.kartu_identitas if rincian else "",
        ada=ada,
        dihapus_pada=max(dihapus) if dihapus and not ada else None,
        diperiksa_pada=diperiksa_pada,
        diperiksa_oleh=rincian.identitas_diperiksa_oleh if rincian else None,
        boleh=punya_hak,
        dilihat=_dilihat(milik) if punya_hak and milik else [],
    )


def _dilihat(milik: list[Lampiran]) -> list[LogAksesBerkas]:
    baris = LogAksesBerkas.objects.filter(berkas__in=[satu.berkas_id for satu in milik])
    return list(baris.select_related("oleh").order_by("-pada", "-id")[:DILIHAT_MAKS])
