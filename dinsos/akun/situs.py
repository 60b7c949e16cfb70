"""The admin site of the office."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class SitusAdmin(AdminSite):
    """Open to those who decide or administer."""


class KonfigurasiAdmin(AdminConfig):
    default_site = "dinsos.akun.situs.SitusAdmin"
