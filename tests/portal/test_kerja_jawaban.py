"""What the first screen tells of a citizen's answer, and to whom the receipt of a secret sender goes."""

import pytest
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from disposisi import actions as disposisi
from tests import pabrik
from tests.portal.kerja import SENIN, kata, lewat_wa, masuk, surat_di

KERJA = reverse("portal:kerja")
SUDAH_DIJAWAB = "Pengirim sudah menjawab pertanyaan Anda."

pytestmark = pytest.mark.usefixtures("templat_ketat")


def test_receipt_of_a_secret_sender_waits_for_the_officer_not_for_piket(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=lewat_wa(nama="Wa Rahasia"), rahasiakan_identitas=True)
    piket, pesan = pabrik.pengguna("piket"), Pesan.objects.get(kelas="tanda_terima")

    def terlihat(orang):
        return reverse("portal:pesan", args=[pesan.pk]) in masuk(orang).get(KERJA).content.decode()

    assert (terlihat(piket), terlihat(kepala), terlihat(petugas)) == (False, True, False)
    assert masuk(piket).get(reverse("portal:pesan", args=[pesan.pk])).status_code == 404
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert (terlihat(piket), terlihat(kepala), terlihat(petugas)) == (False, False, True)
    assert masuk(petugas).get(reverse("portal:pesan", args=[pesan.pk])).status_code == 200


def test_answer_of_the_citizen_is_marked_until_the_officer_goes_on(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat, lain = (surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas) for _ in range(2))
    klien = masuk(petugas)

    def tanda() -> dict[str, bool]:
        jawaban = klien.get(KERJA)
        hasil = {satu.nomor: satu.ada_jawaban for satu in jawaban.context["surat"]}
        assert kata(jawaban).count(SUDAH_DIJAWAB) == sum(hasil.values())
        return hasil

    for putaran in range(2):  # a second question begins anew
        jam_uji.maju(menit=5)
        pertanyaan = agenda.tanyakan(surat=surat, oleh=petugas, teks=f"Kapan? {putaran}")
        assert tanda() == {surat.nomor: False, lain.nomor: False}
        jam_uji.maju(menit=5)
        agenda.jawab_pertanyaan(pertanyaan=pertanyaan, jawaban="Bulan lalu.")
        assert tanda() == {surat.nomor: True, lain.nomor: False}
    jam_uji.maju(menit=5)
    disposisi.laksanakan(surat=surat, oleh=petugas, pada=jam.sekarang())
    assert tanda() == {surat.nomor: False, lain.nomor: False}


def test_answer_is_marked_for_an_officer_who_has_done_nothing_yet(kepala, petugas):
    lama = pabrik.pengguna("petugas")
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=lama)
    agenda.jawab_pertanyaan(
        pertanyaan=agenda.tanyakan(surat=surat, oleh=lama, teks="Kapan?"), jawaban="Bulan lalu."
    )
    surat.refresh_from_db()
    surat.petugas = petugas
    surat.save(update_fields=["petugas"])
    assert SUDAH_DIJAWAB in kata(masuk(petugas).get(KERJA))
