"""Many real processes work on one consultation at the same instant.

`python -m tests.konsultasi.balapan TINDAKAN JUMLAH` with DATABASE_URL and DINSOS_MODE=uji in the environment:
prepares one letter, then forks JUMLAH processes that all do the act. Prints one line of JSON per process:
{"hasil": "berhasil" | "terlambat" | "galat", "pesan": …}.
"""

import json
import multiprocessing
import os
import sys

import django


def _lakukan(tindakan: str, surat, oleh, nomor: int) -> None:
    from disposisi.actions import disposisikan
    from disposisi.actions_layanan import ganti_layanan
    from konsultasi import penanganan
    from tests.konsultasi import tahap

    match tindakan:
        case "berita_acara":
            tahap.berita_acara(surat, oleh, saran=f"Saran nomor {nomor}.")
        case "jawaban":
            penanganan.jawab_tertulis(surat=surat, oleh=oleh, jawaban=f"Jawaban nomor {nomor}.")
        case "data":
            tahap.data(surat, oleh)
        case "identitas":
            penanganan.periksa_identitas(surat=surat, oleh=oleh)
        case "surat_lembaga":
            penanganan.catat_surat_lembaga_dibawa(surat=surat, oleh=oleh)
        case "selesai":
            penanganan.selesaikan(surat=surat, oleh=oleh)
        case "ganti_layanan" | "ganti_atau_putus" if nomor % 2 or tindakan == "ganti_layanan":
            ganti_layanan(surat=surat, oleh=oleh, ke="pengaduan", alasan="Ini keluhan.")
        case _:
            disposisikan(
                surat=surat,
                oleh=oleh,
                keputusan="ditolak",
                jalan_lain="Hubungi kantor desa.",
                alasan="Bukan urusan kami.",
            )


def _proses(palang, tindakan: str, nomor: int, pk: dict, hasil) -> None:
    from django.db import connection

    from dinsos.agenda.models import SuratMasuk
    from dinsos.akun.models import Pengguna
    from dinsos.inti.galat import SudahTerjadi

    surat = SuratMasuk.objects.get(pk=pk["surat"])
    oleh = Pengguna.objects.get(pk=pk["orang"][nomor % 2])
    palang.wait()
    try:
        _lakukan(tindakan, surat, oleh, nomor)
        hasil.put({"hasil": "berhasil", "pesan": ""})
    except SudahTerjadi as galat:
        hasil.put({"hasil": "terlambat", "pesan": galat.pesan})
    except Exception as galat:
        hasil.put({"hasil": "galat", "pesan": f"{type(galat).__name__}: {galat}"})
    finally:
        connection.close()


def _siapkan(tindakan: str) -> dict:
    from django.db import connections

    from tests import pabrik
    from tests.konsultasi import tahap

    kepala, petugas = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("petugas")
    lain = pabrik.pengguna("kepala_dinas")
    status, kolom = {
        "jawaban": ("dijawab", {"tertulis": True}),
        "selesai": ("dilaksanakan", {}),
        "surat_lembaga": ("dijawab", {"rincian": pabrik.lembaga()}),
        "ganti_layanan": ("diterima", {}),
        "ganti_atau_putus": ("diterima", {}),
    }.get(tindakan, ("dijawab", {}))
    surat = tahap.konsultasi_di(status, kepala=kepala, petugas=petugas, **kolom)
    orang = [kepala.pk, lain.pk] if status == "diterima" else [petugas.pk, kepala.pk]
    connections.close_all()
    return {"surat": surat.pk, "orang": orang}


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    tindakan, jumlah = sys.argv[1], int(sys.argv[2])
    pk = _siapkan(tindakan)
    konteks = multiprocessing.get_context("fork")
    palang, hasil = konteks.Barrier(jumlah), konteks.SimpleQueue()
    anak = [
        konteks.Process(target=_proses, args=(palang, tindakan, nomor, pk, hasil), daemon=True)
        for nomor in range(jumlah)
    ]
    for satu in anak:
        satu.start()
    for _ in anak:
        sys.stdout.write(json.dumps(hasil.get()) + "\n")
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    utama()
