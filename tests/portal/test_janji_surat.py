"""What SK 8/2023 promises on paper, clause by clause, as the citizen gets it: page, PDF and message."""

import io
from datetime import datetime

import pikepdf
import pytest
import vobject
from django.core import mail
from django.urls import reverse

from dinsos.agenda import rahasia
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.notifikasi.actions import tandai_manual
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi.models import Ruang
from disposisi.rencana import LAMA_BAKU
from konsultasi import penanganan
from pengaduan import actions as pengaduan
from tests import pabrik
from tests.dokumen.baca import pelanggaran, rapat, teks_pdf
from tests.konsultasi.pemohon import Pemohon
from tests.konsultasi.tahap import SARAN, data
from tests.pengaduan.warga import Warga
from tests.pengaduan.warga import pdf as pindaian
from tests.portal.kerja import SENIN, TERTULIS, alamat, ambil_kertas, besok, kata, lewat_wa, masuk, surat_di

pytestmark = pytest.mark.django_db
RABU = datetime.fromisoformat("2026-11-25T10:00+08:00")


@pytest.fixture
def orang(jam_uji):
    jam_uji.ke(SENIN)
    return {
        "kepala": pabrik.pengguna("kepala_dinas"),
        "petugas": pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.", telepon="+6281211112222"),
    }


def isi(jawaban) -> bytes:
    assert (jawaban.status_code, jawaban["Content-Type"]) == (200, "application/pdf")
    return b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content


def pdf_surel(surel) -> bytes:
    [satu] = [satu for satu in surel.attachments if satu.get_content_type() == "application/pdf"]
    return satu.get_payload(decode=True)


def terakhir(surat) -> SuratKeluar:
    return SuratKeluar.objects.milik(surat.uuid).filter(jenis="surat_jawaban").last()


def lacak(client, surat) -> str:
    client.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    return client.get("/lacak/surat/").content.decode()


def kabar(surat, kelas="pemberitahuan") -> Pesan:
    return Pesan.objects.get(kasus=surat.uuid, kelas=kelas)


@pytest.mark.sk("KSL-PROSEDUR-2")
@pytest.mark.parametrize("jalan", [Warga, Pemohon])
def test_tanda_terima_sekaligus_di_halaman_pdf_dan_pesan(jam_uji, jalan):
    jam_uji.ke(SENIN)
    satu = jalan()
    surat = satu.ajukan()
    kirim_tertunda()
    [surel] = mail.outbox
    halaman = kata(satu.tanda_terima())
    cetakan = teks_pdf(isi(satu.klien.get(satu.alamat_tanda_terima, {"pdf": "1"})))
    for teks in (halaman, cetakan, teks_pdf(pdf_surel(surel)), surel.body):
        assert surat.nomor in teks
        assert "24 November 2026 pukul 16.00 WITA" in teks
        assert "26 November 2026 pukul 16.00 WITA" in teks
    kode = rahasia.kode(surat)
    assert kode in surel.body
    assert kode in halaman
    assert kode not in cetakan


@pytest.mark.sk("PGD-SYARAT-4")
def test_surat_pengaduan_bertempat_bertanggal_bertanda_tangan_kepada_kepala_dinas(jam_uji):
    jam_uji.ke(SENIN)
    warga = Warga()
    surat = warga.ajukan(
        {"pindaian": pindaian("surat-ttd.pdf")}, tempat="Wolowa", cara_tanda_tangan="pindaian"
    )
    lacak(warga.klien, surat)
    bita = isi(warga.klien.get(reverse("portal:surat_saya")))
    teks = teks_pdf(bita)
    for potongan in ("Wolowa, 23 November 2026", "Yth. Kepala Dinas Sosial", "Wa Ode Nurhayati", "terlampir"):
        assert potongan in teks
    assert pelanggaran(bita) == []


@pytest.mark.sk("KSL-PROSEDUR-4")
@pytest.mark.parametrize(
    ("cara", "memuat"),
    [
        (
            {"mode": "tatap_muka"},
            ("Ruang Konsultasi 1", "lapor ke petugas piket"),
        ),
        (
            {"mode": "daring", "metode": "video", "tempat": "https://meet.jit.si/Tujuh"},
            ("daring melalui Panggilan video", "Tautannya ada di halaman lacak"),
        ),
    ],
    ids=["tatap-muka", "daring"],
)
def test_surat_jawaban_bernomor_dengan_jadwal_cara_tempat_narahubung_dan_undangan(
    client, orang, cara, memuat
):
    surat = pabrik.konsultasi()
    if cara["mode"] == "tatap_muka":
        cara = cara | {"ruang": Ruang.objects.create(nama="Ruang Konsultasi 1")}
    pabrik.disposisi(
        surat, oleh=orang["kepala"], petugas=orang["petugas"], waktu=RABU, lama=LAMA_BAKU, **cara
    )
    kirim_tertunda()
    surel = next(satu for satu in mail.outbox if "jawaban" in satu.subject.lower())
    keluar = terakhir(surat)
    bita = pdf_surel(surel)
    wajib = ("kami setujui", "Rabu, 25 November 2026 pukul 10.00 WITA", "La Ode Amrin", "0812-1111-2222")
    for teks in (teks_pdf(bita), surel.body):
        assert [satu for satu in (*wajib, *memuat) if rapat(satu) not in rapat(teks)] == []
    assert keluar.nomor == "400.9/001/DINSOS/XI/2026"
    assert keluar.nomor in teks_pdf(bita)
    assert pelanggaran(bita) == []
    [ics] = [satu for satu in surel.attachments if satu.get_content_type() == "text/calendar"]
    acara = vobject.readOne(ics.get_payload(decode=True).decode()).vevent
    assert acara.dtstart.value == RABU
    lacak(client, surat)
    halaman = client.get(reverse("portal:jadwal_kasus")).content.decode()
    assert ("https://meet.jit.si/Tujuh" in halaman) == (cara["mode"] == "daring")
    assert "https://meet.jit.si/Tujuh" not in teks_pdf(bita) + surel.body
    assert isi(client.get(reverse("portal:jawaban_saya", args=[keluar.pk]))) == bita


@pytest.mark.sk("KSL-PROSEDUR-4")
@pytest.mark.parametrize("pengirim", [lewat_wa, ambil_kertas], ids=["whatsapp", "kertas"])
def test_whatsapp_atau_kertas_setara_dengan_surel(client, orang, pengirim):
    surat = pabrik.konsultasi(pengirim_=pengirim())
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"], waktu=RABU)
    pesan, keluar = kabar(surat), terakhir(surat)
    klien = masuk(orang["petugas"])
    halaman = klien.get(reverse("portal:pesan", args=[pesan.pk])).content.decode()
    if pesan.saluran == "whatsapp":
        assert "https://wa.me/6281234567890?text=" in halaman
    else:
        assert "Cetak, serahkan, lalu tandai" in kata(klien.get(reverse("portal:pesan", args=[pesan.pk])))
    assert "25 November 2026 pukul 10.00 WITA" in pesan.isi
    unduh = reverse("portal:surat_keluar", args=[surat.pk, keluar.pk])
    assert unduh in klien.get(alamat(surat)).content.decode()
    assert rapat(pesan.data["teks"]) in rapat(teks_pdf(isi(klien.get(unduh))))
    assert surat.tenggat.get(jenis="respon").berhenti_pada is None
    tandai_manual(pesan=pesan, oleh=orang["petugas"], pada=jam.sekarang())
    assert surat.tenggat.get(jenis="respon").berhenti_pada is not None
    assert reverse("portal:jawaban_saya", args=[keluar.pk]) in lacak(client, surat)


@pytest.mark.sk("KSL-PROSEDUR-4", "PGD-PROSEDUR-2")
@pytest.mark.parametrize("buat", [pabrik.pengaduan, pabrik.konsultasi])
@pytest.mark.parametrize(
    ("putusan", "memuat"),
    [
        ({"keputusan": "ditolak", "jalan_lain": "Hubungi kantor desa."}, ("Hubungi kantor desa.",)),
        (
            {
                "keputusan": "dirujuk",
                "tujuan_rujukan": "Inspektorat Kabupaten Buton",
                "rujukan_nomor": "R-77/2026",
            },
            ("Inspektorat Kabupaten Buton", "R-77/2026"),
        ),
    ],
    ids=["ditolak", "dirujuk"],
)
def test_penolakan_menyebut_jalan_lain_dan_rujukan_nomornya(orang, buat, putusan, memuat):
    surat = buat()
    pabrik.disposisi(
        surat, oleh=orang["kepala"], petugas=None, mode="", alasan="Di luar tugas kami.", **putusan
    )
    kirim_tertunda()
    surel = mail.outbox[-1]
    for teks in (teks_pdf(pdf_surel(surel)), surel.body):
        hilang = [satu for satu in ("Di luar tugas kami.", *memuat) if rapat(satu) not in rapat(teks)]
        assert hilang == []


@pytest.mark.sk("PGD-PRODUK")
def test_hasil_pengaduan_menjadi_surat_bernomor_dan_perbaikan_didaftar_pimpinan(client, orang):
    surat = surat_di("dilaksanakan", **orang, hasil=False)
    pengaduan.catat_hasil(
        surat=surat, oleh=orang["petugas"], hasil="Bantuan tahap tiga dibayarkan.", perbaikan="Daftar dicek."
    )
    keluar = terakhir(surat)
    lacak(client, surat)
    bita = isi(client.get(reverse("portal:jawaban_saya", args=[keluar.pk])))
    assert keluar.nomor == "400.9/002/DINSOS/XI/2026"
    assert keluar.nomor in teks_pdf(bita)
    assert "Bantuan tahap tiga dibayarkan." in teks_pdf(bita)
    assert "Daftar dicek." not in teks_pdf(bita)
    assert "Daftar dicek." in kata(masuk(orang["kepala"]).get(reverse("laporan:perbaikan")))


@pytest.mark.sk("KSL-PRODUK")
def test_jawaban_tertulis_menjadi_surat_dan_data_diambil_di_halaman_sendiri(client, orang):
    surat = pabrik.konsultasi()
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"], waktu=besok(), **TERTULIS)
    kirim_tertunda()
    surat.refresh_from_db()
    penanganan.jawab_tertulis(surat=surat, oleh=orang["petugas"], jawaban=SARAN)
    berkas = data(surat, orang["petugas"]).lampiran.berkas
    kirim_tertunda()
    surel = next(satu for satu in mail.outbox if "Jawaban tertulis" in satu.subject)
    keluar = terakhir(surat)
    assert keluar.nomor == "400.9/002/DINSOS/XI/2026"
    assert rapat(SARAN) in rapat(teks_pdf(pdf_surel(surel)))
    kabar_data = next(satu for satu in mail.outbox if "Data untuk Anda" in satu.subject)
    assert not [satu for satu in kabar_data.attachments if satu.get_content_type() == "application/pdf"]
    unduh = reverse("portal:data", args=[berkas.pk])
    assert client.get(unduh).status_code != 200
    assert unduh in lacak(client, surat)
    with pikepdf.open(io.BytesIO(isi(client.get(unduh)))) as lembar:
        assert len(lembar.pages) == 1
