"""Calendar invitations: which message carries which file (RFC 5545, RFC 5546).

A message names the appointment and the method; the file is made from the row's unchanging columns while sending, so
that every attempt sends the same one.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dinsos.agenda.models import SuratMasuk
from dinsos.inti.teks import waktu
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Saluran
from dinsos.notifikasi.kelas import LampiranSurel
from dinsos.notifikasi.models import Pesan
from disposisi import ics
from disposisi.models_jadwal import Audiensi

PETUGAS = "jadwal_petugas"


def undang_petugas(audiensi: Audiensi, *, kepada=None, batal: bool | None = None) -> Pesan | None:
    """Queue the invitation, or its cancellation, to the officer of an appointment, in a transaction.

    At most one message for each state; None when the officer has no usable address (the calendar on screen shows
    it all the same). It names the letter's number and the place and nothing about the citizen. `kepada` and `batal`
    are for an officer who no longer has the appointment.
    """
    petugas = kepada or audiensi.petugas
    batal = audiensi.keadaan in ics.BATAL if batal is None else batal
    try:
        validate_email(petugas.email)
    except ValidationError:
        return None
    return outbox.antrekan(
        kelas=PETUGAS,
        kunci=f"jadwal-petugas:{audiensi.pk}:{'batal' if batal else 'undang'}:{petugas.pk}",
        kasus=None,
        saluran=Saluran.EMAIL,
        tujuan=petugas.email,
        penerima_nama=str(petugas),
        data={
            "nomor": audiensi.surat.nomor,
            "waktu": waktu(audiensi.mulai),
            "tempat": ics.tempat(audiensi, tanpa_tautan=True),
            "batal": batal,
            "pindah": audiensi.urutan > 0,
            "audiensi": audiensi.pk,
        },
    )


def berkas(pesan: Pesan, audiensi: Audiensi, *, batal: bool) -> LampiranSurel:
    """The calendar file of a message, without link: whoever reads the mail has not shown the secret."""
    metode = "CANCEL" if batal else "REQUEST"
    isi = ics.undangan(
        audiensi, tanpa_tautan=True, batal=batal, dibuat=pesan.dibuat_pada, hadirin=pesan.tujuan
    )
    jenis = f"text/calendar; method={metode}; charset=UTF-8"
    return LampiranSurel(f"jadwal-{audiensi.surat.nomor}.ics", jenis, isi)


def dalam_data(audiensi: Audiensi | None, *, batal: bool = False) -> dict:
    """What a message's data says about the appointment that it tells of, for `lampiran`."""
    return {"audiensi": audiensi.pk, "batal": batal} if audiensi else {}


def undangan_berlaku(surat: SuratMasuk) -> dict:
    """`dalam_data` of the appointment that a letter has now, for the notice that tells of it."""
    return dalam_data(Audiensi.objects.berjalan().filter(surat=surat).first())


def lampiran(pesan: Pesan) -> list[LampiranSurel]:
    """What is attached to a message that tells of an appointment; nothing to any other."""
    if "audiensi" not in pesan.data:
        return []
    audiensi = Audiensi.objects.select_related("surat", "petugas", "ruang").get(pk=pesan.data["audiensi"])
    return [berkas(pesan, audiensi, batal=pesan.data["batal"])]
