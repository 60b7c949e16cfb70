"""The way of a request for consultation, from the form to the receipt, and the page that explains it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinsos.agenda.enums import Layanan
from dinsos.agenda.formulir import views
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.peran import publik
from dinsos.inti import jam
from dinsos.sla import klausul
from dinsos.sla.layanan import lama_janji
from konsultasi import actions, surat
from konsultasi.forms import FormulirKonsultasi


@publik
@require_safe
def cara(request: HttpRequest) -> HttpResponse:
    """Requirements, procedure and deadlines in plain words, and every way to apply (KSL clauses)."""
    standar = klausul.standar(Layanan.KONSULTASI.value, lama_janji(pada=jam.hari_ini()))
    return render(request, "konsultasi/cara.html", {"standar": standar})


class _Konsultasi:
    formulir = FormulirKonsultasi
    layanan = Layanan.KONSULTASI
    ruang = "konsultasi"


class Isi(_Konsultasi, views.Isi):
    """The form."""

    template = "konsultasi/isi.html"


class Tinjau(_Konsultasi, views.Tinjau):
    """The request as a letter to the Kepala Dinas, before it is sent (KSL-PROSEDUR-1); shows no file's content."""

    template = "konsultasi/tinjau.html"

    def konteks(self, form: FormulirKonsultasi) -> dict:
        dasar = super().konteks(form)
        rincian = form.ke_rincian()
        berkas = form.identitas_tersimpan + ([] if form.perseorangan else form.surat_lembaga_tersimpan)
        return dasar | {
            "rincian": rincian,
            "hal": actions.hal(rincian.materi),
            "tanggal": surat.tanggal_surat(jam.hari_ini()),
            "fakta_pemohon": surat.tentang_pemohon(dasar["pengirim"], rincian),
            "fakta_permohonan": surat.tentang_permohonan(rincian),
            "berkas": berkas,
            "rahasia": form.cleaned_data["rahasiakan_identitas"],
        }


class Kirim(_Konsultasi, views.Kirim):
    """Sends the request."""

    def ajukan(self, *, kunci: uuid.UUID, form: FormulirKonsultasi, sidik_tinjau: str) -> SuratMasuk:
        return actions.ajukan(
            kunci=kunci,
            pengirim=form.ke_pengirim(),
            rincian=form.ke_rincian(),
            rahasiakan_identitas=form.cleaned_data["rahasiakan_identitas"],
            sidik_tinjau=sidik_tinjau,
        )


class TandaTerima(_Konsultasi, views.TandaTerima):
    """The receipt of the request (KSL-PROSEDUR-2)."""

    template = "konsultasi/tanda_terima.html"
