"""What the office sends out about a letter of the register: from its rows to the plain data that the sheets print.

No sheet holds the copy of an identity card or its number.
"""

from datetime import datetime

from django.db import transaction

from dinsos.agenda import nomor_kartu
from dinsos.agenda.enums import Layanan, Saluran
from dinsos.agenda.models import Pengirim, SuratMasuk
from dinsos.dokumen import cetak, kop
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.enums import JenisSurat
from dinsos.dokumen.isian import paragraf
from dinsos.dokumen.models import SuratKeluar, VersiTemplat
from dinsos.inti import jam
from dinsos.inti.teks import durasi, pukul, tanggal
from dinsos.notifikasi.kelas import LampiranSurel
from dinsos.notifikasi.models import Pesan

KUNCI = "surat_keluar"
"""Under this name the data of a message hold the key of the letter that it carries."""

PENUTUP = "Demikian kami sampaikan. Terima kasih."
LACAK_PORTAL = (
    "Perkembangan surat ini dapat dilihat di halaman lacak dengan nomor surat dan kode rahasia Anda."
)
LACAK_KANTOR = (
    "Perkembangan surat ini dapat ditanyakan di meja piket, atau dilihat di halaman lacak dengan nomor surat dan "
    "kode rahasia. Bila Anda belum punya kodenya, mintalah di meja piket dengan memperlihatkan kartu identitas."
)
PERNYATAAN = {
    Saluran.PORTAL: "Diajukan lewat portal layanan.",
    Saluran.TAMU: "Disampaikan langsung di kantor dan dicatat petugas piket.",
}
DISALIN = "Disalin petugas piket dari surat yang diterima lewat {}."


def isian_pokok(surat: SuratMasuk) -> dict[str, str]:
    """What every text of an answer may name about the letter (`dinsos.dokumen.isian`)."""
    return {
        "nama_pengirim": surat.pengirim.nama,
        "nomor_surat": surat.nomor,
        "tanggal_surat": tanggal(surat.diterima_pada),
    }


def terbitkan_jawaban(
    *,
    surat: SuratMasuk,
    oleh,
    hal: str,
    teks: str,
    versi_templat: VersiTemplat | None = None,
    nomor: str = "",
) -> SuratKeluar:
    """Send an answer out, addressed to the sender; inside the transaction that queues the message with `teks`.

    Raises GalatAturan when `teks` holds the number of an identity card, and as `dokumen.surat.terbitkan`.
    """
    nomor_kartu.tolak(teks)
    return surat_keluar.terbitkan(
        kasus=surat.uuid,
        jenis=JenisSurat.SURAT_JAWABAN,
        data={
            "sifat": "Rahasia" if surat.rahasiakan_identitas else "Biasa",
            "hal": f"{hal} ({surat.nomor}, {tanggal(surat.diterima_pada).partition(', ')[2]})",
            "kepada": kepada(surat.pengirim),
            "paragraf": paragraf(teks),
            "penutup": [PENUTUP],
        },
        perihal=hal,
        oleh=oleh,
        versi_templat=versi_templat,
        nomor=nomor,
    )


@transaction.atomic
def tanda_terima(surat: SuratMasuk) -> SuratKeluar:
    """The receipt on paper (KSL-PROSEDUR-2), without the secret.

    Frozen when somebody needs it first, so that registering a letter stays short.
    """
    surat = SuratMasuk.objects.select_for_update(of=("self",)).select_related("pengirim").get(pk=surat.pk)
    ada = SuratKeluar.objects.milik(surat.uuid).filter(jenis=JenisSurat.TANDA_TERIMA).first()
    if ada is not None:
        return ada
    pengirim = surat.pengirim
    return surat_keluar.terbitkan(
        kasus=surat.uuid,
        jenis=JenisSurat.TANDA_TERIMA,
        data={
            "nomor": surat.nomor,
            "layanan": Layanan(surat.layanan).label,
            "diterima": saat(surat.diterima_pada),
            "rincian": [
                ["Nama", pengirim.nama],
                ["Alamat", pengirim.alamat_lengkap],
                ["Hal", surat.hal],
                ["Diterima melalui", Saluran(surat.saluran).label],
            ],
            "tenggat": _janji(surat),
            "catatan": [
                LACAK_PORTAL if surat.saluran == Saluran.PORTAL else LACAK_KANTOR,
                "Layanan ini gratis, tidak dipungut biaya apa pun.",
            ],
            "petugas": _penerima(surat),
        },
        perihal="Tanda terima",
        oleh=None,
    )


def lembar_warga(surat: SuratMasuk, *, bagian: list[dict], tempat: str, tanda_tangan: dict) -> dict:
    """The sender's own letter to the head of office, as it was filed; the copy of a card is no part of it."""
    pengirim = surat.pengirim
    identitas = [["Nama", pengirim.nama], ["Alamat", pengirim.alamat_lengkap]]
    kontak = [pengirim.telepon_tampil, pengirim.email]
    identitas.append(["Telepon/e-mail", ", ".join(satu for satu in kontak if satu) or "tidak ada"])
    if pengirim.sebagai_kuasa:
        identitas += [
            ["Mewakili", pengirim.nama_diwakili],
            ["Alamat yang diwakili", pengirim.alamat_diwakili],
        ]
    return {
        "dibuat": saat(surat.dicatat_pada),
        "tempat": tempat or kop.untuk_surat()["tempat"],  # a guest at the desk was not asked
        "tanggal": jam.wita(surat.diterima_pada).date().isoformat(),
        "hal": surat.hal,
        "identitas": identitas,
        "bagian": bagian,
        "tanda_tangan": tanda_tangan,
        "register": {
            "nomor": surat.nomor,
            "diterima": saat(surat.diterima_pada),
            "saluran": _lewat(surat),
        },
    }


def pernyataan(surat: SuratMasuk) -> str:
    """How the words on a letter without signature came to the office."""
    return PERNYATAAN.get(surat.saluran) or DISALIN.format(_lewat(surat))


def _lewat(surat: SuratMasuk) -> str:
    """The way on which a letter came, inside a sentence."""
    saluran = Saluran(surat.saluran)
    nama = saluran.label if saluran in (Saluran.WHATSAPP, Saluran.SP4N) else saluran.label.lower()
    return "meja piket" if saluran == Saluran.TAMU else nama


def cetak_sekarang(jenis: str, data: dict, gambar: dict[str, bytes] | None = None) -> bytes:
    """The PDF of a sheet that isn't kept: printed anew with the letterhead in force."""
    kepala = kop.untuk_surat()
    return cetak.pdf(jenis, data, kop=kepala, gambar=kop.gambar(kepala) | (gambar or {}))


def sebutan(data: dict) -> dict:
    """Number and check code of the letter that a message with these data carries, for its words; {} without one."""
    if not data.get(KUNCI):
        return {}
    keluar = SuratKeluar.objects.only("nomor", "kode").get(pk=data[KUNCI])
    return {"surat_kami": {"nomor": keluar.nomor, "kode": keluar.kode_tampil}}


def lampiran(pesan: Pesan) -> list[LampiranSurel]:
    """The PDF of the letter that a message carries, to attach to the e-mail; the same bytes at every call."""
    kunci = pesan.data.get(KUNCI)
    return [sebagai_lampiran(SuratKeluar.objects.get(pk=kunci))] if kunci else []


def sebagai_lampiran(keluar: SuratKeluar) -> LampiranSurel:
    """The PDF of a letter as a file for an e-mail; outside transactions."""
    return LampiranSurel(f"{keluar.nama_berkas}.pdf", "application/pdf", surat_keluar.isi_pdf(keluar))


def kepada(pengirim: Pengirim) -> dict:
    """To whom an answer is addressed, as the register has it now."""
    return {"nama": pengirim.nama, "alamat": _baris_alamat(pengirim)}


def _baris_alamat(pengirim: Pengirim) -> list[str]:
    """The address as far as it is known: of a guest at the desk it may be asked later."""
    baris = pengirim.alamat, ", ".join(filter(None, (pengirim.desa, pengirim.kecamatan)))
    return [satu for satu in baris if satu]


def _janji(surat: SuratMasuk) -> list[dict]:
    """The promises of a receipt; a letter that a guest brought in person has the hour of that visit first."""
    semua = list(surat.tenggat.order_by("id"))
    milik = {satu.jenis: satu for satu in semua if satu.kunjungan_id is None}
    baris = [
        ("Kami menjawab", milik["respon"], milik["respon"].penjelasan),
        (_pelaksanaan(surat), milik["pelaksanaan"], milik["pelaksanaan"].penjelasan),
    ]
    kedatangan = next((satu for satu in semua if satu.kunjungan_id is not None), None)
    if surat.saluran == Saluran.TAMU and kedatangan:
        lama = durasi(kedatangan.jatuh_tempo - kedatangan.mulai)
        sejak = f"{lama} sejak Anda menyampaikan keperluan pukul {pukul(kedatangan.mulai)}."
        baris.insert(0, ("Kami mengarahkan Anda kepada petugas", kedatangan, sejak))
    return [{"nama": nama, "batas": saat(satu.jatuh_tempo), "penjelasan": kata} for nama, satu, kata in baris]


def _penerima(surat: SuratMasuk) -> str:
    """Who entered the letter in the register; "" for the portal itself."""
    masuk = surat.riwayat.select_related("oleh").filter(jenis="diterima").first()
    return str(masuk.oleh) if masuk and masuk.oleh else ""


def _pelaksanaan(surat: SuratMasuk) -> str:
    return "Kami melayani konsultasi" if surat.layanan == Layanan.KONSULTASI else "Kami menangani pengaduan"


def saat(pada: datetime) -> str:
    return jam.wita(pada).isoformat(timespec="seconds")
