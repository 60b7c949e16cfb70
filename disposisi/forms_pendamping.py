"""The question with whom: officers who accompany the one that handles a letter."""

from django import forms

from dinsos.akun.models import Pengguna
from dinsos.dokumen import forms_nomor
from dinsos.inti.galat import GalatAturan
from disposisi.rencana import PendampingTidakBisa

SUDAH_PETUGAS = "{} sudah menjadi petugas surat ini. Kosongkan pilihan itu, atau pilih petugas lain."


def bidang_galat(galat: GalatAturan) -> str | None:
    """The field at which a refused decision is shown; None for the form as a whole."""
    return "pendamping" if isinstance(galat, PendampingTidakBisa) else forms_nomor.bidang_galat(galat)


class PilihanPendamping(forms.ModelMultipleChoiceField):
    """Officers as boxes to tick, none being fine; which of them is put in by the form."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Pengguna.objects.none(),
            label="Didampingi oleh",
            help_text="Pendamping membaca surat ini dan hadir pada pertemuan yang sama.",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": "Pendamping ini tidak dapat ditugaskan. Pilih orang lain.",
                "invalid_pk_value": "Pendamping ini tidak dapat ditugaskan. Pilih orang lain.",
            },
        )

    def label_from_instance(self, obj: Pengguna) -> str:
        return " — ".join(filter(None, (str(obj), obj.jabatan)))
