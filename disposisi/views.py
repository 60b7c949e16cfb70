"""The head's pages in the admin: the queue, one letter with its decision, and its papers."""

from functools import partial
from uuid import UUID

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dinsos.agenda import identitas
from dinsos.agenda.buka_identitas import (
    DISEMBUNYIKAN,
    buka_lewat_berkas,
    buka_sekali,
    konteks_pengirim,
)
from dinsos.agenda.enums import PeranLampiran, Status
from dinsos.agenda.kerahasiaan import nama_unduhan
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.pratinjau import diminta, pratinjau
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib, sama_404
from dinsos.berkas.actions import catat_akses
from dinsos.berkas.responses import kirim
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from disposisi import actions, actions_layanan
from disposisi import antrean as antrean_baca
from disposisi.antrean import Saringan
from disposisi.calon import DaftarCalon
from disposisi.forms import FormDisposisi, FormKosong
from disposisi.forms_layanan import FormGantiLayanan
from disposisi.forms_pendamping import bidang_galat
from disposisi.janji_temu import peringatan_jam
from disposisi.lembar import Lembar, bisa_memutus, kabar_putusan, pesan_jawaban, surat_terlihat
from disposisi.pembaca import didahului
from disposisi.tawaran import lama_dipilih
from disposisi.tulisan import kembalikan
from disposisi.views_rantai import ajakan_tarik

PEMUTUS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
BUKAN_LAGI = "Surat itu bukan untuk Anda lagi: sebagai pengaduan, isinya menyebut pejabat atau petugas."


@require_safe
@peran_wajib(*PEMUTUS)
def antrean(request: HttpRequest) -> HttpResponse:
    """Letters that wait for this person's disposition: guests in the lobby first, then a page by due date."""
    pada, saringan = jam.sekarang(), Saringan.dari(request.GET)
    sesudah = request.GET.get("sesudah", "")
    tamu = [] if sesudah else antrean_baca.tamu(request.user, pada)
    baris, berikut = antrean_baca.lainnya(request.user, pada, saringan, sesudah)
    isi = {"title": "Menunggu disposisi", "tamu": tamu, "baris": baris, "berikut": berikut}
    isi |= {"saringan": saringan, "sesudah": sesudah}
    return _halaman(request, "admin/disposisi/antrean.html", isi)


@peran_wajib(*PEMUTUS)
def putuskan(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: the form while it waits for this person, otherwise the decision to read."""
    if request.method == "POST" and (jawaban := _didahului(request, pk)):
        return jawaban
    surat = _surat(request, pk)
    lembar = Lembar.baca(surat)
    menunggu = _menunggu_saya(request, surat)
    if request.method == "POST":
        if not menunggu:
            return _sudah_lewat(request, surat)
        return _putuskan(request, surat, lembar)
    form = _form(request, surat, lembar, kosong=True) if menunggu else None
    return _tampilkan(request, lembar, form)


@never_cache
@peran_wajib(*PEMUTUS)
@hanya_kirim("admin:disposisi_putuskan", "pk")
def pengirim(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter's page with the sender of a secret letter, this once; logged."""
    surat = _surat(request, pk)
    if not buka_sekali(request, surat):
        messages.info(request, DISEMBUNYIKAN)
        return redirect("admin:disposisi_putuskan", pk)
    lembar = Lembar.baca(surat)
    form = _form(request, surat, lembar, kosong=True) if _menunggu_saya(request, surat) else None
    return _tampilkan(request, lembar, form, terbuka=True)


@never_cache
@peran_wajib(*PEMUTUS)
@hanya_kirim("admin:disposisi_putuskan", "pk")
def ganti_layanan(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry a misfiled letter on as the other service; a refused form comes back with what was typed."""
    surat = _surat(request, pk)
    ke = request.POST.get("ke", "")
    form = FormGantiLayanan(request.POST, surat=surat)
    if surat.layanan != ke and not form.is_valid() and _menunggu_saya(request, surat):
        lembar = Lembar.baca(surat)
        return _tampilkan(request, lembar, _form(request, surat, lembar, kosong=True), form_layanan=form)
    try:
        alasan = form["alasan_ganti"].value() or ""
        surat = actions_layanan.ganti_layanan(surat=surat, oleh=request.user, ke=ke, alasan=alasan)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
    else:
        messages.success(
            request,
            f"Surat {surat.nomor} sekarang {surat.get_layanan_display().lower()}. Pengirim diberi tahu.",
        )
    if not SuratMasuk.objects.untuk(request.user).filter(pk=pk).exists():
        messages.info(request, BUKAN_LAGI)
        return redirect("admin:disposisi_antrean")
    return redirect("admin:disposisi_putuskan", pk)


def _surat(request: HttpRequest, pk: int) -> SuratMasuk:
    """The letter, if this person may know of it. Raises Http404."""
    surat = surat_terlihat(request.user, pk)
    if surat is None:
        raise Http404
    return surat


def _menunggu_saya(request: HttpRequest, surat: SuratMasuk) -> bool:
    """Whether the letter waits for a decision of this person."""
    return surat.status == Status.DITERIMA and bisa_memutus(request.user, surat)


def _form(
    request: HttpRequest, surat: SuratMasuk, lembar: Lembar, *, kosong: bool = False
) -> FormDisposisi | FormKosong:
    batas = lembar.tenggat.get("pelaksanaan")
    if kosong:
        return FormKosong.untuk(surat=surat, pemutus=request.user, batas=batas)
    daftar = DaftarCalon.susun(
        surat=surat, pemutus=request.user, batas=batas, lama=lama_dipilih(request.POST.get("lama", ""))
    )
    return FormDisposisi(request.POST, surat=surat, pemutus=request.user, batas=batas, daftar=daftar)


def _putuskan(request: HttpRequest, surat: SuratMasuk, lembar: Lembar) -> HttpResponse:
    form = _form(request, surat, lembar)
    if not form.is_valid():
        return _tampilkan(request, lembar, form)
    putuskan = partial(actions.disposisikan, surat=surat, oleh=request.user, **form.putusan())
    try:
        if diminta(request):
            return pratinjau(request, surat, putuskan, nomor=form.cleaned_data["nomor"])
        disposisi = putuskan()
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        if isinstance(galat, SudahTerjadi) or not _masih_menunggu(surat):
            return _sudah_lewat(request, surat)
        form = _form(request, surat, lembar)  # what is free has changed meanwhile
        if form.is_valid():
            form.add_error(bidang_galat(galat), galat.pesan)
        return _tampilkan(request, lembar, form)
    messages.success(request, kabar_putusan(disposisi, pesan_jawaban(surat)))
    messages.info(request, ajakan_tarik(disposisi))
    if form.lewat_batas:
        messages.warning(request, "Waktu penanganan melewati batas, jadi surat ini tercatat terlambat.")
    if luar_jam := peringatan_jam(mode=disposisi.mode, waktu=disposisi.waktu):
        messages.warning(request, luar_jam)
    return _ke_berikutnya(request)


def _ke_berikutnya(request: HttpRequest) -> HttpResponse:
    """To the next letter (a waiting guest's in front), so that nobody has to go back; to an empty queue.

    The address names its own place on the page: browsers carry "#putusan" over to one that names none.
    """
    berikut = antrean_baca.berikutnya(request.user)
    if berikut is None:
        return redirect("admin:disposisi_antrean")
    return redirect(reverse("admin:disposisi_putuskan", args=[berikut]) + "#content-start")


def _didahului(request: HttpRequest, pk: int) -> HttpResponse | None:
    """To the queue, with who decided, when a letter of this person's was decided by somebody else meanwhile."""
    surat = didahului(request.user, pk) if surat_terlihat(request.user, pk) is None else None
    if surat is None:
        return None
    kembalikan(request)
    try:
        actions.wajib_belum_diputus(surat)
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    return redirect("admin:disposisi_antrean")


def _masih_menunggu(surat: SuratMasuk) -> bool:
    return SuratMasuk.objects.filter(pk=surat.pk, status=Status.DITERIMA).exists()


def _sudah_lewat(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """Somebody was faster (or the sender withdrew): say so, and show what there is now."""
    kembalikan(request)
    try:
        actions.wajib_belum_diputus(surat)
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    else:
        messages.info(request, f"Surat {surat.nomor} tidak menunggu disposisi lagi.")
    return redirect("admin:disposisi_putuskan", surat.pk)


def _tampilkan(
    request: HttpRequest,
    lembar: Lembar,
    form: FormDisposisi | FormKosong | None,
    *,
    terbuka: bool = False,
    form_layanan: FormGantiLayanan | None = None,
) -> HttpResponse:
    """The letter's page; `terbuka` shows the sender of a secret letter, which has been logged."""
    judul = f"Surat {lembar.surat.nomor}"
    if form is not None and form_layanan is None:
        form_layanan = FormGantiLayanan.kosong(lembar.surat.layanan)
    if form is not None and (form.errors or form_layanan.errors):
        judul = f"Perlu diperbaiki: {judul}"
    isi = {"title": judul, "lembar": lembar, "surat": lembar.surat, "form": form}
    isi |= {"form_layanan": form_layanan, "ganti_terakhir": actions_layanan.ganti_terakhir(lembar.surat)}
    isi |= konteks_pengirim(request.user, lembar.surat, terbuka=terbuka)
    isi["kartu"] = identitas.kartu(lembar.surat, request.user, lembar.kartu)
    return _halaman(request, "admin/disposisi/putuskan.html", isi)


def _halaman(request: HttpRequest, templat: str, isi: dict) -> HttpResponse:
    """A page in the frame of the admin, without its side menu: the letter needs the width."""
    request.current_app = admin.site.name
    return render(
        request, templat, admin.site.each_context(request) | {"is_nav_sidebar_enabled": False} | isi
    )


@require_safe
@sama_404
@peran_wajib(*PEMUTUS)
def berkas(request: HttpRequest, pk: int, berkas: UUID) -> HttpResponse:
    """A paper of the letter; images may be shown in the page, PDF files are downloaded. Each view is logged.

    An identity document has a page of its own; for those who may not see it, it isn't there.
    """
    surat = _surat(request, pk)
    lampiran = get_object_or_404(surat.lampiran.select_related("berkas"), berkas_id=berkas)
    if lampiran.peran == PeranLampiran.IDENTITAS:
        if lampiran not in identitas.terlihat(surat, request.user):
            raise Http404
        return redirect("portal:identitas", pk)
    jawaban = kirim(berkas=lampiran.berkas, sebaris=True, nama=nama_unduhan(surat, lampiran))
    try:
        buka_lewat_berkas(surat=surat, lampiran=lampiran, oleh=request.user)
    except TidakBerwenang:
        jawaban.file_to_stream.close()
        raise
    catat_akses(
        berkas=lampiran.berkas,
        oleh=request.user,
        sebagai=_sebagai(request.user),
        tujuan=f"Membaca surat {surat.nomor}",
    )
    return jawaban


def _sebagai(pengguna) -> str:
    """In which role the access is logged."""
    for peran in PEMUTUS:
        if pengguna.punya_peran(peran):
            return Peran(peran).label
    return "Pelaksana harian"
