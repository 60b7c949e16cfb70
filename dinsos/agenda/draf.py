"""Drafts: what a citizen has written so far, so that nothing is lost on an error."""

import hashlib
import json
import uuid
from collections.abc import Iterable

from django.db import transaction

from dinsos.agenda.models import Draf, Lampiran
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas.models import Berkas
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi

BUKAN_TULISAN = ("nomor_identitas", "galat_berkas")
"""What of a draft's data a link to it doesn't show: the number of a card, and what was wrong with files."""
BERUBAH = "Isi surat berubah sejak Anda memeriksanya. Periksa lagi, lalu kirim."


def sidik(draf: Draf, lampiran: Iterable[Lampiran]) -> str:
    """A hash of what a draft holds, texts and files: the same as long as nobody changes it."""
    berkas = sorted((satu.peran, satu.berkas.sha256, satu.berkas.nama_asli) for satu in lampiran)
    return hashlib.sha256(json.dumps([draf.data, berkas], sort_keys=True).encode()).hexdigest()


def pastikan_sama(*, draf: Draf, lampiran: Iterable[Lampiran], sidik_tinjau: str) -> None:
    """Raises GalatAturan when the draft isn't what was reviewed; "" (a page without the hash) passes."""
    if sidik_tinjau and sidik_tinjau != sidik(draf, lampiran):
        raise GalatAturan(BERUBAH)


@transaction.atomic
def simpan(*, kunci: uuid.UUID, layanan: str, data: dict) -> Draf:
    """Keep the text of a form under its key (made by the form page). A sent draft is returned unchanged."""
    pada = jam.sekarang()
    draf, baru = Draf.objects.select_for_update(of=("self",)).get_or_create(
        kunci=kunci,
        defaults={"layanan": layanan, "data": data, "dibuat_pada": pada, "diubah_pada": pada},
    )
    if not baru and draf.surat_id is None:
        draf.data = data
        draf.diubah_pada = pada
        draf.save(update_fields=["data", "diubah_pada"])
    return draf


@transaction.atomic
def lampirkan(*, draf: Draf, berkas: Berkas, peran: str, ganti: bool = False) -> Lampiran:
    """Attach a stored file to a draft; with `ganti` it takes the place of earlier files of the same role.

    Raises SudahTerjadi when the draft has been sent meanwhile.
    """
    terkunci = Draf.objects.select_for_update(of=("self",)).get(kunci=draf.kunci)
    if terkunci.surat_id:
        raise SudahTerjadi("Surat ini sudah dikirim.")
    if ganti:
        for lama in terkunci.lampiran.filter(peran=peran).select_related("berkas"):
            lepaskan(lampiran=lama)
    return Lampiran.objects.create(draf=terkunci, berkas=berkas, peran=peran)


@transaction.atomic
def lepaskan(*, lampiran: Lampiran) -> None:
    """Remove a file from a draft; its bytes go after the commit."""
    berkas = lampiran.berkas
    lampiran.delete()
    berkas_actions.hapus(berkas=berkas)


@transaction.atomic
def salin(*, dari: Draf, kunci: uuid.UUID) -> Draf:
    """A draft of its own with the text of another one, for who holds its link: no file, no number of a card."""
    pada = jam.sekarang()
    return Draf.objects.create(
        kunci=kunci,
        layanan=dari.layanan,
        data={nama: isi for nama, isi in dari.data.items() if nama not in BUKAN_TULISAN},
        dibuat_pada=pada,
        diubah_pada=pada,
        lanjutan_dari=dari.lanjutan_dari,
    )


@transaction.atomic
def buang(*, kunci: uuid.UUID) -> bool:
    """Delete a draft with its files; False when there is none any more. Raises SudahTerjadi once it was sent."""
    draf = Draf.objects.select_for_update(of=("self",)).filter(kunci=kunci).first()
    if draf is None:
        return False
    if draf.surat_id:
        raise SudahTerjadi("Surat ini sudah terkirim, jadi tidak dapat dihapus di sini.")
    for satu in draf.lampiran.select_related("berkas"):
        lepaskan(lampiran=satu)
    draf.delete()
    return True
