"""First published policies (SK 8/2023) and calendars of 2026 and 2027.

Literal data. The special days were taken from the `holidays` package (public and government, Indonesian) and
stand as version 1 until the office publishes its own; estimated dates are marked `perkiraan`. Office hours and
Ramadan hours are the defaults of the office.
"""

from datetime import UTC, date, datetime

from django.db import migrations

DITERBITKAN = datetime(2026, 11, 21, tzinfo=UTC)
NOMOR_SK = "SK Nomor 8 Tahun 2023"

L, C = "libur_nasional", "cuti_bersama"

# layanan, jenis, satuan, jumlah, bunyi
KEBIJAKAN = [
    (
        "pengaduan",
        "respon",
        "hari_kerja",
        1,
        "Pengaduan tertulis mulai ditindaklanjuti paling lama 1 (satu) hari sejak surat diterima.",
    ),
    (
        "pengaduan",
        "pelaksanaan",
        "hari_kerja",
        3,
        "Penanganan pengaduan dilaksanakan paling lambat 3 (tiga) hari setelah surat diterima.",
    ),
    (
        "konsultasi",
        "respon",
        "hari_kerja",
        1,
        "Informasi atau surat jawaban disampaikan paling lama 1 (satu) hari sejak surat diterima.",
    ),
    (
        "konsultasi",
        "pelaksanaan",
        "hari_kerja",
        3,
        "Konsultasi dilaksanakan paling lambat 3 (tiga) hari setelah surat diterima.",
    ),
    (
        "tamu",
        "tatap_muka",
        "menit",
        60,
        "Pengguna layanan yang datang langsung diarahkan kepada petugas paling lama 1 (satu) jam setelah"
        " menyampaikan maksudnya.",
    ),
]

PAGI, SIANG = ["07:30", "12:00"], ["13:00", "16:00"]
BIASA = {
    "senin": [PAGI, SIANG],
    "selasa": [PAGI, SIANG],
    "rabu": [PAGI, SIANG],
    "kamis": [PAGI, SIANG],
    "jumat": [["07:30", "11:30"], ["13:00", "16:30"]],
}
RAMADAN = {
    "senin": [["08:00", "15:00"]],
    "selasa": [["08:00", "15:00"]],
    "rabu": [["08:00", "15:00"]],
    "kamis": [["08:00", "15:00"]],
    "jumat": [["08:00", "15:30"]],
}

# tanggal, jenis, nama, perkiraan
HARI_2026 = [
    (date(2026, 1, 1), L, "Tahun Baru Masehi", False),
    (date(2026, 1, 16), L, "Isra Mikraj Nabi Muhammad", False),
    (date(2026, 2, 16), C, "Cuti Bersama Tahun Baru Imlek", False),
    (date(2026, 2, 17), L, "Tahun Baru Imlek", False),
    (date(2026, 3, 18), C, "Cuti Bersama Hari Suci Nyepi", False),
    (date(2026, 3, 19), L, "Hari Suci Nyepi", False),
    (date(2026, 3, 20), C, "Cuti Bersama Hari Raya Idul Fitri", False),
    (date(2026, 3, 21), L, "Hari Raya Idul Fitri", False),
    (date(2026, 3, 22), L, "Hari kedua dari Hari Raya Idul Fitri", False),
    (date(2026, 3, 23), C, "Cuti Bersama Hari Raya Idul Fitri", False),
    (date(2026, 3, 24), C, "Cuti Bersama Hari Raya Idul Fitri", False),
    (date(2026, 4, 3), L, "Wafat Yesus Kristus", False),
    (date(2026, 4, 5), L, "Kebangkitan Yesus Kristus", False),
    (date(2026, 5, 1), L, "Hari Buruh Internasional", False),
    (date(2026, 5, 14), L, "Kenaikan Yesus Kristus", False),
    (date(2026, 5, 15), C, "Cuti Bersama Kenaikan Yesus Kristus", False),
    (date(2026, 5, 27), L, "Hari Raya Idul Adha", False),
    (date(2026, 5, 28), C, "Cuti Bersama Hari Raya Idul Adha", False),
    (date(2026, 5, 31), L, "Hari Raya Waisak", False),
    (date(2026, 6, 1), L, "Hari Lahir Pancasila", False),
    (date(2026, 6, 16), L, "Tahun Baru Islam", False),
    (date(2026, 8, 17), L, "Hari Kemerdekaan Republik Indonesia", False),
    (date(2026, 8, 25), L, "Maulid Nabi Muhammad", False),
    (date(2026, 12, 24), C, "Cuti Bersama Hari Raya Natal", False),
    (date(2026, 12, 25), L, "Hari Raya Natal", False),
]

# tanggal, jenis, nama, perkiraan
HARI_2027 = [
    (date(2027, 1, 1), L, "Tahun Baru Masehi", False),
    (date(2027, 1, 5), L, "Isra Mikraj Nabi Muhammad", False),
    (date(2027, 2, 5), C, "Cuti Bersama Tahun Baru Imlek", False),
    (date(2027, 2, 6), L, "Tahun Baru Imlek", False),
    (date(2027, 3, 8), L, "Hari Suci Nyepi", False),
    (date(2027, 3, 9), C, "Cuti Bersama Hari Raya Idul Fitri", False),
    (date(2027, 3, 10), L, "Hari Raya Idul Fitri", True),
    (date(2027, 3, 11), L, "Hari kedua dari Hari Raya Idul Fitri", True),
    (date(2027, 3, 12), C, "Cuti Bersama Hari Raya Idul Fitri", False),
    (date(2027, 3, 15), C, "Cuti Bersama Hari Raya Idul Fitri", False),
    (date(2027, 3, 25), C, "Cuti Bersama Wafat Yesus Kristus", False),
    (date(2027, 3, 26), L, "Wafat Yesus Kristus", False),
    (date(2027, 3, 28), L, "Kebangkitan Yesus Kristus", False),
    (date(2027, 5, 1), L, "Hari Buruh Internasional", False),
    (date(2027, 5, 6), L, "Kenaikan Yesus Kristus", False),
    (date(2027, 5, 17), L, "Hari Raya Idul Adha", True),
    (date(2027, 5, 18), C, "Cuti Bersama Hari Raya Idul Adha", False),
    (date(2027, 5, 19), C, "Cuti Bersama Hari Raya Waisak", False),
    (date(2027, 5, 20), L, "Hari Raya Waisak", False),
    (date(2027, 6, 1), L, "Hari Lahir Pancasila", False),
    (date(2027, 6, 6), L, "Tahun Baru Islam", False),
    (date(2027, 8, 15), L, "Maulid Nabi Muhammad", False),
    (date(2027, 8, 17), L, "Hari Kemerdekaan Republik Indonesia", False),
    (date(2027, 12, 24), C, "Cuti Bersama Hari Raya Natal", False),
    (date(2027, 12, 25), L, "Hari Raya Natal", False),
    (date(2027, 12, 26), L, "Isra Mikraj Nabi Muhammad", False),
]

# tahun, dasar hukum, hari khusus, Ramadan (awal, akhir), sidik isi
KALENDER = [
    (
        2026,
        "SKB 3 Menteri Nomor 1497 Tahun 2025, Nomor 2 Tahun 2025, dan Nomor 5 Tahun 2025",
        HARI_2026,
        (date(2026, 2, 18), date(2026, 3, 19)),
        "b31ec6f79740e186974f860274bd9dd863004350a87d57c85c91b9910ba740c6",
    ),
    (
        2027,
        "SKB 3 Menteri tentang Hari Libur Nasional dan Cuti Bersama Tahun 2027",
        HARI_2027,
        (date(2027, 2, 8), date(2027, 3, 9)),
        "26d4202f6fd229728eba834edd3575ba2813722816f65576004dfb00eb02bb18",
    ),
]


def isi(apps, schema_editor):
    Kebijakan = apps.get_model("sla", "KebijakanTenggat")
    for layanan, jenis, satuan, jumlah, bunyi in KEBIJAKAN:
        Kebijakan.objects.create(
            layanan=layanan,
            jenis=jenis,
            satuan=satuan,
            jumlah=jumlah,
            bunyi=bunyi,
            nomor_sk=NOMOR_SK,
            berlaku_sejak=date(2023, 1, 1),
            diterbitkan_pada=DITERBITKAN,
        )
    for kalender in KALENDER:
        isi_kalender(apps, *kalender)


def isi_kalender(apps, tahun, dasar_hukum, hari, ramadan, sidik):
    versi = apps.get_model("sla", "VersiKalender").objects.create(
        tahun=tahun,
        versi=1,
        keadaan="terbit",
        dasar_hukum=dasar_hukum,
        diterbitkan_pada=DITERBITKAN,
        sidik=sidik,
    )
    HariKhusus = apps.get_model("sla", "HariKhusus")
    for tanggal, jenis, nama, perkiraan in hari:
        HariKhusus.objects.create(
            versi=versi,
            tanggal=tanggal,
            jenis=jenis,
            nama=nama,
            dasar_hukum=dasar_hukum,
            perkiraan=perkiraan,
        )
    ProfilJam = apps.get_model("sla", "ProfilJam")
    ProfilJam.objects.create(versi=versi, nama="Jam kerja biasa", mulai=date(tahun, 1, 1), jam=BIASA)
    mulai, sampai = ramadan
    ProfilJam.objects.create(
        versi=versi, nama="Jam kerja Ramadan", mulai=mulai, sampai=sampai, prioritas=10, jam=RAMADAN
    )


def kosongkan(apps, schema_editor):
    apps.get_model("sla", "VersiKalender").objects.filter(tahun__in=[2026, 2027], versi=1).delete()
    apps.get_model("sla", "KebijakanTenggat").objects.filter(diterbitkan_pada=DITERBITKAN).delete()


class Migration(migrations.Migration):
    dependencies = [("sla", "0001_initial")]

    operations = [migrations.RunPython(isi, kosongkan)]
