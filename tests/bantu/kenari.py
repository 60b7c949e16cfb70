"""Letters whose sender is unmistakable wherever it shows, their life, and a walk over all staff pages."""

import re
import uuid
from collections.abc import Iterator
from itertools import product

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from dinsos.agenda import actions as agenda
from dinsos.agenda import draf as draf_actions
from dinsos.agenda.models import SuratMasuk, TujuanIdentitas
from dinsos.akun.models import PelaksanaHarian, Pengguna
from dinsos.akun.peran import PUBLIK
from dinsos.berkas import actions as berkas_actions
from dinsos.inti import jam
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.models import Pesan
from disposisi import actions as disposisi
from disposisi.actions_layanan import ganti_layanan
from disposisi.models import Audiensi
from disposisi.rencana import LAMA_BAKU
from konsultasi import penanganan
from pengaduan import actions as pengaduan
from tests import pabrik
from tests.bantu.alamat import Alamat, daftar_alamat
from tests.portal.kerja import besok

NOMOR_TELEPON = "+628997654321"
NIK = "7404990101809977"
KENARI = re.compile(r"kenari|8997654321|7654-?321|7404[ .]?9901", re.IGNORECASE)
"""What says who the sender is; every particular of the sender below holds it."""
TEKS = "Saya KENARI  nama, telepon 0899-7654-321, mohon bantuan.\nHormat saya,\nKenari Nama"
"""What a citizen writes: full name and number stand in the text, too."""
TEKS_LEMBAGA = f"LSM KENARI, {NIK}: {TEKS}\nKetua  Kenari, NIK 7404 9901 0180 9977"
"""What an institution writes: its name, the office of who asks, and the number of the card in two ways."""
TEKS_TANDA_TANGAN = f"{TEKS}, tertanda Kenari Tertanda"
TEMPAT = "https://meet.jit.si/kenari-nama-08997654321"
"""Where to meet, as an officer types it."""
PERAN_AKUN = ("kepala_dinas", "sekretaris", "petugas", "lain", "pendamping", "piket", "pengelola", "plh")
BERPERAN_PETUGAS = ("lain", "pendamping", "plh")


def orang_kantor() -> dict[str, Pengguna]:
    """An office: one account for each role, two more officers, and an acting head of today."""
    peran = {nama: "petugas" if nama in BERPERAN_PETUGAS else nama for nama in PERAN_AKUN}
    orang = {nama: pabrik.pengguna(satu) for nama, satu in peran.items()}
    angkat_plh(orang["plh"])
    return orang


def angkat_plh(pengguna: Pengguna) -> None:
    """Make somebody the acting head of today."""
    hari = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=pengguna, mulai=hari, sampai=hari, nomor_surat="SPT/9")


def pengirim(**kolom):
    """An unsaved sender, a proxy; reached by e-mail."""
    kenari = {
        "nama": "Kenari Nama",
        "alamat": "Jalan Kenari 9",
        "desa": "Desakenari",
        "telepon": NOMOR_TELEPON,
        "email": "kenari@contoh.test",
        "nama_diwakili": "Kenari Diwakili",
        "alamat_diwakili": "Kenari Wabula",
    }
    return pabrik.pengirim(**(kenari | kolom))


def surat_pengaduan(*, rahasia: bool = True, **kolom) -> SuratMasuk:
    """A complaint with a drawn signature and evidence."""
    kunci = uuid.uuid4()
    draf = draf_actions.simpan(kunci=kunci, layanan="pengaduan", data={})
    for peran in ("bukti", "tanda_tangan"):
        unggahan = SimpleUploadedFile(f"kenari-{peran}.jpg", pabrik.gambar(), "image/jpeg")
        draf_actions.lampirkan(draf=draf, berkas=berkas_actions.simpan(unggahan=unggahan), peran=peran)
    isi = {"tempat": "Kotakenari", "nama_tanda_tangan": "Kenari Tertanda", "cara_tanda_tangan": "gambar"}
    isi |= dict.fromkeys(("uraian", "uraian_kerugian", "permintaan"), TEKS_TANDA_TANGAN)
    isi |= {"unit": "lain", "unit_lain": "bantuan Kenari Tertanda"}
    return pabrik.pengaduan(
        kunci=kunci,
        pengirim_=pengirim(),
        rincian_=pabrik.rincian(**(isi | kolom)),
        rahasiakan_identitas=rahasia,
    )


def surat_konsultasi(*, rahasia: bool = True) -> SuratMasuk:
    """A request of an institution for consultation; reached by WhatsApp."""
    rincian = pabrik.lembaga(
        nama_lembaga="LSM Kenari",
        jabatan_pemohon="Ketua Kenari",
        nomor_identitas=NIK,
        materi=TEKS_LEMBAGA,
        maksud=TEKS_LEMBAGA,
    )
    return pabrik.konsultasi(pengirim_=pengirim(email=""), rincian_=rincian, rahasiakan_identitas=rahasia)


def jalani(
    surat: SuratMasuk, *, pemutus: Pengguna, petugas: Pengguna, pendamping: tuple[Pengguna, ...] = ()
) -> Iterator[str]:
    """Bring a letter through its life; stops (yields a name) where much of it waits to be done.

    The clock has to stand on a working day, the next day being one, too. Where staff write, they name the sender.
    """
    _bolak_balik(surat, pemutus)
    yield "diterima"
    telepon = {"mode": "daring", "metode": "telepon", "tempat": TEMPAT, "lama": LAMA_BAKU}
    telepon["pendamping"] = pendamping
    pabrik.disposisi(surat, oleh=pemutus, petugas=petugas, waktu=besok(), **telepon)
    _lihat_kartu(surat, petugas)
    tanya = agenda.tanyakan(surat=surat, oleh=petugas, teks="Sejak kapan?")
    agenda.jawab_pertanyaan(pertanyaan=tanya, jawaban=TEKS)
    pemberitahuan = Pesan.objects.get(kasus=surat.uuid, kelas="pemberitahuan")
    if pemberitahuan.saluran != "whatsapp":
        pemberitahuan = outbox.kirim_cara_lain(
            pesan=pemberitahuan, oleh=petugas, saluran="whatsapp", tujuan=NOMOR_TELEPON
        )
    yield "didisposisikan"
    outbox.tandai_manual(pesan=pemberitahuan, oleh=petugas, pada=jam.sekarang(), bukti="diterima anak Kenari")
    _tangani(surat, petugas)
    yield "selesai"


def _bolak_balik(surat: SuratMasuk, pemutus: Pengguna) -> None:
    """To the other service and back."""
    lain = "konsultasi" if surat.layanan == "pengaduan" else "pengaduan"
    for ke in (lain, surat.layanan):
        ganti_layanan(surat=surat, oleh=pemutus, ke=ke, alasan=TEKS)
    surat.refresh_from_db()


def _lihat_kartu(surat: SuratMasuk, petugas: Pengguna) -> None:
    """A purpose from before names were refused in it, and a look for it."""
    for satu in surat.lampiran.filter(peran="identitas"):
        TujuanIdentitas.objects.create(surat=surat, pengguna=petugas, tujuan=TEMPAT, pada=jam.sekarang())
        berkas_actions.catat_akses(berkas=satu.berkas, oleh=petugas, sebagai="Petugas", tujuan=TEMPAT)


def _tangani(surat: SuratMasuk, petugas: Pengguna) -> None:
    kini = jam.sekarang()
    if surat.layanan == "pengaduan":
        disposisi.laksanakan(surat=surat, oleh=petugas, pada=kini)
        pengaduan.catat_hasil(surat=surat, oleh=petugas, hasil=TEKS, perbaikan=TEKS)
        pengaduan.selesaikan(surat=surat, oleh=petugas)
        return
    penanganan.catat_berita_acara(
        surat=surat,
        oleh=petugas,
        mulai=kini,
        selesai=kini,
        cara="Telepon",
        hadir="Kenari dan petugas",
        saran=TEKS,
    )
    data = SimpleUploadedFile("kenari_nama.jpg", pabrik.gambar(warna="#123456"), "image/jpeg")
    penanganan.serahkan_data(surat=surat, oleh=petugas, unggahan=data, keterangan="Data untuk LSM Kenari")
    penanganan.selesaikan(surat=surat, oleh=petugas)


def jalur_staf(surat: SuratMasuk) -> list[str]:
    """Every path behind the sign-in, its parameters pointing at this letter and at what belongs to it."""
    jalur = {
        jalur
        for satu in daftar_alamat()
        if satu.nama and satu.aturan != PUBLIK
        for jalur in _jalur(satu, surat)
    }
    pencarian = (
        "?q=kenari",
        "?q=Kenari+Nama",
        f"?q={surat.nomor}",
        "?o=3",
        "?pengirim__nama__istartswith=Kenari",
    )
    daftar = [satu for satu in jalur if re.fullmatch(r"/admin/\w+/\w+/", satu)]
    return sorted(jalur) + [satu + cari for satu in sorted(daftar) for cari in pencarian] + _otomatis(surat)


def _jalur(satu: Alamat, surat: SuratMasuk) -> list[str]:
    if not satu.parameter:
        return [satu.jalur()]
    berkas = list(surat.lampiran.values_list("berkas", flat=True))
    pesan = list(Pesan.objects.filter(kasus=surat.uuid).values_list("pk", flat=True))
    dikenal = {"pk": [surat.pk], "berkas": berkas, "app_label": ["agenda", "pengaduan", "konsultasi"]}
    if satu.nama == "portal:jadwal_ics":
        dikenal["pk"] = list(Audiensi.objects.filter(surat=surat).values_list("pk", flat=True))
    dikenal |= {"kunci": pesan if satu.nama == "portal:pesan" else berkas}
    if "object_id" in satu.parameter:
        dikenal["object_id"] = _baris(satu.nama)
    nama = [n for n in satu.parameter if n in dikenal]
    return [
        satu.jalur(**dict(zip(nama, nilai, strict=True))) for nilai in product(*(dikenal[n] for n in nama))
    ]


def _baris(nama: str) -> list:
    """Keys of the rows of an admin screen, by the name of one of its addresses."""
    try:
        app, model, _ = nama.removeprefix("admin:").split("_")
        return list(apps.get_model(app, model)._base_manager.values_list("pk", flat=True))
    except (LookupError, ValueError):
        return [1]


def _otomatis(surat: SuratMasuk) -> list[str]:
    kolom = [
        ("pengaduan", "pengaduan"),
        ("konsultasi", "konsultasi"),
        ("disposisi", "disposisi"),
        ("agenda", "pengirim"),
    ]
    return [
        f"/admin/autocomplete/?app_label={app}&model_name={model}&field_name=surat&term={cari}"
        for app, model in kolom
        for cari in (surat.nomor, "kenari", "")
    ]


def terbaca(jawaban: HttpResponse) -> str:
    """What a browser gets to read: headers and text; of a file the bytes, too."""
    isi = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    isi = isi.decode(errors="replace")
    return f"{dict(jawaban.headers)}\n{isi}"


def telusuri(klien: Client, surat: SuratMasuk) -> dict[str, str]:
    """What each staff page answers to a GET of this browser, by path."""
    return {jalur: terbaca(klien.get(jalur)) for jalur in jalur_staf(surat)}
