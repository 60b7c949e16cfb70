"""The head's pages in a real browser: accessible at 360 and 1280 px, errors too; keyboard only; no JavaScript."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Page, Request, Route

from disposisi.models import Disposisi, Ketidakhadiran, Ruang
from tests import pabrik
from tests.agenda.tamu import kunjungan
from tests.bantu.peramban import ASAL, Rekaman, keluhan, peramban
from tests.bantu.templat import ketatkan
from tests.disposisi.bantuan import ALASAN, JALAN_LAIN, PENUH, Jawaban, bersurat, besok, pukul

pytestmark = [pytest.mark.django_db, pytest.mark.alur]


def alamat(surat) -> str:
    return reverse("admin:disposisi_putuskan", args=[surat.pk])


def semua_halaman(klien, kepala, petugas) -> dict[str, Rekaman]:
    """Queue, form, error states, and each kind of decision."""
    antrean = reverse("admin:disposisi_antrean")
    halaman = {"kosong": klien.get(antrean)}
    surat = bersurat("bukti foto.jpg", rahasiakan_identitas=True, rincian_=pabrik.rincian(terlapor=petugas))
    pabrik.pengguna("petugas")
    halaman |= {"antrean": klien.get(antrean), "depan": klien.get(reverse("admin:index"))}
    kunjungan()
    halaman |= {"antrean_tamu": klien.get(antrean), "saringan": klien.get(f"{antrean}?layanan=konsultasi")}
    halaman["formulir"] = klien.get(alamat(surat))
    halaman["galat"] = klien.post(alamat(surat), {"keputusan": "ditangani", "mode": "daring"})
    halaman["galat_kosong"] = klien.post(alamat(surat), {})
    lewat = pukul(besok().replace(year=besok().year + 1))
    halaman["galat_lewat"] = klien.post(alamat(surat), {"keputusan": "ditangani", "mode": "daring"} | lewat)
    halaman["galat_ditolak"] = klien.post(alamat(surat), {"keputusan": "ditolak"})
    halaman["galat_dirujuk"] = klien.post(alamat(surat), {"keputusan": "dirujuk", "rujukan": "lain"})
    halaman["galat_tautan"] = klien.post(
        alamat(surat), PENUH.isian(petugas) | {"tempat": "https://contoh.test"}
    )
    kasus = {nama: pabrik.pengaduan() for nama in ("ditangani", "ditolak", "dirujuk", "sendiri")}
    isian = {
        "ditangani": Jawaban(mode="daring", metode="video", petugas=True, tempat=True).isian(petugas) | lewat,
        "ditolak": Jawaban("ditolak", ALASAN, jalan_lain=JALAN_LAIN).isian(petugas),
        "dirujuk": Jawaban("dirujuk", ALASAN, "Inspektorat").isian(petugas),
        "sendiri": Jawaban(mode="tatap_muka", petugas=True, surat_oleh_petugas=True).isian(petugas),
    }
    for nama, satu in kasus.items():
        halaman[f"sesudah_{nama}"] = klien.post(alamat(satu), isian[nama], follow=True)
        halaman[nama] = klien.get(alamat(satu))
    halaman["sudah_lewat"] = klien.post(alamat(kasus["ditolak"]), isian["ditolak"], follow=True)
    halaman |= berjadwal(klien, petugas)
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}


def berjadwal(klien, petugas) -> dict:
    """The form of an office with rooms, unanswered and with a time that isn't free, or with none at all."""
    Ruang.objects.create(nama="Ruang Layanan 1")
    surat = pabrik.pengaduan()
    cuti = pabrik.pengguna("petugas", nama="Wa Ode Cuti")
    Ketidakhadiran.objects.create(
        petugas=cuti, mulai=besok() - timedelta(days=9), selesai=besok() + timedelta(days=60), alasan="Cuti"
    )
    isi = {"keputusan": "ditangani", "mode": "tatap_muka", "penjadwalan": "usulan", "petugas": petugas.pk}
    return {
        "formulir_jadwal": klien.get(alamat(surat)),
        "galat_terpakai": klien.post(alamat(surat), isi),
        "galat_cuti": klien.post(alamat(surat), isi | {"petugas": cuti.pk}),
        "galat_pendamping": klien.post(alamat(surat), isi | {"pendamping": petugas.pk}),
    }


@pytest.mark.jelajah
def test_every_page_is_accessible_and_quiet(klien_kepala, kepala, petugas, settings):
    ketatkan(settings)
    halaman = semua_halaman(klien_kepala, kepala, petugas)
    assert len(halaman) == 25
    with peramban() as browser:
        temuan = {
            (lebar, skema): keluhan(browser, halaman, lebar=lebar, skema=skema)
            for lebar, skema in ((360, "light"), (1280, "dark"))
        }
    assert {kunci: isi for kunci, isi in temuan.items() if isi} == {}


def _layani(rute: Route, rekaman: Rekaman) -> None:
    nama = rute.request.url.removeprefix(ASAL)
    if nama.startswith("/static/"):
        rute.fulfill(path=finders.find(nama.removeprefix("/static/")))
        return
    kepala = {"Content-Security-Policy": rekaman.csp, "Content-Type": "text/html; charset=utf-8"}
    rute.fulfill(body=rekaman.isi, headers=kepala)


def _buka(browser, rekaman: Rekaman, *, js: bool = True) -> Page:
    ruang = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=js)
    ruang.route(f"{ASAL}/**", lambda rute: _layani(rute, rekaman))
    halaman = ruang.new_page()
    halaman.goto(f"{ASAL}/")
    return halaman


def _tab_ke(halaman: Page, pemilih: str, paling_banyak: int = 60) -> None:
    """Press Tab until the element has the focus, which must be visible; fails when it can't be reached."""
    for _ in range(paling_banyak):
        halaman.keyboard.press("Tab")
        if halaman.evaluate("pemilih => document.activeElement.matches(pemilih)", pemilih):
            gaya = halaman.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert gaya != "none", pemilih
            return
    raise AssertionError(f"{pemilih} can't be reached by keyboard")


def _isian(kiriman: Request) -> dict[str, str]:
    return dict(parse_qsl(kiriman.post_data, keep_blank_values=True))


def test_a_decision_with_the_keyboard_alone(klien_kepala, petugas, surat):
    pendamping = pabrik.pengguna("petugas", nama="Wa Pendamping")
    rekaman = Rekaman.dari(klien_kepala.get(alamat(surat)))
    saat = besok()
    with peramban() as browser:
        halaman = _buka(browser, rekaman)
        _tab_ke(halaman, ".lompat-putusan a")
        halaman.keyboard.press("Enter")
        _tab_ke(halaman, "[name=keputusan]", 3)
        halaman.keyboard.press("Space")
        _tab_ke(halaman, "[name=mode]", 3)
        halaman.keyboard.press("ArrowDown")
        _tab_ke(halaman, "[name=metode]", 3)
        halaman.keyboard.press("ArrowDown")
        _tab_ke(halaman, "[name=petugas]", 3)
        halaman.keyboard.press("Space")
        _tab_ke(halaman, ".calon-pendamping summary", 1)
        assert not halaman.locator("[name=pendamping]").first.is_visible()
        halaman.keyboard.press("Enter")
        _tab_ke(halaman, f"[name=pendamping][value='{pendamping.pk}']", 2)
        halaman.keyboard.press("Space")
        _tab_ke(halaman, "[name=tanggal]", 5)
        halaman.keyboard.type(f"{saat:%m%d%Y}")
        _tab_ke(halaman, "[name=pukul]", 6)
        halaman.keyboard.type("0930AM")
        _tab_ke(halaman, "[name=instruksi]", 6)
        halaman.keyboard.press("Space")
        _tab_ke(halaman, "button[type=submit]", 12)
        with halaman.expect_request(lambda permintaan: permintaan.method == "POST") as kiriman:
            halaman.keyboard.press("Enter")
        isian = _isian(kiriman.value)
    assert klien_kepala.post(alamat(surat), isian).status_code == 302
    disposisi = Disposisi.objects.get()
    assert (disposisi.mode, disposisi.metode, disposisi.petugas) == ("daring", "telepon", petugas)
    assert disposisi.waktu == saat.replace(hour=9, minute=30)
    assert disposisi.instruksi == ["tanggapan"]
    assert [satu.petugas for satu in disposisi.pendamping.all()] == [pendamping]


def test_only_questions_that_apply_are_asked(klien_kepala, petugas, surat):
    rekaman = Rekaman.dari(klien_kepala.get(alamat(surat)))
    with peramban() as browser:
        halaman = _buka(browser, rekaman)
        terlihat = {
            "ditangani": {"mode", "petugas", "tanggal", "instruksi"},
            "ditolak": {"alasan", "jalan_lain"},
            "dirujuk": {"alasan", "rujukan"},
        }
        for pilihan, bidang in terlihat.items():
            halaman.check(f"[name=keputusan][value={pilihan}]")
            for nama in set().union(*terlihat.values()):
                assert halaman.locator(f"[name={nama}]").first.is_visible() == (nama in bidang), (
                    pilihan,
                    nama,
                )
        halaman.check("[name=keputusan][value=ditangani]")
        assert not halaman.locator("[name=metode]").first.is_visible()
        halaman.check("[name=mode][value=daring]")
        assert halaman.locator("[name=metode]").first.is_visible()


def test_without_javascript_everything_can_be_answered(klien_kepala, petugas, surat):
    rekaman = Rekaman.dari(klien_kepala.get(alamat(surat)))
    with peramban() as browser:
        halaman = _buka(browser, rekaman, js=False)
        halaman.locator(".calon-pendamping summary").click()
        terlihat = ("alasan", "tujuan_rujukan", "mode", "metode", "petugas", "pendamping", "tanggal", "pukul")
        for nama in (*terlihat, "catatan"):
            assert halaman.locator(f"[name={nama}]").first.is_visible(), nama
        halaman.check("[name=keputusan][value=dirujuk]")
        halaman.fill("[name=tujuan_rujukan]", "Inspektorat Kabupaten Buton")
        halaman.fill("[name=alasan]", ALASAN)
        with halaman.expect_request(lambda permintaan: permintaan.method == "POST") as kiriman:
            halaman.get_by_role("button", name="Simpan keputusan").click()
        isian = _isian(kiriman.value)
    assert klien_kepala.post(alamat(surat), isian).status_code == 302
    assert Disposisi.objects.get().tujuan_rujukan == "Inspektorat Kabupaten Buton"


def test_error_summary_has_the_focus_and_leads_to_the_fields(klien_kepala, surat):
    rekaman = Rekaman.dari(klien_kepala.post(alamat(surat), {"keputusan": "ditangani", "mode": "daring"}))
    with peramban() as browser:
        halaman = _buka(browser, rekaman)
        assert "ringkasan-galat" in halaman.evaluate("document.activeElement.className")
        for nomor, bidang in enumerate(("metode", "petugas", "tanggal", "pukul")):
            halaman.click(f".ringkasan-galat a >> nth={nomor}")
            if bidang != "petugas":  # nobody to choose from
                assert halaman.evaluate("document.activeElement.name") == bidang


def test_the_queue_renews_itself_and_keeps_the_focus(klien_kepala, jam_uji):
    """A guest comes in while the head stands on a letter: it is announced, and the focus stays."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    antrean = reverse("admin:disposisi_antrean")
    surat = [pabrik.pengaduan() for _ in range(2)]
    lama = Rekaman.dari(klien_kepala.get(antrean))
    tamu = kunjungan()
    baru = Rekaman.dari(klien_kepala.get(antrean))
    with peramban() as browser:
        halaman = _buka(browser, lama)
        tautan = f"#surat-{surat[1].pk}"
        halaman.focus(tautan)
        halaman.context.unroute(f"{ASAL}/**")
        halaman.context.route(f"{ASAL}/**", lambda rute: _layani(rute, baru))
        halaman.evaluate("Promise.all(['kabar-tamu', 'antrean'].map(segarkan))")
        assert halaman.get_by_role("status").inner_text() == "1 tamu menunggu keputusan Anda."
        assert halaman.locator(f"#surat-{tamu.surat.pk}").is_visible()
        assert halaman.evaluate("tautan => document.activeElement.matches(tautan)", tautan)
