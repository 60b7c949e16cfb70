"""Who may sign in at all, and who is behind a request."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db.models import DateField, Exists, F, IntegerField, OuterRef, QuerySet

from dinsos.akun.models import PelaksanaHarian, Pengguna
from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian, KueriSiap


def _akun() -> QuerySet[Pengguna]:
    """The account once per role held (once without any), with whether it acts for the head on a date."""
    hari = Isian("hari", DateField())
    plh = PelaksanaHarian.objects.filter(pengguna=OuterRef("pk"), mulai__lte=hari, sampai__gte=hari)
    akun = Pengguna.objects.filter(pk=Isian("pk", IntegerField()))
    return akun.annotate(nama_peran=F("groups__name"), plh=Exists(plh))


_AKUN = KueriSiap(_akun)


class BackendPengguna(ModelBackend):
    """Accounts of the office.

    Demo accounts have passwords that everybody knows, and a superuser passes every limit of the roles, so
    neither can sign in to a production installation; a session that one of them already holds ends, too.
    """

    def user_can_authenticate(self, user: Pengguna) -> bool:
        if settings.MODE_PRODUKSI and (user.demo or user.is_superuser):
            return False
        return super().user_can_authenticate(user)

    def get_user(self, user_id: int) -> Pengguna | None:
        """The account of a session with its roles and whether it acts for the head today (WITA); one query."""
        baris = _AKUN(pk=user_id, hari=jam.wita(jam.sekarang()).date())
        if not baris:
            return None
        pengguna = baris[0]
        pengguna.peran = frozenset(satu.nama_peran for satu in baris if satu.nama_peran)
        pengguna.pelaksana_harian = pengguna.plh
        return pengguna if self.user_can_authenticate(pengguna) else None
