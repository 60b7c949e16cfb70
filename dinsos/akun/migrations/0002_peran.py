"""The five roles, as groups."""

from django.db import migrations

PERAN = ("piket", "petugas", "kepala_dinas", "sekretaris", "pengelola")


def buat_peran(apps, schema_editor):
    grup = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for nama in PERAN:
        grup.get_or_create(name=nama)


class Migration(migrations.Migration):
    dependencies = [
        ("akun", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(buat_peran, migrations.RunPython.noop)]
