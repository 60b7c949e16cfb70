"""The appointment of one letter: plan it, move it, offer other times, or say what became of it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.enums import Status
from dinsos.agenda.kerahasiaan import tampil
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.peran import peran_wajib
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.teks import waktu
from dinsos.portal.bacaan_surat import surat_terlihat
from dinsos.portal.forms_jadwal import BERUBAH, FormAtur, FormTutup
from dinsos.portal.forms_usulan import FormCara, FormTawarkan, FormTetap
from dinsos.portal.views_kerja import PERAN_KASUS
from disposisi import actions, jadwal, usulan
from disposisi.enums import KeadaanAudiensi
from disposisi.jadwal_cara import catat_cara
from disposisi.jadwal_kabar import sudah_ditulis
from disposisi.jadwal_kabar import tempat as tempat_jadwal
from disposisi.models import Audiensi
from disposisi.models_jadwal import PermintaanWaktu

SUDAH_MULAI = (KeadaanAudiensi.BERLANGSUNG, KeadaanAudiensi.SELESAI)
SUDAH_DIJAWAB = "Permintaan ini sudah dijawab. Periksa yang tertulis di bawah."


@never_cache
@peran_wajib(*PERAN_KASUS)
@require_http_methods(["GET", "HEAD", "POST"])
def atur(request: HttpRequest, pk: int) -> HttpResponse:
    """The page with all that can be done; a refused form comes back with what was typed."""
    surat = surat_terlihat(request.user, pk)
    disposisi = getattr(surat, "disposisi", None) if surat else None
    if surat is None or disposisi is None or not disposisi.petugas_id or disposisi.tertulis:
        raise Http404
    keadaan = _keadaan(surat)
    formulir = _formulir(request, disposisi, keadaan)
    dikirim = next((form for form in formulir.values() if form is not None and form.is_bound), None)
    gagal = False
    if request.method == "POST" and (dikirim is None or dikirim.is_valid()):
        try:
            return _lakukan(request, surat, keadaan, dikirim)
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            gagal = True
            if dikirim is None:
                messages.error(request, galat.pesan)
            else:
                dikirim.add_error(None, galat.pesan)
    konteks = (
        keadaan
        | formulir
        | {
            "surat": surat,
            "pengirim": tampil(surat),
            "tempat": tempat_jadwal(keadaan["audiensi"]) if keadaan["audiensi"] else "",
            "form_galat": dikirim,
            "batas": next((t.jatuh_tempo for t in surat.tenggat.all() if t.jenis == "pelaksanaan"), None),
        }
    )
    gagal = gagal or (dikirim is not None and dikirim.errors)
    return render(request, "portal/kerja/atur_jadwal.html", konteks, status=422 if gagal else 200)


def _keadaan(surat: SuratMasuk) -> dict:
    """What is planned, on offer and asked for now; four queries."""
    semua = Audiensi.objects.filter(surat=surat).select_related("ruang", "petugas")
    permintaan = PermintaanWaktu.objects.menunggu().filter(surat=surat).first()
    return {
        "audiensi": semua.berjalan().first(),
        "mulai": semua.filter(keadaan__in=SUDAH_MULAI).last(),
        "tawaran": list(semua.diusulkan(jam.sekarang()).order_by("mulai")),
        "permintaan": permintaan,
        "diminta": [waktu(datetime.fromisoformat(satu)) for satu in permintaan.pilihan] if permintaan else [],
    }


def _formulir(request: HttpRequest, disposisi, keadaan: dict) -> dict:
    """The forms of the page, the one that was sent bound; what can't be done now is None."""
    audiensi, permintaan, mulai = keadaan["audiensi"], keadaan["permintaan"], keadaan["mulai"]
    bagian = request.POST.get("bagian", "tutup" if "apa" in request.POST else "")

    def data(nama: str):
        return request.POST if request.method == "POST" and bagian == nama else None

    pindah = audiensi is None or audiensi.keadaan != KeadaanAudiensi.BERLANGSUNG
    tawar = pindah and disposisi.surat.status == Status.DIJAWAB
    kirim = {nama: data(nama) for nama in ("", "tutup", "tawarkan", "tetap", "cara")}
    return {
        "form": FormAtur(kirim[""], disposisi=disposisi, audiensi=audiensi) if pindah or kirim[""] else None,
        "form_tutup": FormTutup(kirim["tutup"], audiensi=audiensi) if audiensi or kirim["tutup"] else None,
        "form_tawarkan": FormTawarkan(
            kirim["tawarkan"], disposisi=disposisi, audiensi=audiensi, permintaan=permintaan
        )
        if tawar or kirim["tawarkan"]
        else None,
        "form_tetap": FormTetap(kirim["tetap"]) if permintaan or kirim["tetap"] else None,
        "form_cara": FormCara(kirim["cara"], audiensi=mulai) if mulai or kirim["cara"] else None,
    }


def _lakukan(request: HttpRequest, surat: SuratMasuk, keadaan: dict, form) -> HttpResponse:
    """Carry out what a valid form says; without one an offer is taken back. Raises what the act raises."""
    oleh, isi = request.user, getattr(form, "cleaned_data", {})
    match form:
        case FormTutup():
            kata = _tutup(keadaan["audiensi"], oleh, isi)
        case FormTawarkan():
            semua = usulan.usulkan(surat=surat, oleh=oleh, **form.tawaran)
            kata = f"{len(semua)} waktu ditawarkan sampai {waktu(semua[0].berlaku_sampai)}. Pengirim diberi tahu."
        case FormTetap():
            if keadaan["permintaan"] is None:
                raise GalatAturan(SUDAH_DIJAWAB)
            usulan.tolak_permintaan(permintaan=keadaan["permintaan"], oleh=oleh, alasan=isi["alasan"])
            kata = "Jawaban Anda disampaikan kepada pengirim. Jadwal tetap."
        case FormCara():
            if keadaan["mulai"] is None:
                raise GalatAturan("Catat dahulu bahwa pertemuan dimulai, lalu cara yang dipakai.")
            catat_cara(audiensi=keadaan["mulai"], oleh=oleh, cara=isi["cara"])
            kata = "Cara yang dipakai dicatat."
        case FormAtur():
            kata = _rencana(surat, keadaan["audiensi"], oleh, form)
        case _:
            return _tarik(request, surat)
    messages.success(request, kata)
    return redirect("portal:surat", pk=surat.pk)


def _tutup(audiensi: Audiensi | None, oleh, isi: dict) -> str:
    if audiensi is None:
        raise GalatAturan(BERUBAH)
    match isi["apa"]:
        case "batal":
            jadwal.batalkan_jadwal(audiensi=audiensi, oleh=oleh, alasan=isi["alasan"])
        case "pemohon":
            jadwal.catat_pemohon_tidak_hadir(audiensi=audiensi, oleh=oleh, bukti=isi["alasan"])
        case "petugas":
            jadwal.catat_petugas_tidak_hadir(audiensi=audiensi, oleh=oleh, alasan=isi["alasan"])
    return "Jadwal dicatat tidak terlaksana. Ruang dan petugas bebas lagi."


def _rencana(surat: SuratMasuk, audiensi: Audiensi | None, oleh, form: FormAtur) -> str:
    if audiensi:
        baru = jadwal.jadwal_ulang(audiensi=audiensi, oleh=oleh, **form.jadwal)
        return f"Jadwal dipindahkan ke {waktu(baru.mulai)}. {_kabar(surat)}"
    baru = actions.jadwalkan_lagi(surat=surat, oleh=oleh, **form.jadwal)
    return f"Dijadwalkan {waktu(baru.mulai)}. {_kabar(surat)}"


def _tarik(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    pk = request.POST.get("tarik", "")
    satu = get_object_or_404(Audiensi.objects.filter(surat=surat), pk=int(pk) if pk.isdecimal() else None)
    usulan.tarik_usulan(usulan=satu, oleh=request.user)
    messages.success(request, f"Pilihan {waktu(satu.mulai)} ditarik.")
    return redirect("portal:atur_jadwal", pk=surat.pk)


def _kabar(surat: SuratMasuk) -> str:
    if sudah_ditulis(surat):
        return "Pengirim diberi tahu."
    return "Pengirim membacanya dalam surat yang masih harus Anda kirim."
