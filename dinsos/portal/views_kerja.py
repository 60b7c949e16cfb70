"""First screen of staff, the officer's case page and its acts."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.agenda import identitas
from dinsos.agenda.buka_identitas import (
    DISEMBUNYIKAN,
    boleh_membuka,
    buka_lewat_berkas,
    buka_sekali,
    konteks_pengirim,
)
from dinsos.agenda.enums import PeranLampiran, Status
from dinsos.agenda.kerahasiaan import nama_unduhan
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.pratinjau import diminta, pratinjau
from dinsos.agenda.tampilan import NAMA_JAM, keadaan
from dinsos.akun.models import Peran
from dinsos.akun.peran import STAF, berhak, peran_wajib, sama_404
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas.responses import kirim
from dinsos.berkas.ringkas import ringkas
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.halaman import baca_kunci, tulis_kunci
from dinsos.laporan import tenggat as papan
from dinsos.notifikasi.models import Pesan
from dinsos.portal import bacaan_surat, konteks_rincian, meja, views_identitas
from dinsos.portal.forms_kerja import FormTindakan
from dinsos.portal.tindakan import TINDAKAN, Langkah, kiriman_terakhir, langkah_berikut, tawaran
from dinsos.sla.peringatan import kalimat as kalimat_kalender
from disposisi.kalender import PEMBACA
from disposisi.pendamping import dari_surat
from disposisi.rantai import rantai

PERAN_KASUS = (Peran.PETUGAS, *meja.PEMUTUS)


@require_GET
@never_cache
@peran_wajib(*STAF)
def kerja(request: HttpRequest) -> HttpResponse:
    """What this person does next: the officer's own letters, the head's queue, messages to send by hand."""
    pengguna, pada = request.user, jam.sekarang()
    pemutus = berhak(pengguna, meja.PEMUTUS)
    petugas, piket = pengguna.punya_peran(Peran.PETUGAS), pengguna.punya_peran(Peran.PIKET)
    pengelola = pengguna.punya_peran(Peran.PENGELOLA)
    surat, surat_berikut = _halaman_surat(request) if petugas else (None, "")
    pesan, pesan_berikut = _halaman_pesan(request) if petugas or piket or pemutus else (None, "")
    return render(
        request,
        "portal/kerja/beranda.html",
        {
            "surat": surat,
            "surat_berikut": surat_berikut,
            "surat_lanjut": "sesudah" in request.GET,
            "didampingi": meja.surat_didampingi(pengguna) if petugas else [],
            "menunggu": meja.jumlah_menunggu(pengguna) if pemutus else None,
            "papan": papan.ringkas(pengguna, pada).angka if pemutus else None,
            "pemutus": pemutus,
            "pengelola": pengelola,
            "tanpa_pemutus": meja.jumlah_tanpa_pemutus(pengguna, pada) if pengelola else 0,
            "ditandai": meja.ditandai_hari_ini(pengguna, pada) if piket else [],
            "pesan_pegawai": meja.pesan_pegawai_gagal() if pengelola else [],
            "pesan_manual": pesan,
            "pesan_berikut": pesan_berikut,
            "pesan_lanjut": "pesan" in request.GET,
            "peringatan_kalender": kalimat_kalender(pada) if berhak(pengguna, PEMBACA) else [],
            "batas": meja.BATAS_HITUNG,
            "pada": pada,
        },
    )


def _halaman_surat(request: HttpRequest) -> tuple[list[SuratMasuk], str]:
    """The page of the officer's letters that the address names, and the key of the next one ("": there is none)."""
    surat = meja.surat_saya(request.user, jam.sekarang(), baca_kunci(request.GET.get("sesudah", "")))
    return _penggal(surat, "paling_dekat")


def _halaman_pesan(request: HttpRequest) -> tuple[list[Pesan], str]:
    """The same of the messages to send by hand."""
    kunci = baca_kunci(request.GET.get("pesan", ""), UUID)
    return _penggal(meja.halaman_pesan(request.user, kunci if kunci and kunci[0] else None), "dibuat_pada")


def _penggal(baris: list, saat: str) -> tuple[list, str]:
    if len(baris) <= meja.BATAS_DAFTAR:
        return baris, ""
    akhir = baris[meja.BATAS_DAFTAR - 1]
    return baris[: meja.BATAS_DAFTAR], tulis_kunci(getattr(akhir, saat), akhir.pk)


def _surat_terlihat(request: HttpRequest, pk: int) -> SuratMasuk:
    """The letter with what the case page and its forms read, if this person may know of it. Raises Http404."""
    surat = bacaan_surat.surat_terlihat(request.user, pk)
    if surat is None:
        raise Http404
    return surat


@require_GET
@never_cache
@peran_wajib(*PERAN_KASUS)
def surat(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one letter."""
    return _halaman(request, _surat_terlihat(request, pk))


@never_cache
@peran_wajib(*PERAN_KASUS)
@hanya_kirim("portal:surat", "pk")
def pengirim(request: HttpRequest, pk: int) -> HttpResponse:
    """The case page with the sender of a secret letter, this once; logged."""
    surat = _surat_terlihat(request, pk)
    if not buka_sekali(request, surat):
        messages.info(request, DISEMBUNYIKAN)
        return redirect("portal:surat", pk=pk)
    return _halaman(request, surat, terbuka=True)


def _halaman(
    request: HttpRequest,
    surat: SuratMasuk,
    form: FormTindakan | None = None,
    status: int = 200,
    *,
    terbuka: bool = False,
) -> HttpResponse:
    """The case page; `form` is a bound form that was refused and is shown with what was typed.

    `terbuka` shows the sender of a secret letter, which has been logged.
    """
    pada = jam.sekarang()
    pesan = bacaan_surat.pesan(surat)
    langkah = langkah_berikut(surat, kiriman_terakhir(pesan))
    putus = surat.status == Status.DITERIMA and berhak(request.user, meja.PEMUTUS)
    tenggat = sorted(surat.tenggat.all(), key=lambda t: t.jatuh_tempo)
    kartu, lampiran = identitas.pisahkan(bacaan_surat.lampiran(surat))
    pendamping = dari_surat(surat) if surat.berpendamping else []
    mendampingi = request.user in pendamping and not boleh_membuka(request.user, surat)
    return render(
        request,
        "portal/kerja/surat.html",
        {
            "surat": surat,
            **konteks_pengirim(request.user, surat, terbuka=terbuka),
            "disposisi": getattr(surat, "disposisi", None),
            "pendamping": pendamping,
            "mendampingi": mendampingi,
            "rantai": rantai(surat) if surat.berantai else [],
            "sambungan": bacaan_surat.sambungan(request.user, surat),
            **konteks_rincian.susun(surat),
            "langkah": langkah,
            "minta_waktu": surat.minta_waktu,
            "bisa_putus": putus
            and SuratMasuk.objects.bisa_diputus(request.user).filter(pk=surat.pk).exists(),
            "tindakan": [] if mendampingi else _tindakan(surat, langkah, form),
            "form": form,
            "jam": [(NAMA_JAM[t.jenis], t, keadaan(t, pada)) for t in tenggat],
            "kartu": identitas.kartu(surat, request.user, kartu),
            "lampiran": [(s, ringkas(s.berkas)) for s in lampiran if s.peran != PeranLampiran.DATA],
            "pesan": [(satu, not mendampingi and meja.bisa_ditangani(satu)) for satu in pesan],
            "pertanyaan": bacaan_surat.pertanyaan(surat),
            "riwayat": bacaan_surat.riwayat(surat),
        },
        status=status,
    )


def sebagai_pembaca(pengguna, surat: SuratMasuk) -> str:
    """As what somebody who may know of the letter opens one of its papers, for the log."""
    if surat.petugas_id == pengguna.pk:
        return "petugas"
    if not SuratMasuk.objects.untuk(pengguna).filter(pk=surat.pk).exists():
        return "petugas piket"
    return "pendamping" if surat.pendamping.filter(pengguna=pengguna).exists() else "pimpinan"


def _tindakan(surat: SuratMasuk, langkah: Langkah, ditolak: FormTindakan | None) -> list[tuple]:
    """The acts that the page offers, each with its form and whether it is the next step."""
    pilihan = TINDAKAN[surat.layanan]
    form = {nama: pilihan[nama].form.kosong(surat) for nama in tawaran(surat, langkah)}
    if ditolak is not None:
        form[ditolak.nama] = ditolak
    return [(pilihan[nama], satu, nama == langkah.tindakan) for nama, satu in form.items()]


@peran_wajib(*PERAN_KASUS)
@hanya_kirim("portal:surat", "pk")
def tindakan(request: HttpRequest, pk: int, nama: str) -> HttpResponse:
    """Carry out one act on a letter, or show the letter that it would send; a refused form comes back as typed."""
    surat = _surat_terlihat(request, pk)
    pilihan = TINDAKAN[surat.layanan].get(nama)
    if pilihan is None:
        raise Http404
    if nama == "pemberitahuan" and not hasattr(surat, "disposisi"):
        messages.error(request, "Surat ini belum didisposisikan.")
        return redirect("portal:surat", pk=pk)
    form = pilihan.form(request.POST, request.FILES, surat=surat)
    if not form.is_valid():
        return _halaman(request, surat, form, status=422)
    lakukan = partial(pilihan.lakukan, surat=surat, oleh=request.user, **form.cleaned_data)
    try:
        if form.pratinjau and (jenis := diminta(request)):
            return pratinjau(request, surat, lakukan, nomor=form.nomor_untuk(jenis))
        hasil = lakukan()
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        form.surat = surat = _surat_terlihat(request, pk)
        form.tolak(galat)
        return _halaman(request, surat, form, status=422)
    else:
        messages.success(request, pilihan.kabar(surat, hasil))
        if form.peringatan:
            messages.warning(request, form.peringatan)
    return redirect("portal:surat", pk=pk)


@require_GET
@never_cache
@sama_404
@peran_wajib(*PERAN_KASUS)
def berkas(request: HttpRequest, pk: int, kunci) -> HttpResponse:
    """One paper of a letter; each opening is logged. An identity document has rules of its own."""
    surat = _surat_terlihat(request, pk)
    lampiran = get_object_or_404(surat.lampiran.select_related("berkas"), berkas_id=kunci)
    if lampiran.peran == PeranLampiran.IDENTITAS:
        return views_identitas.buka(request, surat, kunci)
    jawaban = kirim(berkas=lampiran.berkas, sebaris=True, nama=nama_unduhan(surat, lampiran))
    try:
        buka_lewat_berkas(surat=surat, lampiran=lampiran, oleh=request.user)
    except TidakBerwenang:
        jawaban.file_to_stream.close()
        raise
    berkas_actions.catat_akses(
        berkas=lampiran.berkas,
        oleh=request.user,
        sebagai=sebagai_pembaca(request.user, surat),
        tujuan=f"Membaca surat {surat.nomor}",
    )
    return jawaban
