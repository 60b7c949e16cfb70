from django.db import migrations, models

from dinsos.agenda.pencarian import bentuk_cari

SEKALI = 500


def isi(apps, schema_editor):
    """Write the searchable form of every name that is there already."""
    pengirim = apps.get_model("agenda", "Pengirim").objects.using(schema_editor.connection.alias)
    kumpulan = []
    for satu in pengirim.only("pk", "nama").iterator(chunk_size=SEKALI):
        satu.nama_cari = bentuk_cari(satu.nama)
        kumpulan.append(satu)
        if len(kumpulan) == SEKALI:
            pengirim.bulk_update(kumpulan, ["nama_cari"])
            kumpulan.clear()
    pengirim.bulk_update(kumpulan, ["nama_cari"])


class Migration(migrations.Migration):
    dependencies = [("agenda", "0002_perubahan_tenggat")]

    operations = [
        migrations.AddField(
            model_name="pengirim",
            name="nama_cari",
            field=models.CharField(default="", editable=False, max_length=360),
        ),
        migrations.AddIndex(
            model_name="pengirim",
            index=models.Index(
                fields=["nama_cari", "-surat"],
                name="pengirim_nama_cari",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="pengirim",
            index=models.Index(
                fields=["telepon", "-surat"],
                name="pengirim_telepon",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
        ),
        migrations.RunPython(isi, migrations.RunPython.noop),
    ]
