"""History of a row in the admin: who changed what, to be read only."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

from dinsos.inti import teks

KOSONG = "(kosong)"


class UraianPerubahan(HistoricalRecordContextHelper):
    """Old and new values as people read them: instants in WITA, the words of a choice, ya and tidak.

    Changes of `tersembunyi` (names of fields) are left out.
    """

    tersembunyi: frozenset[str] = frozenset()

    def context_for_delta_changes(self, delta) -> list[dict[str, Any]]:
        terlihat = [ubah for ubah in delta.changes if ubah.field not in self.tersembunyi]
        return super().context_for_delta_changes(replace(delta, changes=terlihat))

    def prepare_delta_change_value(self, change, value) -> Any:
        nilai = super().prepare_delta_change_value(change, value)
        pilihan = dict(getattr(self.model._meta.get_field(change.field), "flatchoices", ()))
        if isinstance(nilai, bool):
            return "ya" if nilai else "tidak"
        if isinstance(nilai, datetime):
            return teks.waktu(nilai)
        if nilai in (None, "", []) or (isinstance(nilai, DeletedObject) and nilai.pk is None):
            return KOSONG
        return pilihan.get(nilai, nilai) if not isinstance(nilai, list) else nilai


class RiwayatTerbaca(SimpleHistoryAdmin):
    """Base of model admins with history. Only for rows that the person may open; nothing can be put back.

    The stock class shows the history of rows that `get_queryset` hides, and saves a form that is posted to the
    address of an old version by anybody who may merely look. Here hidden rows are 404, and old versions have no
    address: the list says what changed.
    """

    object_history_list_template = "admin/riwayat_perubahan.html"

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses, without those of old versions."""
        return super(SimpleHistoryAdmin, self).get_urls()

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        """The changes of one row. Raises Http404 for a row that this person does not meet."""
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        kolom = [(nama, self._judul(nama)) for nama in self.get_history_list_display(request)]
        return super().history_view(request, object_id, {"kolom": kolom} | (extra_context or {}))

    def _judul(self, nama: str) -> str:
        return getattr(getattr(self, nama, None), "short_description", nama)

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Model):
        return UraianPerubahan(self.model, historical_record)
