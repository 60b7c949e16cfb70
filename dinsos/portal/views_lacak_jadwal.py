"""The citizen's own schedule, behind number and secret: what holds, what is on offer, asking for another time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dinsos.agenda.formulir.tanda_terima import qr_nomor
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.peran import publik
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from dinsos.portal.forms_jadwal_saya import FormMinta, FormPilih, FormTolak
from dinsos.portal.kasus import punya_halaman_jadwal
from dinsos.portal.views_lacak import surat_sendiri
from disposisi import jadwal_kabar, usulan
from disposisi.enums import KeadaanAudiensi, Mode
from disposisi.jadwal_tautan import bertautan
from disposisi.models_jadwal import Audiensi, PermintaanWaktu
from disposisi.usulan_pilihan import waktu_bebas


@publik
@surat_sendiri
@require_http_methods(["GET", "HEAD", "POST"])
def jadwal_saya(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """What holds now with its place or link, and what the citizen can do about it. Raises Http404 without one."""
    if not punya_halaman_jadwal(surat):
        raise Http404
    konteks = _konteks(surat)
    form = _form(request, konteks) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            messages.success(request, _lakukan(surat, form))
            return redirect("portal:jadwal_kasus")
        except GalatAturan as galat:
            konteks = _konteks(surat)
            form = _form(request, konteks, galat.pesan)
    konteks["form"] = form
    gagal = form is not None or konteks["tertulis"]
    return render(request, "portal/jadwal_saya.html", konteks, status=422 if gagal else 200)


def _konteks(surat: SuratMasuk) -> dict:
    """What the page shows, with empty forms for what can be done now; five queries at most."""
    pada = jam.sekarang()
    semua = Audiensi.objects.filter(surat=surat).select_related("ruang", "petugas")
    tetap = semua.berjalan().first()
    tawaran = list(semua.diusulkan(pada).order_by("mulai"))
    menunggu = PermintaanWaktu.objects.menunggu().filter(surat=surat).first()
    boleh_minta = not (tawaran or menunggu) and _dapat_pindah(tetap)
    konteks = {
        "surat": surat,
        "tetap": tetap,
        "fakta": _fakta(surat, tetap),
        "tautan": _tautan(surat, tetap),
        "ke_kantor": (tetap or surat.disposisi).mode == Mode.TATAP_MUKA,
        "qr": qr_nomor(surat.nomor) if tetap and tetap.mode == Mode.TATAP_MUKA else "",
        "tawaran": tawaran,
        "menunggu": menunggu,
        "form_pilih": FormPilih(usulan=tawaran, auto_id="pilih_%s") if tawaran else None,
        "form_tolak": FormTolak(auto_id="tolak_%s") if tawaran else None,
        "form_minta": None,
        "tertulis": "",
        "buka_minta": False,
    }
    if boleh_minta:
        konteks["form_minta"] = FormMinta(auto_id="minta_%s", **_pilihan(surat, tetap))
    return konteks


def _dapat_pindah(tetap: Audiensi | None) -> bool:
    return tetap is None or tetap.keadaan == KeadaanAudiensi.DIPASTIKAN


def _pilihan(surat: SuratMasuk, tetap: Audiensi | None) -> dict:
    dasar = tetap or surat.disposisi
    lain = {"lama": tetap.selesai - tetap.mulai} if tetap else {}
    bebas = waktu_bebas(petugas=dasar.petugas_id, tatap_muka=dasar.mode == Mode.TATAP_MUKA, **lain)
    return {"bebas": bebas, "ada_jadwal": tetap is not None and tetap.mulai > jam.sekarang()}


def _form(request: HttpRequest, konteks: dict, galat: str = ""):
    """The form that was sent, bound, with what the act said; None when the page no longer has it.

    Then the page is shown as it is, and what was typed stands in the form that it has now, or above it.
    """
    surat, tetap = konteks["surat"], konteks["tetap"]
    match request.POST.get("apa"):
        case "pilih" if konteks["form_pilih"]:
            form = FormPilih(request.POST, usulan=konteks["tawaran"], auto_id="pilih_%s")
            konteks["form_pilih"] = form
        case "tolak" if konteks["form_tolak"]:
            form = konteks["form_tolak"] = FormTolak(request.POST, auto_id="tolak_%s")
        case "minta" if konteks["form_minta"]:
            form = FormMinta(request.POST, auto_id="minta_%s", **_pilihan(surat, tetap))
            konteks["form_minta"] = form
        case _:
            messages.error(
                request, galat or "Keadaan jadwal ini sudah berubah. Periksa yang tertulis di bawah."
            )
            _selamatkan(request, konteks)
            return None
    if galat:
        form.is_valid()
        form.add_error(None, galat)
    return form


def _selamatkan(request: HttpRequest, konteks: dict) -> None:
    """Keep what was typed into a form that the page no longer has; not what waits already."""
    isi = [request.POST.get(nama, "").strip() for nama in ("alasan", "harapan", "catatan")]
    teks, menunggu = "\n".join(filter(None, isi)), konteks["menunggu"]
    if not teks or (menunggu and menunggu.alasan in isi):
        return
    if konteks["form_minta"]:
        konteks["form_minta"].initial["alasan"] = teks
        konteks["buka_minta"] = True
    elif konteks["form_tolak"]:
        konteks["form_tolak"].initial["catatan"] = teks
    konteks["tertulis"] = teks


def _lakukan(surat: SuratMasuk, form) -> str:
    """Carry out what a valid form says; what is said afterwards. Raises what the act raises."""
    isi = form.cleaned_data
    if isinstance(form, FormPilih):
        baru = usulan.pilih_usulan(surat=surat, pk=int(isi["usulan"]))
        return f"Jadwal Anda sekarang {waktu(baru.mulai)}."
    if isinstance(form, FormTolak):
        usulan.tolak_usulan(surat=surat, catatan=isi["catatan"])
        return "Pilihan waktu lain Anda tolak." + (" Petugas membaca catatan Anda." if isi["catatan"] else "")
    if isi.get("batal"):
        usulan.berhalangan(surat=surat, alasan=isi["alasan"], harapan=isi["harapan"])
        return "Jadwal Anda dibatalkan. Petugas menghubungi Anda untuk waktu yang baru."
    usulan.minta_waktu_lain(
        surat=surat, alasan=isi["alasan"], harapan=isi["harapan"], pilihan=isi.get("pilihan", [])
    )
    return "Permintaan Anda sudah kami terima. Jadwal sekarang tetap berlaku sampai ada yang baru."


def _fakta(surat: SuratMasuk, tetap: Audiensi | None) -> list[tuple[str, str]]:
    disposisi = surat.disposisi
    metode = tetap.metode if tetap else disposisi.metode
    cara = disposisi.cara if metode == disposisi.metode else f"Daring ({tetap.get_metode_display()})"
    saat = tetap.mulai if tetap else disposisi.waktu
    tempat = jadwal_kabar.tempat(tetap) if tetap else disposisi.tempat
    fakta = [("Waktu", waktu(saat) or "Belum ditentukan"), ("Cara", cara)]
    if tetap and tetap.cara_sebenarnya:
        fakta.append(("Berlangsung lewat", tetap.get_cara_sebenarnya_display()))
    if tempat and not bertautan(metode, tempat):
        fakta.append(("Nomor" if disposisi.mode == Mode.DARING else "Tempat", tempat))
    return [*fakta, ("Petugas", str(tetap.petugas if tetap else disposisi.petugas))]


def _tautan(surat: SuratMasuk, tetap: Audiensi | None) -> str:
    """The link by which the two sides meet; shown here only, behind the secret."""
    dasar, tempat = (tetap, tetap.tautan) if tetap else (surat.disposisi, surat.disposisi.tempat)
    return tempat if bertautan(dasar.metode, tempat) else ""
