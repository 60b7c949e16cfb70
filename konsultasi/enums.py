"""Lists of the consultation."""

from django.db import models


class JenisPemohon(models.TextChoices):
    """Who asks (KSL-SYARAT-1)."""

    PERSEORANGAN = "perseorangan", "Perseorangan"
    INSTITUSI = "institusi", "Institusi"
    LSM = "lsm", "Lembaga swadaya masyarakat (LSM)"
    PARTAI = "partai", "Partai politik"
    BADAN_PUBLIK = "badan_publik", "Badan publik lainnya"


class JenisIdentitas(models.TextChoices):
    """Which card proves who asks (KSL-SYARAT-4)."""

    KTP = "ktp", "KTP"
    PASPOR = "paspor", "Paspor"
    LAIN = "lain", "Kartu identitas lain"


class Bentuk(models.TextChoices):
    """What the applicant would like; the head decides."""

    PERTEMUAN = "pertemuan", "Berbicara dengan petugas"
    TERTULIS = "tertulis", "Cukup jawaban tertulis atau data"
