"""The act of adding the reference of a referral once the other office has given it."""

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from disposisi.enums import Keputusan
from disposisi.models import Disposisi
from disposisi.models_rujukan import NomorRujukan

PANJANG = 200


@transaction.atomic
def catat_nomor_rujukan(*, surat: SuratMasuk, oleh, nomor: str) -> NomorRujukan:
    """Record the number or link under which the other office keeps a referred letter; the citizen reads it, too.

    Raises TidakBerwenang unless `oleh` decides this letter, GalatAturan for a letter that was not referred or a
    reference that is empty or too long, SudahTerjadi when the same one was recorded before.
    """
    surat = agenda.kunci_surat(surat.pk)
    if not SuratMasuk.objects.bisa_diputus(oleh).filter(pk=surat.pk).exists():
        raise TidakBerwenang("Anda tidak berwenang mencatat rujukan surat ini.")
    disposisi = Disposisi.objects.aktif().filter(surat=surat, keputusan=Keputusan.DIRUJUK).first()
    if disposisi is None:
        raise GalatAturan("Surat ini tidak dirujuk, jadi tidak memiliki nomor rujukan.")
    nomor = nomor.strip()
    if not nomor:
        raise GalatAturan("Tulis nomor atau tautan rujukannya.")
    if len(nomor) > PANJANG:
        raise GalatAturan(f"Nomor rujukan terlalu panjang: paling banyak {PANJANG} huruf.")
    if nomor == disposisi.rujukan_terakhir:
        raise SudahTerjadi("Nomor rujukan itu sudah dicatat.")
    pada = jam.sekarang()
    baris = NomorRujukan.objects.create(disposisi=disposisi, nomor=nomor, oleh=oleh, pada=pada)
    teks = f"Nomor rujukan di {disposisi.tujuan_rujukan}: {nomor}"
    catat(surat=surat, jenis="nomor_rujukan", pada=pada, oleh=oleh, teks=teks, teks_warga=teks)
    return baris
