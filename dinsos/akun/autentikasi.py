"""Who may sign in at all."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from dinsos.akun.models import Pengguna


class BackendPengguna(ModelBackend):
    """Accounts of the office.

    Demo accounts have passwords that everybody knows, and a superuser passes every limit of the roles, so
    neither can sign in to a production installation; a session that one of them already holds ends, too.
    """

    def user_can_authenticate(self, user: Pengguna) -> bool:
        if settings.MODE_PRODUKSI and (user.demo or user.is_superuser):
            return False
        return super().user_can_authenticate(user)
