"""The checker process: one file in on standard input, one answer out, then it ends.

Started by `dinsos.berkas.kotak` with an empty environment and one argument, the limits as JSON. It first bounds
its own memory and processor time and gives up writing files, then decodes. Answer: a line of JSON, then the
bytes to keep, if any. With the option `cap` it doesn't check but marks: the file follows a line of JSON, the text.
"""

import json
import resource
import sys

from dinsos.berkas.pemeriksa.tolak import Tolak


def _batasi(memori: int, detik: int) -> None:
    for jenis, batas in (
        (resource.RLIMIT_AS, memori),
        (resource.RLIMIT_CPU, detik),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(jenis, (batas, batas))
        except (ValueError, OSError):  # a system without this limit; the wall clock of the parent remains
            continue


def _periksa(isi: bytes, pilihan: dict) -> dict:
    if pilihan["cap"]:
        from dinsos.berkas import tanda_air

        teks, _, isi = isi.partition(b"\n")
        return tanda_air.cap(isi, format_=pilihan["format"], teks=json.loads(teks))
    if pilihan["format"] == "PDF":
        from dinsos.berkas.pemeriksa import pdf

        return pdf.periksa(isi, halaman_maks=pilihan["halaman"], ukuran_maks=pilihan["ukuran"])
    from dinsos.berkas.pemeriksa import gambar

    return gambar.periksa(
        isi, format_=pilihan["format"], piksel_maks=pilihan["piksel"], ukuran_maks=pilihan["ukuran"]
    )


def main() -> None:
    """Read, check, answer. Ends with a status other than 0 only when the checker itself is broken."""
    pilihan = json.loads(sys.argv[1])
    _batasi(pilihan["memori"], pilihan["detik"])
    isi = sys.stdin.buffer.read()
    try:
        jawaban = _periksa(isi, pilihan)
    except Tolak as tolak:
        jawaban = {"galat": tolak.kode}
    except MemoryError:
        jawaban = {"galat": "terlalu_berat"}
    except ImportError:
        raise
    except Exception as galat:  # decoders raise dozens of types on hostile bytes; all mean the same here
        jawaban = {"galat": "rusak", "sebab": type(galat).__name__}
    simpan = jawaban.pop("isi", b"")
    sys.stdout.buffer.write(json.dumps(jawaban).encode() + b"\n" + simpan)


if __name__ == "__main__":
    main()
