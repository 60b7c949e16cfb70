"""The rules of the chain, once every row keeps them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disposisi", "0004_isi_rantai")]

    operations = [
        migrations.AddConstraint(
            model_name="disposisi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aktif_untuk__isnull", True), ("aktif_untuk", models.F("surat")), _connector="OR"
                ),
                name="disposisi_aktif_untuk_suratnya",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposisi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alasan_perubahan", ""), ("jenis", "awal"), ("menggantikan__isnull", True)),
                    models.Q(
                        ("jenis__in", ("penerusan", "ulang")),
                        ("menggantikan__isnull", False),
                        models.Q(("alasan_perubahan", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disposisi_rantai_beralasan",
                violation_error_message="Tulis alasan mengapa surat diteruskan atau diputus ulang.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposisi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sebagai__in", ("plh", "sekretaris")), _negated=True),
                    models.Q(("alasan_wenang", ""), _negated=True),
                    _connector="OR",
                ),
                name="disposisi_pengganti_beralasan",
            ),
        ),
    ]
