"""Runs `simpan`, `tautkan` and `hapus` in processes that are killed (SIGKILL) one step further each time.

Started by test_tangguh.py with a database file and a private folder of its own; prints one line of JSON for each
kill: what the disk and the database held right after it, and after the sweep that follows a restart.
"""

import json
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from dinsos.berkas import actions, gudang, validators  # noqa: E402
from dinsos.berkas.models import Berkas  # noqa: E402
from tests.berkas import korpus  # noqa: E402

AKAR = Path(os.environ["BERKAS_ROOT"])


class Maut:
    """Kills this process when the given step is reached; a step is a call on the disk or one side of a query."""

    def __init__(self, langkah: int) -> None:
        self.sisa = langkah

    def lewat(self) -> None:
        self.sisa -= 1
        if self.sisa < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def pasang(self) -> None:
        gudang.os = _OsDiintai(self)
        gudang.open = self.buka
        connection.execute_wrappers.append(self.tanya)

    def tanya(self, execute, *isi):
        self.lewat()
        hasil = execute(*isi)
        self.lewat()
        return hasil

    def buka(self, *isi, **pilihan):
        return _BerkasDiintai(open(*isi, **pilihan), self)


class _OsDiintai:
    def __init__(self, maut: Maut) -> None:
        self._maut = maut

    def __getattr__(self, nama: str):
        asli = getattr(os, nama)
        if not callable(asli):
            return asli

        def intai(*isi, **pilihan):
            self._maut.lewat()
            return asli(*isi, **pilihan)

        return intai


class _BerkasDiintai:
    """A file that writes in two halves, with a step between them."""

    def __init__(self, asli, maut: Maut) -> None:
        self._asli, self._maut = asli, maut

    def __getattr__(self, nama: str):
        return getattr(self._asli, nama)

    def __enter__(self):
        return self

    def __exit__(self, *sebab) -> None:
        self._asli.close()

    def write(self, isi: bytes) -> None:
        self._asli.write(isi[: len(isi) // 2])
        self._asli.flush()
        self._maut.lewat()
        self._asli.write(isi[len(isi) // 2 :])


def simpan_lalu_tautkan() -> None:
    berkas = actions.simpan(unggahan=ContentFile(korpus.png(), name="foto.png"))
    with transaction.atomic():
        actions.tautkan(berkas=berkas)


def hapus_yang_tertaut() -> None:
    actions.hapus(berkas=Berkas.objects.get(keadaan="tertaut"))


def keadaan() -> dict:
    """Rows with the size of their bytes (None: no file), and every file on the disk."""
    baris = [
        {"keadaan": b.keadaan, "ukuran": b.ukuran, "di_disk": gudang.ukuran(b.nama_simpan)}
        for b in Berkas.objects.all()
    ]
    di_disk = [nama for _, _, isi in os.walk(AKAR) for nama in isi]
    return {"baris": baris, "di_disk": sorted(nama[32:] or "utuh" for nama in di_disk)}


def mati_pada(langkah: int, kerja) -> bool:
    """Do the work in a child that dies at this step; False when the child lived to its end."""
    connection.close()
    anak = os.fork()
    if not anak:
        Maut(langkah).pasang()
        kerja()
        os._exit(0)
    status = os.waitpid(anak, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    if status:
        sys.exit(f"anak berakhir dengan {status}")
    return False


def main() -> None:
    # Tables straight from the models: quicker than the migrations, which have tests of their own.
    settings.MIGRATION_MODULES = {satu.label: None for satu in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    # The check itself keeps nothing, so it need not run again before each kill.
    diperiksa = validators.periksa(ContentFile(korpus.png(), name="foto.png"))
    validators.periksa = lambda *_, **__: diperiksa
    for kerja in (simpan_lalu_tautkan, hapus_yang_tertaut):
        langkah, mati = 0, True
        while mati:
            Berkas.objects.all().delete()
            actions.sapu(lebih_tua_dari=timedelta(0))
            if kerja is hapus_yang_tertaut:
                simpan_lalu_tautkan()
            mati = mati_pada(langkah, kerja)
            sesudah = keadaan()
            actions.sapu(lebih_tua_dari=timedelta(0))
            hasil = {"kerja": kerja.__name__, "langkah": langkah, "mati": mati, "sesudah": sesudah}
            sys.stdout.write(json.dumps(hasil | {"tersapu": keadaan()}) + "\n")
            langkah += 1


if __name__ == "__main__":
    main()
