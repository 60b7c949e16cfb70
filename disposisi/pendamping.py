"""Companions of the officer who handles a letter: who they are, and who may be one.

What a decision says is kept with it and never changes; who accompanies a letter now (`PendampingSurat`) and who
takes part in an appointment follow from it. Companions read the letter; acts about it stay with its officer and
with who decides it.
"""

from collections.abc import Iterable
from datetime import datetime

from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.models_akses import PendampingSurat
from dinsos.akun.models import Pengguna
from dinsos.inti.galat import GalatAturan
from disposisi.models import Audiensi, Disposisi, Pendamping, PendampingAudiensi
from disposisi.syarat import periksa_hadir, periksa_petugas


def dari_surat(surat: SuratMasuk) -> list[Pengguna]:
    """Who accompanies the officer of this letter now, in the order in which they were chosen; one query."""
    semua = PendampingSurat.objects.filter(surat=surat).select_related("pengguna").order_by("pk")
    return [satu.pengguna for satu in semua]


def dari_disposisi(disposisi: Disposisi) -> list[Pengguna]:
    """Whom this decision names besides the officer; one query."""
    return [satu.petugas for satu in disposisi.pendamping.select_related("petugas")]


def peserta(audiensi: Audiensi) -> list[Pengguna]:
    """Who takes part in an appointment besides its officer: of a new one, who accompanies the letter; one query."""
    if audiensi.pk is None:
        return [satu for satu in dari_surat(audiensi.surat) if satu.pk != audiensi.petugas_id]
    return [satu.petugas for satu in audiensi.pendamping.select_related("petugas")]


def catat_peserta(audiensi: Audiensi, orang: Iterable[Pengguna]) -> None:
    """Keep who takes part in an appointment that was just saved."""
    PendampingAudiensi.objects.bulk_create(
        PendampingAudiensi(audiensi=audiensi, petugas=satu) for satu in orang
    )


def tetapkan(disposisi: Disposisi, orang: Iterable[Pengguna]) -> list[Pengguna]:
    """Keep who accompanies the officer of a decision that was just saved; they may read the letter from now on.

    Raises GalatAturan for the officer as the own companion, and for who can't handle this letter.
    """
    hasil = list(dict.fromkeys(orang))
    for satu in hasil:
        if satu.pk == disposisi.petugas_id:
            raise GalatAturan(
                f"{satu} sudah menjadi petugas surat ini. Jangan pilih ia juga sebagai pendamping."
            )
        periksa_petugas(disposisi.surat, satu)
    Pendamping.objects.bulk_create(Pendamping(disposisi=disposisi, petugas=satu) for satu in hasil)
    pasang(disposisi.surat, hasil)
    return hasil


def pasang(surat: SuratMasuk, orang: Iterable[Pengguna]) -> None:
    """From now on these accompany the officer of a locked letter, and nobody else."""
    PendampingSurat.objects.filter(surat=surat).delete()
    PendampingSurat.objects.bulk_create(PendampingSurat(surat=surat, pengguna=satu) for satu in orang)


def lanjutan(
    surat: SuratMasuk, petugas: Pengguna, pada: Iterable[datetime] = ()
) -> tuple[list[Pengguna], dict[Pengguna, str]]:
    """Who of a letter's companions stays when it goes to `petugas`, and who doesn't with the reason in words.

    The new officer is no companion any more; who is away at one of these instants (aware) doesn't stay either.
    """
    tetap: list[Pengguna] = []
    lepas: dict[Pengguna, str] = {}
    for satu in dari_surat(surat):
        if satu == petugas:
            continue
        try:
            periksa_petugas(surat, satu)
            for saat in pada:
                periksa_hadir(satu, saat)
        except GalatAturan as galat:
            lepas[satu] = galat.pesan.removesuffix(" Pilih petugas lain.")
        else:
            tetap.append(satu)
    return tetap, lepas


def kata_lepas(lepas: dict[Pengguna, str]) -> str:
    """A sentence for the story about each companion who doesn't stay, with a blank before it; "" for nobody."""
    return "".join(f" {satu} tidak lagi mendampingi. {alasan}" for satu, alasan in lepas.items())


def sebut(orang: Iterable[Pengguna]) -> str:
    """ ", didampingi A dan B"; "" for nobody."""
    *awal, akhir = [str(satu) for satu in orang] or [""]
    kata = f"{', '.join(awal)} dan {akhir}" if awal else akhir
    return f", didampingi {kata}" if kata else ""
