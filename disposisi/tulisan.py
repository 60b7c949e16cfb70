"""Words that were typed into a form which came too late: the reader gets them back to copy."""

from django.contrib import messages
from django.http import HttpRequest

BIDANG = ("alasan_perubahan", "alasan", "jalan_lain", "catatan", "alasan_lewat")
PALING_PANJANG = 1000


def kembalikan(request: HttpRequest) -> None:
    """Show what this request typed into the reasons and notes of a decision that was not saved."""
    tertulis = [teks for nama in BIDANG if (teks := request.POST.get(nama, "").strip())]
    if tertulis:
        kata = "\n".join(teks[:PALING_PANJANG] for teks in tertulis)
        messages.info(request, f"Tulisan Anda tidak disimpan. Salin bila masih perlu: {kata}")
