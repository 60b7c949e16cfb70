"""Files of a form: kept with the draft as they arrive, so that an error elsewhere never loses them."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import UUIDField
from django.utils.datastructures import MultiValueDict

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.models import Draf, Lampiran
from dinsos.berkas import actions as berkas
from dinsos.berkas import gudang, jatah
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from dinsos.inti.kueri_siap import Isian, KueriSiap

UKURAN_MAKS_SURAT = 25 * 1024 * 1024
AWAL_GAMBAR = "data:image/png;base64,"
GAMBAR_RUSAK = "Gambar tanda tangan tidak terbaca. Gambar sekali lagi."


_LAMPIRAN = KueriSiap(
    lambda: Lampiran.objects.select_related("berkas").filter(draf=Isian("draf", UUIDField()))
)


@dataclass(frozen=True)
class Tempat:
    """A place for files in a form.

    `bidang`: the form field that carries errors. `peran`: what the file is to the letter. `jenis`: kinds allowed.
    `maks`: how many; with 1 a new file takes the place of the old one. `gambar`: name of a hidden field with a PNG
    data URL (the signature pad) instead of uploaded files.
    """

    bidang: str
    peran: str
    jenis: tuple[str, ...] = ("gambar", "pdf")
    maks: int = 1
    gambar: str = ""


def lampiran_draf(draf: Draf) -> list[Lampiran]:
    """The files of a draft, oldest first; one query."""
    return _LAMPIRAN(draf=draf.kunci)


def terima(
    *,
    draf: Draf,
    tempat: tuple[Tempat, ...],
    kiriman: Mapping[str, str],
    berkas_kiriman: MultiValueDict,
    alamat: str,
) -> dict[str, list[str]]:
    """Keep every acceptable file of a request with the draft; call it outside any transaction.

    `alamat` is the client's network address, whose hourly share the files are taken from.

    Returns by field why the others were refused, each sentence naming its file. A file that the draft holds
    already (a page sent twice) is not kept again. At most 25 MB for the whole letter. Raises SudahTerjadi when
    the draft was sent meanwhile.
    """
    galat: dict[str, list[str]] = {}
    if not _ada_kiriman(tempat, kiriman, berkas_kiriman):
        return galat
    lampiran = lampiran_draf(draf)
    for satu in tempat:
        for unggahan in _unggahan(satu, kiriman, berkas_kiriman):
            if unggahan is None:
                galat.setdefault(satu.bidang, []).append(GAMBAR_RUSAK)
                continue
            try:
                jatah.ambil(alamat=alamat, nama=unggahan.name, ukuran=unggahan.size)
                lampiran = _simpan(draf, satu, unggahan, lampiran)
            except GalatBerkas as tolak:
                galat.setdefault(satu.bidang, []).append(tolak.pesan)
    return galat


def buang(*, draf: Draf, lampiran_pk: str) -> str:
    """Remove one file from the draft; returns its role, "" when it is not among the draft's files."""
    for satu in lampiran_draf(draf):
        if str(satu.pk) == lampiran_pk:
            draf_actions.lepaskan(lampiran=satu)
            return satu.peran
    return ""


def url_data(berkas_: Berkas) -> str:
    """A small picture as a data URL, for showing it to its own browser; "" when its bytes are gone."""
    try:
        with gudang.buka(berkas_.nama_simpan) as isi:
            return f"data:{berkas_.mime};base64,{base64.b64encode(isi.read()).decode()}"
    except FileNotFoundError:
        return ""


def _ada_kiriman(
    tempat: tuple[Tempat, ...], kiriman: Mapping[str, str], berkas_kiriman: MultiValueDict
) -> bool:
    return any(kiriman.get(t.gambar) if t.gambar else berkas_kiriman.get(t.bidang) for t in tempat)


def _unggahan(
    tempat: Tempat, kiriman: Mapping[str, str], berkas_kiriman: MultiValueDict
) -> list[UploadedFile | None]:
    """The files that came for a place; None for a drawing that can't be read."""
    if not tempat.gambar:
        return berkas_kiriman.getlist(tempat.bidang)
    url = kiriman.get(tempat.gambar, "")
    if not url:
        return []
    if not url.startswith(AWAL_GAMBAR):
        return [None]
    try:
        isi = base64.b64decode(url.removeprefix(AWAL_GAMBAR), validate=True)
    except binascii.Error:
        return [None]
    return [SimpleUploadedFile("tanda-tangan.png", isi, "image/png")]


def _simpan(draf: Draf, tempat: Tempat, unggahan: UploadedFile, lampiran: list[Lampiran]) -> list[Lampiran]:
    """Keep one file and attach it; returns the draft's files after it. Raises GalatBerkas, SudahTerjadi."""
    seperan = [satu for satu in lampiran if satu.peran == tempat.peran]
    ganti = tempat.maks == 1
    tetap = [satu for satu in lampiran if not (ganti and satu.peran == tempat.peran)]
    baru = berkas.simpan(
        unggahan=unggahan,
        jenis_boleh=tempat.jenis,
        sisa_ukuran=UKURAN_MAKS_SURAT - sum(satu.berkas.ukuran for satu in tetap),
    )
    if any(satu.berkas.sha256 == baru.sha256 for satu in seperan):
        berkas.hapus(berkas=baru)
        return lampiran
    if not ganti and len(seperan) >= tempat.maks:
        nama = baru.nama_asli
        berkas.hapus(berkas=baru)
        raise GalatBerkas("jumlah", nama, maks=tempat.maks)
    return [*tetap, draf_actions.lampirkan(draf=draf, berkas=baru, peran=tempat.peran, ganti=ganti)]
