"""Validators of office hours, shared by models and forms."""

from django.core.exceptions import ValidationError

from dinsos.sla.kalender import KalenderTidakSah, jam_dari_json, mingguan_dari_json


def validasi_jam(nilai: object) -> None:
    """Intervals of one date; raises ValidationError."""
    try:
        jam_dari_json(nilai)
    except KalenderTidakSah as galat:
        raise ValidationError(str(galat)) from galat


def validasi_jam_mingguan(nilai: object) -> None:
    """Intervals per weekday; raises ValidationError."""
    try:
        mingguan_dari_json(nilai)
    except KalenderTidakSah as galat:
        raise ValidationError(str(galat)) from galat
