"""Runs the purge of identity documents in processes that are killed (SIGKILL) one step further each time.

Started by test_retensi.py with a migrated database, a private folder and a clock of its own; prints a line of
JSON for each kill: what there was right after it, and after the next run.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402

from dinsos.agenda import actions as agenda  # noqa: E402
from dinsos.agenda.models import Lampiran, Riwayat  # noqa: E402
from dinsos.berkas import gudang, validators  # noqa: E402
from dinsos.berkas.models import Berkas  # noqa: E402
from dinsos.inti import jam  # noqa: E402
from konsultasi import retensi  # noqa: E402
from konsultasi.models import Konsultasi  # noqa: E402
from tests import pabrik  # noqa: E402
from tests.berkas.proses_mati import mati_pada  # noqa: E402

HARI = 24 * 60 * 60


def jalankan() -> None:
    retensi.hapus_semua(lapor=lambda _: None)


def keadaan(surat) -> dict:
    """The card's row and bytes, whether row and history still hold its number, whether the story tells of it."""
    berkas = Lampiran.objects.select_related("berkas").get(surat=surat, peran="identitas").berkas
    kini = Konsultasi.objects.filter(surat=surat).exclude(nomor_identitas="").count()
    lama = Konsultasi.history.filter(surat_id=surat.pk).exclude(nomor_identitas="").count()
    return {
        "keadaan": berkas.keadaan,
        "ada": gudang.ukuran(berkas.nama_simpan) is not None,
        "nomor": [kini, lama],
        "riwayat": Riwayat.objects.filter(surat=surat, jenis=retensi.JENIS).count(),
    }


def surat_lama():
    """A consultation that was withdrawn 31 days ago."""
    penggeser = Path(settings.JAM_BERKAS)
    penggeser.write_text(str(-31 * HARI))
    surat = pabrik.konsultasi()
    agenda.cabut(surat=surat)
    penggeser.write_text("0")
    return surat


def main() -> None:
    # The check itself keeps nothing, so it need not run again before each kill.
    diperiksa = validators.periksa(ContentFile(pabrik.gambar(ukuran=(64, 64)), name="ktp.jpg"))
    validators.periksa = lambda *_, **__: diperiksa
    langkah, mati = 0, True
    while mati:
        # What earlier rounds deleted is old by now, so that each round takes the same steps.
        Berkas.objects.filter(keadaan="dihapus").update(dihapus_pada=jam.sekarang() - timedelta(days=90))
        surat = surat_lama()
        mati = mati_pada(langkah, jalankan)
        sesudah = keadaan(surat)
        jalankan()
        baris = {"langkah": langkah, "mati": mati, "sesudah": sesudah, "selesai": keadaan(surat)}
        sys.stdout.write(json.dumps(baris) + "\n")
        langkah += 1


if __name__ == "__main__":
    main()
