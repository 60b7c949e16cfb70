"""First screen of staff, the officer's case page and its acts."""

from functools import partial

from django.contrib import messages
from django.db.models import Min, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.agenda.tampilan import NAMA_JAM, keadaan
from dinsos.akun.models import Peran
from dinsos.akun.peran import STAF, peran_wajib
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas.responses import kirim
from dinsos.berkas.ringkas import ringkas
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Keadaan, Saluran
from dinsos.notifikasi.models import Pesan
from dinsos.portal.forms_kerja import FormCaraLain, FormTandai
from dinsos.portal.tindakan import TINDAKAN, langkah_berikut

PERAN_KASUS = (Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS)
BATAS_DAFTAR = 100


@require_GET
@never_cache
@peran_wajib(*STAF)
def kerja(request: HttpRequest) -> HttpResponse:
    """What this person does next: the officer's own letters, the head's queue, messages to send by hand."""
    pengguna = request.user
    pemutus = pengguna.adalah_kepala() or pengguna.punya_peran(Peran.SEKRETARIS)
    return render(
        request,
        "portal/kerja/beranda.html",
        {
            "surat": _surat_saya(pengguna) if pengguna.punya_peran(Peran.PETUGAS) else None,
            "menunggu": _jumlah_menunggu(pengguna) if pemutus else None,
            "pemutus": pemutus,
            "pengelola": pengguna.punya_peran(Peran.PENGELOLA),
            "pesan_manual": _pesan_manual(pengguna)[:BATAS_DAFTAR],
        },
    )


def _surat_saya(pengguna) -> list[SuratMasuk]:
    """The officer's letters that need work, the one that is due first on top."""
    pada = jam.sekarang()
    terbuka = Q(tenggat__berhenti_pada=None)
    daftar = list(
        SuratMasuk.objects.untuk(pengguna)
        .filter(petugas=pengguna)
        .di_meja()
        .select_related("pengirim", "disposisi", "pengaduan")
        .prefetch_related("tenggat")
        .annotate(paling_dekat=Min("tenggat__jatuh_tempo", filter=terbuka))
        .order_by("paling_dekat", "pk")[:BATAS_DAFTAR]
    )
    for surat in daftar:
        surat.jam = [
            (NAMA_JAM[t.jenis], keadaan(t, pada)) for t in surat.tenggat.all() if not t.berhenti_pada
        ]
    return daftar


def _jumlah_menunggu(pengguna) -> int:
    """Letters waiting for this person's disposition, counted up to a hundred."""
    return (
        SuratMasuk.objects.bisa_diputus(pengguna).filter(status="diterima").order_by()[:BATAS_DAFTAR].count()
    )


def _pesan_manual(pengguna):
    """Messages somebody has to send by hand: receipts for piket, own letters for everybody else."""
    daftar = Pesan.objects.terbuka().filter(keadaan__in=[Keadaan.MENUNGGU_MANUAL, Keadaan.GAGAL])
    milik = Q(kasus__in=SuratMasuk.objects.untuk(pengguna).values("uuid"))
    if pengguna.punya_peran(Peran.PIKET):
        milik |= Q(kelas="tanda_terima")
    return daftar.filter(milik).order_by("dibuat_pada", "pk")


def _surat_terlihat(request: HttpRequest, pk: int) -> SuratMasuk:
    terlihat = SuratMasuk.objects.untuk(request.user).select_related(
        "pengirim", "petugas", "disposisi__petugas", "disposisi__oleh", "pengaduan__terlapor"
    )
    return get_object_or_404(terlihat, pk=pk)


@require_GET
@never_cache
@peran_wajib(*PERAN_KASUS)
def surat(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one letter."""
    return _halaman(request, _surat_terlihat(request, pk))


def _halaman(request: HttpRequest, surat: SuratMasuk, form=None, status: int = 200) -> HttpResponse:
    """The case page; `form` is a bound form that was refused and is shown with what was typed."""
    pada = jam.sekarang()
    langkah = langkah_berikut(surat)
    nama_form = [
        n for n in (langkah.tindakan, None if surat.tertutup or not surat.petugas_id else "tanya") if n
    ]
    form_per_nama = {nama: TINDAKAN[nama].form(surat=surat) for nama in nama_form}
    if form is not None:
        form_per_nama[form.nama] = form
    return render(
        request,
        "portal/kerja/surat.html",
        {
            "surat": surat,
            "pengirim": surat.pengirim,
            "disposisi": getattr(surat, "disposisi", None),
            "pengaduan": getattr(surat, "pengaduan", None),
            "langkah": langkah,
            "bisa_putus": surat.status == Status.DITERIMA
            and SuratMasuk.objects.bisa_diputus(request.user).filter(pk=surat.pk).exists(),
            "tindakan": [(TINDAKAN[nama], f, nama == langkah.tindakan) for nama, f in form_per_nama.items()],
            "form": form,
            "jam": [
                (NAMA_JAM[t.jenis], t, keadaan(t, pada))
                for t in Tenggat.objects.filter(surat=surat).order_by("id")
            ],
            "lampiran": [
                (satu, ringkas(satu.berkas))
                for satu in surat.lampiran.select_related("berkas").order_by("id")
            ],
            "pesan": Pesan.objects.untuk_kasus(surat.uuid).prefetch_related(
                Prefetch("upaya"),
            ),
            "pertanyaan": surat.pertanyaan.select_related("oleh"),
            "riwayat": surat.riwayat.order_by("-pada", "-id"),
        },
        status=status,
    )


@require_POST
@peran_wajib(*PERAN_KASUS)
def tindakan(request: HttpRequest, pk: int, nama: str) -> HttpResponse:
    """Carry out one act on a letter; a refused form comes back with what was typed."""
    surat = _surat_terlihat(request, pk)
    pilihan = TINDAKAN[nama]
    if nama == "pemberitahuan" and not hasattr(surat, "disposisi"):
        messages.error(request, "Surat ini belum didisposisikan.")
        return redirect("portal:surat", pk=pk)
    form = pilihan.form(request.POST, surat=surat)
    if not form.is_valid():
        return _halaman(request, surat, form, status=422)
    try:
        pilihan.lakukan(surat=surat, oleh=request.user, **form.cleaned_data)
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    except GalatAturan as galat:
        form.add_error(None, galat.pesan)
        return _halaman(request, surat, form, status=422)
    else:
        messages.success(request, pilihan.sesudah)
    return redirect("portal:surat", pk=pk)


@require_GET
@never_cache
@peran_wajib(*PERAN_KASUS)
def berkas(request: HttpRequest, pk: int, kunci) -> HttpResponse:
    """One paper of a letter; each opening is logged."""
    surat = _surat_terlihat(request, pk)
    lampiran = get_object_or_404(surat.lampiran.select_related("berkas"), berkas_id=kunci)
    berkas_actions.catat_akses(
        berkas=lampiran.berkas,
        oleh=request.user,
        sebagai="petugas" if surat.petugas_id == request.user.pk else "pimpinan",
        tujuan=f"Membaca surat {surat.nomor}",
    )
    return kirim(berkas=lampiran.berkas, sebaris=True)


@require_http_methods(["GET", "POST"])
@never_cache
@peran_wajib(*STAF)
def pesan(request: HttpRequest, kunci) -> HttpResponse:
    """One message that needs a hand: mark it sent, send it another way, or have it tried again."""
    satu = get_object_or_404(_pesan_manual(request.user), pk=kunci)
    form_tandai = FormTandai(prefix="tandai")
    form_lain = FormCaraLain(prefix="lain", initial={"tujuan": satu.tujuan})
    if request.method == "POST":
        aksi = request.POST.get("aksi", "")
        if aksi == "tandai":
            form = form_tandai = FormTandai(request.POST, prefix="tandai")
            lakukan = partial(outbox.tandai_manual, pesan=satu, oleh=request.user)
        elif aksi == "lain":
            form = form_lain = FormCaraLain(request.POST, prefix="lain")
            lakukan = partial(outbox.kirim_cara_lain, pesan=satu, oleh=request.user)
        else:
            form, lakukan = None, partial(outbox.coba_ulang, pesan=satu, oleh=request.user)
        jawaban = _olah_pesan(request, form, lakukan)
        if jawaban:
            return jawaban
    return render(
        request,
        "portal/kerja/pesan.html",
        {
            "pesan": satu,
            "form_tandai": form_tandai if satu.keadaan == Keadaan.MENUNGGU_MANUAL else None,
            "form_lain": form_lain,
            "lewat_wa": satu.saluran == Saluran.WHATSAPP,
        },
        status=422 if request.method == "POST" else 200,
    )


def _olah_pesan(request: HttpRequest, form, lakukan) -> HttpResponse | None:
    """Run one act on a message; None when the form was refused (its errors are on it)."""
    if form is not None and not form.is_valid():
        return None
    try:
        lakukan(**(form.cleaned_data if form is not None else {}))
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    except GalatAturan as galat:
        if form is None:
            messages.error(request, galat.pesan)
            return redirect("portal:kerja")
        form.add_error(None, galat.pesan)
        return None
    else:
        messages.success(request, "Sudah dicatat.")
    return redirect("portal:kerja")
