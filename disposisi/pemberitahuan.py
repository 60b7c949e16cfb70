"""The wording of what the citizen is told about a disposition."""

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam, telepon
from dinsos.inti.konteks import KANTOR
from dinsos.inti.teks import waktu
from disposisi.enums import Keputusan, Mode
from disposisi.jadwal_tautan import DI_HALAMAN, bertautan, sebut
from disposisi.models import Disposisi


def nama_surat(surat: SuratMasuk) -> str:
    """What the office calls the letter that says a request is taken up, in the words of its service."""
    return "surat jawaban" if _konsultasi(surat) else "pemberitahuan tindak lanjut"


def susun(disposisi: Disposisi, *, tambahan: str = "") -> str:
    """The notice or answer in plain words, ready to send.

    When the letter is handled it names officer, contact person, mode and, online, time and method
    (PGD-PROSEDUR-2); for a consultation it says that the request is approved and carries the schedule, also face
    to face (KSL-PROSEDUR-4). A refusal gives the reason and what the citizen can do
    instead, a referral the reason and its reference. `tambahan` is the officer's own paragraph.
    """
    konsultasi = _konsultasi(disposisi.surat)
    if disposisi.keputusan != Keputusan.DITANGANI:
        bagian = _tidak_ditangani(disposisi, konsultasi)
    else:
        bagian = _disetujui(disposisi) if konsultasi else _ditangani(disposisi)
    return "\n\n".join(satu for satu in (*bagian, tambahan.strip()) if satu)


def _konsultasi(surat: SuratMasuk) -> bool:
    return surat.layanan == Layanan.KONSULTASI


def _petugas(disposisi: Disposisi) -> tuple[str, str]:
    """The officer with position, and the telephone of the contact person."""
    petugas = disposisi.petugas
    jabatan = f" ({petugas.jabatan})" if petugas.jabatan else ""
    return f"{petugas}{jabatan}", telepon.tampil(petugas.telepon) or KANTOR["telepon"]


def _ditangani(disposisi: Disposisi) -> list[str]:
    petugas, kontak = _petugas(disposisi)
    return [
        "Surat Anda mulai kami tindak lanjuti.",
        f"Petugas yang menangani: {petugas}. Hubungi di {kontak}.",
        _cara(disposisi),
    ]


def _cara(disposisi: Disposisi) -> str:
    if disposisi.tertulis:
        return f"Cara penanganan: tertulis. Anda menerima jawaban paling lambat {waktu(disposisi.waktu)}."
    if disposisi.mode == Mode.DARING:
        cara = f"daring melalui {disposisi.get_metode_display()} pada {waktu(disposisi.waktu)}"
        return f"Cara penanganan: {cara}. {sebut(disposisi.metode, disposisi.tempat)}".rstrip()
    kapan = f" pada {waktu(disposisi.waktu)}" if disposisi.waktu else " pada jam pelayanan"
    tempat = disposisi.tempat or KANTOR["alamat"]
    return (
        f"Cara penanganan: tatap muka. Silakan datang{kapan} ke {tempat}. "
        "Lapor dahulu ke petugas piket dan sebutkan nomor surat Anda."
    )


def _disetujui(disposisi: Disposisi) -> list[str]:
    petugas, kontak = _petugas(disposisi)
    if disposisi.tertulis:
        jadwal = [
            "Cara: tertulis. Anda tidak perlu datang.",
            f"Kami mengirim jawaban atau data paling lambat {waktu(disposisi.waktu)}.",
        ]
    elif disposisi.mode == Mode.DARING:
        jadwal = _jadwal_daring(disposisi)
    else:
        jadwal = _jadwal_tatap_muka(disposisi)
    return [
        "Permohonan konsultasi Anda kami setujui.",
        "\n".join(jadwal),
        f"Petugas yang melayani: {petugas}.\nNarahubung: {disposisi.petugas}, {kontak}.",
    ]


def _jadwal_daring(disposisi: Disposisi) -> list[str]:
    cara = [f"Cara: daring melalui {disposisi.get_metode_display()}.", f"Jadwal: {waktu(disposisi.waktu)}."]
    if bertautan(disposisi.metode, disposisi.tempat):
        return [*cara, f"{DI_HALAMAN} Buka tautan itu pada waktunya."]
    nomor = disposisi.tempat or disposisi.surat.pengirim.telepon_tampil
    return [*cara, f"Nomor yang dipakai: {nomor}. Pada waktu itu petugas melayani Anda."]


def _jadwal_tatap_muka(disposisi: Disposisi) -> list[str]:
    return [
        "Cara: tatap muka.",
        f"Jadwal: {_jadwal(disposisi)}.",
        f"Tempat: {disposisi.tempat or KANTOR['alamat']}.",
        "Silakan datang, lapor ke petugas piket, dan sebutkan nomor surat Anda. Petugas piket mengantar Anda ke "
        "ruang konsultasi. Bawa kartu identitas Anda.",
    ]


def _jadwal(disposisi: Disposisi) -> str:
    """The time, or the service hours up to the day by which the applicant is to be served."""
    if disposisi.waktu:
        return waktu(disposisi.waktu)
    batas = disposisi.surat.tenggat.filter(jenis="pelaksanaan").values_list("jatuh_tempo", flat=True).first()
    sampai = f", paling lambat {waktu(batas)}" if batas and batas > jam.sekarang() else ""
    return f"pada jam pelayanan{sampai}"


def _tidak_ditangani(disposisi: Disposisi, konsultasi: bool) -> list[str]:
    surat = "Permohonan konsultasi Anda" if konsultasi else "Surat Anda"
    if disposisi.keputusan == Keputusan.DIRUJUK:
        kerja = "menjawabnya" if konsultasi else "menanganinya"
        awal = f"{surat} kami rujuk ke {disposisi.tujuan_rujukan}, yang berwenang {kerja}."
    else:
        awal = f"{surat} sudah kami baca, tetapi tidak dapat kami {'penuhi' if konsultasi else 'tangani'}."
    jalan = f"Yang dapat Anda lakukan: {disposisi.jalan_lain}" if disposisi.jalan_lain else ""
    rujukan = f"Nomor rujukan di sana: {disposisi.rujukan_nomor}" if disposisi.rujukan_nomor else ""
    return [awal, f"Alasan: {disposisi.alasan}", *filter(None, (rujukan, jalan))]
