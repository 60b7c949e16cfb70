"""Texts and patterns of a fresh installation, and the database's guard over letters that went out."""

from datetime import UTC, datetime

from django.db import migrations

from dinsos.dokumen import bawaan, beku

SEJAK = datetime(2026, 11, 22, tzinfo=UTC)


def isi(apps, schema_editor) -> None:
    for jenis, teks in bawaan.TEMPLAT.items():
        templat = apps.get_model("dokumen", "TemplatSurat").objects.create(jenis=jenis)
        apps.get_model("dokumen", "VersiTemplat").objects.create(
            templat=templat, nomor=1, isi=teks, pada=SEJAK
        )
    for satu in bawaan.POLA:
        apps.get_model("dokumen", "PolaNomor").objects.create(**satu)


class Migration(migrations.Migration):
    dependencies = [("dokumen", "0002_surat")]

    operations = [
        migrations.RunPython(isi, migrations.RunPython.noop),
        migrations.RunPython(beku.pasang, beku.lepas),
    ]
