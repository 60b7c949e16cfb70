"""A real IMAP server for tests: Dovecot in a temporary folder, on loopback, with one mailbox.

As root it runs under the accounts that Debian's package made, because Dovecot refuses to work as root; otherwise
everything runs as whoever runs the tests.
"""

import contextlib
import grp
import imaplib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.bantu.server import port_bebas

NAMA, SANDI = "dinsos@kotak.test", "rahasia kotak ü"
TUNGGU = 15
_URUT = itertools.count(1)


@dataclass
class Dovecot:
    """The running server: `akar` is its folder, `maildir` the mailbox's."""

    port: int
    akar: Path
    maildir: Path
    proses: subprocess.Popen

    @contextlib.contextmanager
    def imap(self) -> Iterator[imaplib.IMAP4]:
        """A client of its own in the folder INBOX, as the people of the office have one."""
        klien = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        klien.authenticate("PLAIN", lambda _: f"\0{NAMA}\0{SANDI}".encode())
        klien.select()
        try:
            yield klien
        finally:
            klien.logout()

    def taruh(self, *pesan: bytes, tiba: str = "2026-11-23T08:00+08:00") -> None:
        """Deliver messages, byte for byte, as a mail server does; `tiba` is their INTERNALDATE."""
        saat = datetime.fromisoformat(tiba).timestamp()
        for satu in pesan:
            # Dovecot gives out UIDs in the order of the names.
            berkas = self.maildir / "tmp" / f"{int(saat)}.M{next(_URUT):09d}.kotak"
            berkas.write_bytes(satu)
            os.utime(berkas, (saat, saat))
            if os.getuid() == 0:
                orang = pwd.getpwnam(_akun()[0])
                os.chown(berkas, orang.pw_uid, orang.pw_gid)
            berkas.rename(self.maildir / "new" / berkas.name)

    def tanda(self) -> list[bytes]:
        """The flags of each message, in the order of the mailbox."""
        with self.imap() as klien:
            _, baris = klien.fetch("1:*", "(FLAGS)")
        return [satu for satu in baris if satu]

    def ganti_uidvalidity(self) -> None:
        """Let Dovecot forget its index, as after a mailbox was restored: other UIDs under another UIDVALIDITY."""
        for satu in self.maildir.glob("dovecot*"):
            satu.unlink()
        time.sleep(1.1)  # the new value is made of the time in seconds


@contextlib.contextmanager
def dovecot(tls: tuple[Path, Path] | None = None) -> Iterator[Dovecot]:
    """The server, running until the block ends; `tls` are certificate and key for STARTTLS."""
    akar = Path(tempfile.mkdtemp(prefix="dovecot-"))
    maildir = akar / "kotak"
    port = port_bebas()
    try:
        berkas = akar / "dovecot.conf"
        berkas.write_text(_setelan(akar, maildir, port, tls))
        for nama in ("tmp", "new", "cur"):
            (maildir / nama).mkdir(parents=True)
        _serahkan(akar)
        proses = subprocess.Popen(
            ["/usr/sbin/dovecot", "-F", "-c", str(berkas)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        try:
            _tunggu(port, proses, akar)
            yield Dovecot(port, akar, maildir, proses)
        finally:
            proses.send_signal(signal.SIGTERM)
            try:
                proses.wait(TUNGGU)
            except subprocess.TimeoutExpired:
                proses.kill()
                proses.wait()
    finally:
        shutil.rmtree(akar, ignore_errors=True)


def _akun() -> tuple[str, str, str]:
    """Who owns the mail, who talks before the login, and everybody's group."""
    if os.getuid() == 0:
        return "dovecot", "dovenull", grp.getgrgid(pwd.getpwnam("dovecot").pw_gid).gr_name
    kami = pwd.getpwuid(os.getuid()).pw_name
    return kami, kami, grp.getgrgid(os.getgid()).gr_name


def _serahkan(akar: Path) -> None:
    """Give the folder to the account that owns the mail."""
    akar.chmod(0o755)
    if os.getuid() == 0:
        orang = pwd.getpwnam(_akun()[0])
        for satu in [akar, *akar.rglob("*")]:
            os.chown(satu, orang.pw_uid, orang.pw_gid)


_SETELAN = """
base_dir = {akar}/run
state_dir = {akar}/state
log_path = {akar}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {pemilik}
default_internal_group = {kelompok}
default_login_user = {masuk}
first_valid_uid = {uid_awal}
first_valid_gid = {gid_awal}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
{sandi}
mail_location = maildir:{maildir}
mail_uid = {uid}
mail_gid = {gid}
mail_fsync = never
mail_max_userip_connections = 50
service imap-login {{
  {akar_proses}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  {akar_proses}
}}
service stats {{
  {akar_proses}
}}
passdb {{
  driver = static
  args = password={{PLAIN.b64}}{kata_sandi}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={maildir}
}}
"""


def _setelan(akar: Path, maildir: Path, port: int, tls: tuple[Path, Path] | None) -> str:
    pemilik, masuk, kelompok = _akun()
    uid, gid = pwd.getpwnam(pemilik).pw_uid, grp.getgrnam(kelompok).gr_gid
    sandi = "ssl = no"
    if tls is not None:
        sandi = f"ssl = required\nssl_cert = <{tls[0]}\nssl_key = <{tls[1]}"
    return _SETELAN.format(
        akar=akar,
        maildir=maildir,
        port=port,
        pemilik=pemilik,
        masuk=masuk,
        kelompok=kelompok,
        uid=uid,
        gid=gid,
        uid_awal=min(uid, 100),
        gid_awal=min(gid, 100),
        sandi=sandi,
        akar_proses="" if os.getuid() == 0 else "chroot =",
        kata_sandi=b64encode(SANDI.encode()).decode(),
    )


def _tunggu(port: int, proses: subprocess.Popen, akar: Path) -> None:
    batas = time.monotonic() + TUNGGU
    while time.monotonic() < batas:
        if proses.poll() is not None:
            break
        with socket.socket() as coba:
            if coba.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    log = akar / "log"
    raise RuntimeError(
        f"dovecot tidak berjalan: {log.read_text()[-2000:] if log.exists() else 'tanpa catatan'}"
    )
