"""Sessions in the database, as Django's; the one that a request brings is read with a prepared query."""

from django.contrib.sessions.backends.db import SessionStore as SesiDjango
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from dinsos.inti.kueri_siap import Isian, KueriSiap

_SESI = KueriSiap(
    lambda: Session.objects.filter(
        session_key=Isian("kunci", CharField()), expire_date__gt=Isian("kini", DateTimeField())
    )
)


class SessionStore(SesiDjango):
    """Django's; sessions run on real time, whatever the clock of the tests says."""

    def _get_session_from_db(self) -> Session | None:
        sesi = _SESI.satu(kunci=self.session_key, kini=timezone.now())
        if sesi is None:
            self._session_key = None
        return sesi
