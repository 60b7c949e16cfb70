"""Acts on the texts of answer letters: writing a new version, filling one in."""

from django.core.exceptions import ValidationError
from django.db import transaction

from dinsos.dokumen import isian
from dinsos.dokumen.models_templat import TemplatSurat, VersiTemplat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi


@transaction.atomic
def tulis(*, templat: TemplatSurat, isi: str, oleh, dari: int) -> VersiTemplat:
    """Keep a new version of the text; letters that are out keep theirs.

    `dari` is the number of the version that the writer saw. The same text again is no new version. Raises
    GalatAturan for an unknown or missing place, SudahTerjadi when somebody wrote another version meanwhile.
    """
    templat = TemplatSurat.objects.select_for_update().get(pk=templat.pk)
    terbaru = templat.terbaru
    isi = isian.rapikan(isi)
    if isi == terbaru.isi:
        return terbaru
    if terbaru.nomor != dari:
        raise SudahTerjadi("Templat ini baru saja diubah orang lain. Baca dahulu versi yang baru.")
    try:
        isian.periksa(templat.jenis, isi)
    except ValidationError as galat:
        raise GalatAturan(" ".join(galat.messages)) from galat
    return VersiTemplat.objects.create(
        templat=templat, nomor=terbaru.nomor + 1, isi=isi, oleh=oleh, pada=jam.sekarang()
    )


def susun(jenis: str, nilai: dict[str, str]) -> tuple[str, VersiTemplat]:
    """The text of an answer from the version in force, and that version.

    Raises GalatAturan when a place that the text uses has no value.
    """
    versi = VersiTemplat.objects.filter(templat__jenis=jenis).latest("nomor")
    return isian.isi(jenis, versi.isi, nilai), versi
