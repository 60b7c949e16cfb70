"""Messages to the office: good ones, and what really arrives."""

from datetime import datetime
from email.message import EmailMessage

from dinsos.bukutamu.kotak import ambil
from dinsos.bukutamu.kotak.isi import olah
from dinsos.bukutamu.kotak.urai import sidik
from dinsos.bukutamu.models import KotakSurat, LetakSurel, SurelMasuk
from tests import pabrik

CR = "\r\n"
SISIPAN = b"\x00\xff\xfe\x80"


def surat(n: int = 1, **kepala: str) -> EmailMessage:
    """A plain message; `kepala` are further headers, with _ for -."""
    pesan = EmailMessage()
    bawaan = {
        "From": f"Wa Ode Nurhayati <warga{n}@contoh.test>",
        "To": "dinsos@kotak.test",
        "Subject": f"Bantuan sembako PENANDA-{n:04d}",
        "Date": "Mon, 23 Nov 2026 07:59:00 +0800",
        "Message-ID": f"<warga-{n}@contoh.test>",
    }
    for nama, isi in (bawaan | {k.replace("_", "-"): v for k, v in kepala.items()}).items():
        if isi:
            pesan[nama] = isi
    pesan.set_content(f"Bantuan sembako bulan ini tidak kami terima. Nomor {n}.\n")
    return pesan


def berlampiran(n: int, *lampiran: tuple[str, str, bytes]) -> EmailMessage:
    """With attachments: (name, type, bytes) each; a photo when none is given."""
    pesan = surat(n)
    for nama, mime, isi in lampiran or [("foto.jpg", "image/jpeg", pabrik.gambar(ukuran=(48, 48)))]:
        utama, _, anak = mime.partition("/")
        pesan.add_attachment(isi, maintype=utama, subtype=anak, filename=nama)
    return pesan


def pental(nomor: str, *, tindakan: str = "failed", kode: str = "5.1.1", n: int = 900) -> bytes:
    """A report of a mail server about the message with this Message-ID (RFC 3464)."""
    return f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.contoh.test>
To: dinsos@kotak.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <laporan-{n}@mx.contoh.test>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="batas"

--batas
Content-Type: text/plain

Surat Anda tidak dapat diserahkan.
--batas
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.contoh.test

Final-Recipient: rfc822; nurhayati@contoh.test
Action: {tindakan}
Status: {kode}
Diagnostic-Code: smtp; 550 {kode} User unknown

--batas
Content-Type: text/rfc822-headers

From: dinsos@kotak.test
To: nurhayati@contoh.test
Subject: Tanda terima
Message-ID: {nomor}

--batas--
""".replace("\n", CR).encode()


def rusak(n: int) -> bytes:
    """A message that is broken in one of many ways; the mark PENANDA-nnnn is in every one."""
    tanda = f"PENANDA-{n:04d}".encode()
    ulah = [
        b"",
        b"Subject: " + tanda,
        b"\r\n\r\n" + tanda,
        b"From: a@b.c\r\nSubject: " + tanda + b"\r\n\r\n",
        tanda + b" bukan kepala\r\ntanpa batas " + SISIPAN,
        b"From: =?utf-8?B?!!!?= <x\r\nSubject: =?koi9-z?Q?=ZZ?= " + tanda + b"\r\n\r\nisi \xff\xfe",
        b"Subject: "
        + tanda
        + b" \xc3\x28 \xff\r\nContent-Type: text/plain; charset=tidak-ada\r\n\r\nhalo \xe9",
        b"Subject: "
        + tanda
        + b"\r\nContent-Type: multipart/mixed; boundary=hilang\r\n\r\ntanpa batas apa pun",
        b"Subject: " + tanda + b"\r\nContent-Type: multipart/mixed\r\n\r\n--x\r\n\r\nisi\r\n--x--",
        b"Subject: " + tanda + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@ bukan base64 %%%",
        b"Subject: "
        + tanda
        + b"\r\nContent-Type: text/html\r\n\r\n<p>Satu<script>jahat()</script><p>dua &lt;b&gt;",
        b"From: " + b"(" * 3000 + b"\r\nSubject: " + tanda + b"\r\nContent-Type: ;;;=\r\n\r\nx",
        _berlapis(tanda, 60),
        b"Subject: " + tanda + b"\r\nContent-Type: message/rfc822\r\n\r\nSubject: dalam\r\n\r\nisi dalam",
        b"Subject: " + tanda + b"\r\n" + b"X-Panjang: " + b"a" * 100_000 + b"\r\n\r\nisi",
        b"Subject: " + tanda + b'\r\nContent-Type: application/pkcs7-mime; name="smime.p7m"\r\n\r\nsandi',
    ]
    pesan = ulah[n % len(ulah)]
    return pesan if tanda in pesan else tanda + pesan


def _berlapis(tanda: bytes, dalam: int) -> bytes:
    anak = b"Content-Type: text/plain\r\n\r\npaling dalam"
    for ke in range(dalam):
        pembuka = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (ke, ke)
        anak = pembuka + anak + b"\r\n--b%d--" % ke
    return b"Subject: " + tanda + b"\r\n" + anak


def banyak(jumlah: int) -> list[bytes]:
    """So many different messages: most are good, some have photos or come from machines, a quarter is broken."""
    hasil = []
    for n in range(jumlah):
        if n % 4 == 1:
            hasil.append(rusak(n))
        elif n % 20 == 0:
            hasil.append(bytes(berlampiran(n)))
        elif n % 10 == 2:
            hasil.append(bytes(surat(n, Auto_Submitted="auto-replied")))
        elif n % 10 == 6:
            # The same Message-ID for all of them: what they say differs.
            hasil.append(bytes(surat(n, Message_ID="<sama@contoh.test>")))
        elif n % 10 == 8:
            hasil.append(bytes(surat(n, Message_ID="")))
        else:
            hasil.append(bytes(surat(n)))
    return hasil


def kirim(pesan: EmailMessage | bytes, tiba: str = "2026-11-23T08:00+08:00") -> SurelMasuk:
    """The entry of a message, made as the worker makes it once the server has handed it over."""
    mentah = bytes(pesan)
    saat = datetime.fromisoformat(tiba)
    kotak, _ = KotakSurat.objects.get_or_create(nama="uji", defaults={"sejak": saat})
    letak = LetakSurel.objects.create(
        kotak=kotak, uidvalidity=1, uid=kotak.letak.count() + 1, tiba_pada=saat, ukuran=len(mentah)
    )
    ambil._simpan(letak, mentah, sidik(mentah), "")
    olah()
    letak.refresh_from_db()
    return letak.surel
