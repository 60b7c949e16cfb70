"""The wording of what the citizen is told about a disposition."""

from dinsos.inti import telepon
from dinsos.inti.konteks import KANTOR
from dinsos.inti.teks import waktu
from disposisi.enums import Keputusan, Mode
from disposisi.models import Disposisi


def susun(disposisi: Disposisi, *, tambahan: str = "") -> str:
    """The notice or answer in plain words, ready to send.

    When the letter is handled it names officer, contact person, mode and, online, time and method
    (PGD-PROSEDUR-2, KSL-PROSEDUR-4); a refusal or referral gives the reason. `tambahan` is the officer's own
    paragraph.
    """
    susunan = _ditangani if disposisi.keputusan == Keputusan.DITANGANI else _tidak_ditangani
    bagian = [*susunan(disposisi), tambahan.strip()]
    return "\n\n".join(satu for satu in bagian if satu)


def _ditangani(disposisi: Disposisi) -> list[str]:
    petugas = disposisi.petugas
    jabatan = f" ({petugas.jabatan})" if petugas.jabatan else ""
    kontak = telepon.tampil(petugas.telepon) or KANTOR["telepon"]
    return [
        "Surat Anda mulai kami tindak lanjuti.",
        f"Petugas yang menangani: {petugas}{jabatan}. Hubungi di {kontak}.",
        _cara(disposisi),
    ]


def _cara(disposisi: Disposisi) -> str:
    if disposisi.tertulis:
        return f"Cara penanganan: tertulis. Anda menerima jawaban paling lambat {waktu(disposisi.waktu)}."
    if disposisi.mode == Mode.DARING:
        tautan = f" Tautan atau nomor: {disposisi.tempat}." if disposisi.tempat else ""
        return (
            f"Cara penanganan: daring melalui {disposisi.get_metode_display()} "
            f"pada {waktu(disposisi.waktu)}.{tautan}"
        )
    kapan = f" pada {waktu(disposisi.waktu)}" if disposisi.waktu else " pada jam pelayanan"
    tempat = disposisi.tempat or KANTOR["alamat"]
    return (
        f"Cara penanganan: tatap muka. Silakan datang{kapan} ke {tempat}. "
        "Lapor dahulu ke petugas piket dan sebutkan nomor surat Anda."
    )


def _tidak_ditangani(disposisi: Disposisi) -> list[str]:
    if disposisi.keputusan == Keputusan.DIRUJUK:
        awal = f"Surat Anda kami rujuk ke {disposisi.tujuan_rujukan}, yang berwenang menanganinya."
    else:
        awal = "Surat Anda sudah kami baca, tetapi tidak dapat kami tangani."
    return [awal, f"Alasan: {disposisi.alasan}"]
