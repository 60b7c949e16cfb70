"""A complaint as the letter to the head of office that it stands for (PGD-SYARAT-1..4)."""

from dinsos.agenda.dokumen_surat import lembar_warga, pernyataan
from dinsos.agenda.models import SuratMasuk
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas
from dinsos.dokumen.cetak.mesin import GAMBAR_MAKS
from dinsos.inti.teks import rupiah
from pengaduan.enums import CaraTandaTangan
from pengaduan.models import Pengaduan

JENIS = "surat_pengaduan"


def susun(surat: SuratMasuk) -> tuple[dict, dict[str, bytes]]:
    """Data and pictures of the sheet `surat_pengaduan`; a drawn signature is printed, a scan lies beside it."""
    rincian = Pengaduan.objects.select_related("terlapor", "berkas_tanda_tangan").get(surat=surat)
    gambar = _tanda_tangan(rincian)
    tanda_tangan = {
        "cara": _cara(rincian, gambar),
        "nama": rincian.nama_tanda_tangan or surat.pengirim.nama,
    }
    if rincian.cara_tanda_tangan == CaraTandaTangan.TIDAK_DIMINTA:
        tanda_tangan["pernyataan"] = pernyataan(surat)
    data = lembar_warga(surat, bagian=_bagian(rincian), tempat=rincian.tempat, tanda_tangan=tanda_tangan)
    return data, gambar


def _bagian(rincian: Pengaduan) -> list[dict]:
    kerugian = [rincian.get_jenis_kerugian_display(), rincian.uraian_kerugian]
    if rincian.nilai_kerugian:
        kerugian.append(f"Nilainya {rupiah(rincian.nilai_kerugian)}.")
    terlapor = str(rincian.terlapor) if rincian.terlapor else rincian.terlapor_lain
    bagian = [
        ("Layanan yang diadukan", [rincian.layanan_diadukan]),
        ("Uraian", [rincian.uraian]),
        ("Waktu kejadian", [rincian.kejadian]),
        ("Petugas yang diadukan", [terlapor]),
        ("Kerugian", kerugian),
        ("Permintaan penyelesaian", [rincian.permintaan]),
    ]
    terisi = [(judul, [satu for satu in isi if satu]) for judul, isi in bagian]
    return [{"judul": judul, "paragraf": isi} for judul, isi in terisi if isi]


def _cara(rincian: Pengaduan, gambar: dict[str, bytes]) -> str:
    if rincian.berkas_tanda_tangan is None:
        return "ketik"
    return "gambar" if gambar else "terlampir"


def _tanda_tangan(rincian: Pengaduan) -> dict[str, bytes]:
    berkas: Berkas | None = rincian.berkas_tanda_tangan
    if rincian.cara_tanda_tangan != CaraTandaTangan.GAMBAR or berkas is None or berkas.sudah_dihapus:
        return {}
    if berkas.ukuran > GAMBAR_MAKS:
        return {}
    with gudang.buka(berkas.nama_simpan) as isi:
        return {"tanda_tangan": isi.read()}
