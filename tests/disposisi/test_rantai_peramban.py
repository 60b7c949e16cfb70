"""The pages of the chain in a real browser: axe finds nothing, nothing overflows, a keyboard is enough."""

from datetime import datetime
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from dinsos.inti import jam
from disposisi import rantai
from disposisi.models import Disposisi, PenarikanDisposisi, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik
from tests.alur.conftest import ARGUMEN, CHROMIUM
from tests.alur.test_disposisi import pilih, tab_ke
from tests.disposisi.test_kalender_peramban import ASAL, klien, layani, periksa

pytestmark = [pytest.mark.django_db, pytest.mark.alur]


@pytest.mark.jelajah
def test_pages(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    kepala = pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")
    petugas = pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
    rekan = pabrik.pengguna("petugas", nama="Wa Ode Rahma, S.Sos.")
    ruang = Ruang.objects.create(nama="Ruang Layanan 1")
    surat = [pabrik.pengaduan() for _ in range(2)]
    waktu = datetime.fromisoformat("2026-11-24T09:00").replace(tzinfo=jam.WITA)
    for satu in surat:
        pabrik.disposisi(satu, oleh=kepala, petugas=petugas, waktu=waktu, ruang=ruang, lama=LAMA_BAKU)
        waktu = waktu.replace(hour=13)
    rantai.teruskan(surat=surat[0], oleh=petugas, petugas=rekan, alasan="Bidang Wa Ode Rahma.")
    pimpinan, pegawai = klien(kepala), klien(rekan)
    aktif = Disposisi.objects.get(aktif_untuk=surat[0])
    serah, ulang = reverse("portal:serah_terima"), reverse("admin:disposisi_ulang", args=[surat[0].pk])
    teruskan = reverse("portal:teruskan", args=[surat[0].pk])
    tarik = reverse("portal:tarik_disposisi", args=[aktif.pk])
    halaman = {
        "putuskan": pimpinan.get(reverse("admin:disposisi_putuskan", args=[surat[0].pk])),
        "ulang": pimpinan.get(ulang),
        "tutup": pimpinan.get(reverse("admin:disposisi_tutup", args=[surat[0].pk])),
        "teruskan": pegawai.get(teruskan),
        "tarik": pimpinan.get(tarik),
        "serah": pimpinan.get(serah),
        "serah_petugas": pimpinan.get(serah, {"petugas": petugas.pk}),
    }
    periksa(halaman)


def tulis(halaman: Page, nama: str, kata: str) -> None:
    tab_ke(halaman, rf"^{nama}\|")
    halaman.keyboard.type(kata)


def test_by_keyboard_alone_on_a_small_phone(jam_uji):
    """What the keyboard makes the browser send does what it says; the pages are read before the browser starts."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    kepala = pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")
    petugas = pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
    rekan = pabrik.pengguna("petugas", nama="Wa Ode Rahma, S.Sos.")
    pergi = pabrik.pengguna("petugas", nama="Wa Ode Sitti, S.Sos.")
    surat = [pabrik.pengaduan() for _ in range(5)]
    satu = [
        pabrik.disposisi(s, oleh=kepala, petugas=pergi if n == 4 else petugas) for n, s in enumerate(surat)
    ]
    pimpinan, pegawai = klien(kepala), klien(petugas)
    serah = reverse("portal:serah_terima")

    def teruskan(halaman: Page) -> None:
        pilih(halaman, "petugas", str(rekan.pk))
        tulis(halaman, "alasan", "Bidangnya.")
        tab_ke(halaman, "Teruskan")

    def ulang(halaman: Page) -> None:
        tulis(halaman, "alasan_perubahan", "Belum perlu daring.")
        pilih(halaman, "mode", "tatap_muka")
        tab_ke(halaman, "Simpan disposisi ulang")

    def tolak(halaman: Page) -> None:
        pilih(halaman, "keputusan", "ditolak")
        tulis(halaman, "alasan_perubahan", "Urusan desa.")
        tulis(halaman, "alasan", "Bukan kami.")
        tulis(halaman, "jalan_lain", "Ke desa.")
        tab_ke(halaman, "Simpan keputusan")

    def serahkan(halaman: Page) -> None:
        tulis(halaman, "alasan", "Cuti.")
        tab_ke(halaman, "^serahkan")

    langkah = (
        (pegawai, reverse("portal:teruskan", args=[surat[0].pk]), teruskan),
        (pimpinan, reverse("admin:disposisi_ulang", args=[surat[1].pk]), ulang),
        (
            pimpinan,
            reverse("portal:tarik_disposisi", args=[satu[2].pk]),
            lambda h: tab_ke(h, r"^\|\|Tarik kembali"),
        ),
        (pimpinan, reverse("admin:disposisi_tutup", args=[surat[3].pk]), tolak),
        (pimpinan, f"{serah}?petugas={pergi.pk}&semua={rekan.pk}", serahkan),
    )
    jawaban = [siapa.get(alamat) for siapa, alamat, _ in langkah]
    with sync_playwright() as main, main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN) as peramban:
        kiriman = [_kirim(peramban, isi, ketik) for isi, (_, _, ketik) in zip(jawaban, langkah, strict=True)]
    for (siapa, alamat, _), isi in zip(langkah, kiriman, strict=True):
        assert siapa.post(alamat, isi).status_code == 302, alamat
    aktif = {d.surat_id: d for d in Disposisi.objects.aktif()}
    assert [aktif[surat[n].pk].petugas for n in (0, 1, 4)] == [rekan, petugas, rekan]
    assert [aktif[surat[n].pk].jenis for n in (0, 1, 4)] == ["penerusan", "ulang", "penerusan"]
    assert PenarikanDisposisi.objects.get().disposisi == satu[2]
    assert (aktif[surat[3].pk].keputusan, aktif[surat[3].pk].jalan_lain) == ("ditolak", "Ke desa.")


def _kirim(peramban, jawaban, ketik) -> dict[str, list[str]]:
    """What a page sends that is filled in and submitted by keyboard, at 360 px."""
    kiriman: list[str] = []
    ruang = peramban.new_context(viewport={"width": 360, "height": 800})

    def rute(satu) -> None:
        if satu.request.method == "POST":
            kiriman.append(satu.request.post_data or "")
        layani(satu, jawaban)

    ruang.route(f"{ASAL}/**", rute)
    halaman = ruang.new_page()
    halaman.goto(f"{ASAL}/halaman/")
    ketik(halaman)
    with halaman.expect_navigation():
        halaman.keyboard.press("Enter")
    ruang.close()
    [isi] = kiriman
    return parse_qs(isi)
