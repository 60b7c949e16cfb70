"""Phone numbers: what people write in, E.164 out."""

from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError

PESAN = "Nomor telepon belum benar. Tulis seperti 0812 3456 7890."


# By the length, not by the lists of the library: new prefixes of Indonesian operators must pass.
PANJANG_INDONESIA = range(9, 14)


def ke_e164(teks: str) -> str:
    """Normalise 08…, 62…, +62… with spaces, dots or dashes to E.164 ("+6281234567890").

    Raises ValidationError with words for the citizen when it can't be a phone number.
    """
    bersih = teks.strip()
    if bersih.startswith("62"):
        bersih = "+" + bersih
    try:
        nomor = phonenumbers.parse(bersih, "ID")
    except phonenumbers.NumberParseException as galat:
        raise ValidationError(PESAN) from galat
    if not _masuk_akal(nomor):
        raise ValidationError(PESAN)
    return phonenumbers.format_number(nomor, phonenumbers.PhoneNumberFormat.E164)


def _masuk_akal(nomor: phonenumbers.PhoneNumber) -> bool:
    if nomor.country_code == 62:
        return len(phonenumbers.national_significant_number(nomor)) in PANJANG_INDONESIA
    return phonenumbers.is_valid_number(nomor)


@lru_cache(maxsize=256)
def tampil(e164: str) -> str:
    """How the number is shown: "0812-3456-7890"; foreign numbers keep their code."""
    if not e164:
        return ""
    nomor = phonenumbers.parse(e164, "ID")
    gaya = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        nomor, gaya.NATIONAL if nomor.country_code == 62 else gaya.INTERNATIONAL
    )
