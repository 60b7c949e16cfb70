"""The one writer of time and place that hold now for a decision."""

from datetime import datetime

from disposisi.models import Disposisi, WaktuBerlaku


def tetapkan(disposisi: Disposisi, *, oleh, waktu: datetime | None, tempat: str) -> None:
    """Keep what holds from now on; under the lock of the letter, in the caller's transaction.

    Nothing is written while neither time nor place was ever named.
    """
    berlaku = WaktuBerlaku.objects.filter(disposisi=disposisi).first()
    if berlaku is None:
        if waktu is None and not tempat:
            return
        berlaku = WaktuBerlaku(disposisi=disposisi)
    berlaku.waktu, berlaku.tempat = waktu, tempat
    berlaku._history_user = oleh
    berlaku.save()
    disposisi.berlaku = berlaku
