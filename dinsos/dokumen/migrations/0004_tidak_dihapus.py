"""The database refuses to delete a letter that went out."""

from django.db import migrations

from dinsos.dokumen import beku


class Migration(migrations.Migration):
    dependencies = [("dokumen", "0003_isi_awal")]

    operations = [migrations.RunPython(beku.pasang_hapus, beku.lepas_hapus)]
