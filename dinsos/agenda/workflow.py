"""The life of a letter in one table, and the one function that writes `status`."""

from datetime import datetime

from dinsos.agenda.enums import TERTUTUP, Status
from dinsos.inti.galat import GalatAturan, SudahTerjadi

PERPINDAHAN: dict[str, frozenset[str]] = {
    Status.DITERIMA: frozenset(
        {
            Status.DIDISPOSISIKAN,
            # A walk-in complaint: piket leads the guest to the duty officer at once, the disposition follows
            # and never blocks (PGD-SYARAT-5). A walk-in consultation does need the disposition first.
            Status.DILAKSANAKAN,
            Status.DITOLAK,
            Status.DIRUJUK,
            Status.DICABUT,
        }
    ),
    Status.DIDISPOSISIKAN: frozenset(
        {
            Status.DIJAWAB,
            Status.DITOLAK,
            Status.DIRUJUK,
            Status.DICABUT,
            # The decision was revoked within its ten minutes.
            Status.DITERIMA,
        }
    ),
    Status.DIJAWAB: frozenset(
        {
            Status.DILAKSANAKAN,
            # Until the citizen is served the head may decide anew: what turns up while handling may belong
            # elsewhere, or nowhere.
            Status.DITOLAK,
            Status.DIRUJUK,
            Status.DICABUT,
            # Revoked within its ten minutes, although a channel had taken the notice: the citizen is told, `respon`
            # keeps its stop. The letter waits for a decision again, or for the officer's notice about the earlier
            # one, which nobody had written. Or the notice was marked as sent by mistake (decision 19).
            Status.DITERIMA,
            Status.DIDISPOSISIKAN,
        }
    ),
    # Once the citizen was served there is nothing left to withdraw or refuse; only the result is missing. Back goes
    # a letter handled in writing whose outcome was marked as sent by mistake (decision 19).
    Status.DILAKSANAKAN: frozenset({Status.SELESAI, Status.DIJAWAB}),
    # Closed is closed: reopening makes a new, linked case and never restarts a clock (tenggat.md).
    Status.SELESAI: frozenset(),
    # Except that a refusal or referral can be revoked within its ten minutes; the letter is then what it was
    # before.
    Status.DITOLAK: frozenset({Status.DITERIMA, Status.DIDISPOSISIKAN, Status.DIJAWAB}),
    Status.DIRUJUK: frozenset({Status.DITERIMA, Status.DIDISPOSISIKAN, Status.DIJAWAB}),
    Status.DICABUT: frozenset(),
}


def boleh(dari: str, ke: str) -> bool:
    """Whether the table has the move."""
    return ke in PERPINDAHAN[dari]


def pindahkan(*, surat, ke: str, pada: datetime, oleh=None) -> None:
    """Move a locked letter to another state; the only writer of `SuratMasuk.status`.

    `surat` must have been read under a lock in the caller's transaction; `pada` (aware) becomes the closing
    time of an end state. `oleh` is who acts (None: the citizen or the system) and goes into the history.
    Raises SudahTerjadi when the letter already is there, GalatAturan when the table has no such move.
    """
    if surat.status == ke:
        raise SudahTerjadi(f"Surat {surat.nomor} sudah berstatus “{Status(ke).label}”.")
    if not boleh(surat.status, ke):
        raise GalatAturan(
            f"Surat {surat.nomor} berstatus “{Status(surat.status).label}”, "
            f"jadi tidak dapat menjadi “{Status(ke).label}”."
        )
    surat.status = ke
    surat.ditutup_pada = pada if ke in TERTUTUP else None
    surat._history_user = oleh
    surat.save(update_fields=["status", "ditutup_pada", "petugas"])
