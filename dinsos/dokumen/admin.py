"""The room in the admin."""

from dinsos.dokumen import admin_kop  # noqa: F401  (registers its page)
