"""Whether the notice of an online handling says by which number or link the two sides meet."""

from disposisi.enums import Metode

TANPA_TAUTAN = "Tulis tautan panggilan video. Tanpa tautan pengirim tidak dapat bergabung."
TANPA_NOMOR = "Pengirim tidak menulis nomor telepon. Tulis nomor yang dipakai, atau pilih cara lain."


def yang_kurang(*, metode: str, tempat: str, telepon: str) -> str:
    """What is missing to meet by `metode`, as a sentence that says what to do; "" when nothing is.

    `tempat` is the link or number of the disposition, `telepon` the sender's own number. A video call needs a
    link always; a call or WhatsApp needs a number where the sender gave none (PGD-PROSEDUR-2).
    """
    if tempat.strip():
        return ""
    if metode == Metode.VIDEO:
        return TANPA_TAUTAN
    if metode in (Metode.TELEPON, Metode.WHATSAPP) and not telepon:
        return TANPA_NOMOR
    return ""
