"""A disposition becomes a row of a chain; time and place that hold now get a row of their own."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0006_jawaban_kertas"),
        ("disposisi", "0002_jadwal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("disposisi", "waktu", "waktu_diputus"),
        migrations.RenameField("disposisi", "tempat", "tempat_diputus"),
        migrations.RenameField("historicaldisposisi", "waktu", "waktu_diputus"),
        migrations.RenameField("historicaldisposisi", "tempat", "tempat_diputus"),
        migrations.CreateModel(
            name="HistoricalWaktuBerlaku",
            fields=[
                ("waktu", models.DateTimeField(blank=True, null=True, verbose_name="waktu")),
                ("tempat", models.CharField(blank=True, max_length=200, verbose_name="tempat atau tautan")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical waktu yang berlaku",
                "verbose_name_plural": "historical waktu yang berlaku",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PenarikanDisposisi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pada", models.DateTimeField(verbose_name="ditarik pada")),
                ("jam_berhenti_pada", models.DateTimeField(blank=True, null=True)),
                ("jam_akibat", models.CharField(blank=True, max_length=24)),
            ],
            options={
                "verbose_name": "penarikan disposisi",
                "verbose_name_plural": "penarikan disposisi",
            },
        ),
        migrations.CreateModel(
            name="WaktuBerlaku",
            fields=[
                (
                    "disposisi",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="berlaku",
                        serialize=False,
                        to="disposisi.disposisi",
                    ),
                ),
                ("waktu", models.DateTimeField(blank=True, null=True, verbose_name="waktu")),
                ("tempat", models.CharField(blank=True, max_length=200, verbose_name="tempat atau tautan")),
            ],
            options={
                "verbose_name": "waktu yang berlaku",
                "verbose_name_plural": "waktu yang berlaku",
            },
        ),
        migrations.AddField(
            model_name="disposisi",
            name="aktif_untuk",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disposisi",
                to="agenda.suratmasuk",
            ),
        ),
        migrations.AddField(
            model_name="disposisi",
            name="alasan_perubahan",
            field=models.TextField(blank=True, verbose_name="alasan diteruskan atau diputus ulang"),
        ),
        migrations.AddField(
            model_name="disposisi",
            name="alasan_wenang",
            field=models.CharField(blank=True, max_length=200, verbose_name="mengapa berwenang"),
        ),
        migrations.AddField(
            model_name="disposisi",
            name="atas_nama",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="untuk",
            ),
        ),
        migrations.AddField(
            model_name="disposisi",
            name="jenis",
            field=models.CharField(
                choices=[("awal", "Disposisi"), ("penerusan", "Diteruskan"), ("ulang", "Disposisi ulang")],
                default="awal",
                max_length=10,
                verbose_name="jenis",
            ),
        ),
        migrations.AddField(
            model_name="disposisi",
            name="menggantikan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pengganti",
                to="disposisi.disposisi",
                verbose_name="menggantikan",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisposisi",
            name="aktif_untuk",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="agenda.suratmasuk",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisposisi",
            name="alasan_perubahan",
            field=models.TextField(blank=True, verbose_name="alasan diteruskan atau diputus ulang"),
        ),
        migrations.AddField(
            model_name="historicaldisposisi",
            name="alasan_wenang",
            field=models.CharField(blank=True, max_length=200, verbose_name="mengapa berwenang"),
        ),
        migrations.AddField(
            model_name="historicaldisposisi",
            name="atas_nama",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="untuk",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisposisi",
            name="jenis",
            field=models.CharField(
                choices=[("awal", "Disposisi"), ("penerusan", "Diteruskan"), ("ulang", "Disposisi ulang")],
                default="awal",
                max_length=10,
                verbose_name="jenis",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisposisi",
            name="menggantikan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="disposisi.disposisi",
                verbose_name="menggantikan",
            ),
        ),
        migrations.AlterField(
            model_name="disposisi",
            name="sebagai",
            field=models.CharField(
                choices=[
                    ("kepala", "Kepala Dinas"),
                    ("plh", "Pelaksana harian Kepala Dinas"),
                    ("sekretaris", "Sekretaris"),
                    ("petugas", "Petugas yang menangani"),
                ],
                max_length=10,
                verbose_name="sebagai",
            ),
        ),
        migrations.AlterField(
            model_name="disposisi",
            name="surat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="semua_disposisi",
                to="agenda.suratmasuk",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldisposisi",
            name="sebagai",
            field=models.CharField(
                choices=[
                    ("kepala", "Kepala Dinas"),
                    ("plh", "Pelaksana harian Kepala Dinas"),
                    ("sekretaris", "Sekretaris"),
                    ("petugas", "Petugas yang menangani"),
                ],
                max_length=10,
                verbose_name="sebagai",
            ),
        ),
        migrations.AddField(
            model_name="historicalwaktuberlaku",
            name="disposisi",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="disposisi.disposisi",
            ),
        ),
        migrations.AddField(
            model_name="historicalwaktuberlaku",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="penarikandisposisi",
            name="disposisi",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="penarikan",
                to="disposisi.disposisi",
            ),
        ),
        migrations.AddField(
            model_name="penarikandisposisi",
            name="oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ditarik oleh",
            ),
        ),
    ]
