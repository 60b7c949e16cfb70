"""Every decision so far is the only one of its letter, so it holds; its time and place go to their own row.

What was decided is what the first entry of its history says; what holds now is what the row said last.
"""

from django.db import migrations
from django.db.models import F

ALASAN = {
    "sekretaris": "Surat ini menyangkut Kepala Dinas.",
    "plh": "Pelaksana harian Kepala Dinas.",
}
SEKALI = 1000


def isi(apps, schema_editor):
    disposisi = apps.get_model("disposisi", "Disposisi").objects.using(schema_editor.connection.alias)
    disposisi.update(aktif_untuk=F("surat"))
    for sebagai, alasan in ALASAN.items():
        disposisi.filter(sebagai=sebagai, alasan_wenang="").update(alasan_wenang=alasan)
    bersurat = disposisi.exclude(waktu_diputus=None, tempat_diputus="").order_by("pk")
    berubah = list(_berubah(apps, schema_editor))
    pk = sorted({*bersurat.values_list("pk", flat=True), *berubah})
    for awal in range(0, len(pk), SEKALI):
        _pisahkan(apps, schema_editor, disposisi, pk[awal : awal + SEKALI])


def _berubah(apps, schema_editor):
    """Decisions whose row was written again, as after an appointment that was called off."""
    catatan = apps.get_model("disposisi", "HistoricalDisposisi").objects.using(schema_editor.connection.alias)
    return catatan.filter(history_type="~").values_list("id", flat=True).distinct()


def _pisahkan(apps, schema_editor, disposisi, pk):
    alias = schema_editor.connection.alias
    catatan = apps.get_model("disposisi", "HistoricalDisposisi").objects.using(alias)
    berlaku = apps.get_model("disposisi", "WaktuBerlaku").objects.using(alias)
    semula = {}
    for satu in catatan.filter(id__in=pk).order_by("-history_date", "-history_id"):
        semula[satu.id] = satu
    baris = list(disposisi.filter(pk__in=pk))
    berlaku.bulk_create(
        berlaku.model(disposisi=satu, waktu=satu.waktu_diputus, tempat=satu.tempat_diputus) for satu in baris
    )
    for satu in baris:
        if satu.pk in semula:
            awal = semula[satu.pk]
            satu.waktu_diputus, satu.tempat_diputus = awal.waktu_diputus, awal.tempat_diputus
    disposisi.bulk_update(baris, ["waktu_diputus", "tempat_diputus"])


def kembali(apps, schema_editor):
    """Back to one row a letter, which says what holds now."""
    alias = schema_editor.connection.alias
    disposisi = apps.get_model("disposisi", "Disposisi").objects.using(alias)
    apps.get_model("disposisi", "PenarikanDisposisi").objects.using(alias).all().delete()
    for satu in apps.get_model("disposisi", "WaktuBerlaku").objects.using(alias).iterator():
        disposisi.filter(pk=satu.pk).update(waktu_diputus=satu.waktu, tempat_diputus=satu.tempat)
        satu.delete()
    disposisi.update(menggantikan=None)
    disposisi.filter(aktif_untuk=None).delete()


class Migration(migrations.Migration):
    dependencies = [("disposisi", "0003_rantai")]

    operations = [migrations.RunPython(isi, kembali)]
