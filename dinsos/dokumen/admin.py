"""The room in the admin."""

from dinsos.dokumen import admin_kop, admin_surat  # noqa: F401  (they register their pages)
