"""The demo accounts. Everybody knows their password, so production never lets them sign in (`demo=True`)."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from dinsos.agenda import rahasia
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Pengguna, Peran

SANDI = "tenun-pasarwajo"  # printed by `make run`; useless outside the demo

# username, role, name, rank, position, NIP, phone
AKUN = [
    (
        "kepala",
        Peran.KEPALA_DINAS,
        "Drs. La Ode Syarifuddin Kaimuddin, M.Si.",
        "Pembina Utama Muda (IV/c)",
        "Kepala Dinas Sosial",
        "196904121994031006",
        "+6281200000101",
    ),
    (
        "sekretaris",
        Peran.SEKRETARIS,
        "Hj. Wa Ode Nurhasanah, S.E., M.M.",
        "Pembina Tingkat I (IV/b)",
        "Sekretaris Dinas Sosial",
        "197308171998032004",
        "+6281200000102",
    ),
    (
        "petugas1",
        Peran.PETUGAS,
        "Wa Ode Sitti Rahma, S.Sos.",
        "Penata Tingkat I (III/d)",
        "Kepala Seksi Jaminan Sosial Keluarga",
        "198105232006042011",
        "+6281200000103",
    ),
    (
        "petugas2",
        Peran.PETUGAS,
        "La Ode Abdul Rauf, S.Tr.Sos.",
        "Penata (III/c)",
        "Pekerja Sosial Ahli Muda",
        "198611092010011008",
        "+6281200000104",
    ),
    (
        "petugas3",
        Peran.PETUGAS,
        "Wa Ina Marlina, S.Kom.",
        "Penata Muda Tingkat I (III/b)",
        "Pengelola Data Kesejahteraan Sosial",
        "199202152015032005",
        "+6281200000105",
    ),
    (
        "piket",
        Peran.PIKET,
        "La Ode Ridwan",
        "Pengatur Muda (II/a)",
        "Petugas Piket dan Pelayanan Tamu",
        "199507302020121003",
        "+6281200000106",
    ),
    (
        "pengelola",
        Peran.PENGELOLA,
        "Muhamad Ikbal, S.T.",
        "Penata Muda (III/a)",
        "Pranata Komputer",
        "199310042019031007",
        "+6281200000107",
    ),
]


def buat() -> dict[str, Pengguna]:
    """Make the accounts; returns them by username. One password hash serves all of them."""
    sandi = make_password(SANDI)
    hasil = {}
    for username, peran, nama, pangkat, jabatan, nip, telepon in AKUN:
        orang = Pengguna(
            username=username,
            password=sandi,
            nama=nama,
            pangkat=pangkat,
            jabatan=jabatan,
            nip=nip,
            telepon=telepon,
            email=f"{username}@dinsos.example",
            demo=True,
        )
        orang._change_reason = "akun peraga dari muat_demo"
        orang.save()
        orang.groups.add(Group.objects.get(name=peran))
        hasil[username] = orang
    return hasil


def tabel() -> str:
    """The demo accounts that are there, for the terminal; empty when there are none."""
    akun = list(Pengguna.objects.filter(demo=True, is_active=True).order_by("pk"))
    if not akun:
        return ""
    lebar = max(len(satu.username) for satu in akun)
    baris = [f"  {satu.username:<{lebar}}  {satu.jabatan} – {satu.nama}" for satu in akun]
    return "\n".join([f"Akun peraga (kata sandi semuanya: {SANDI}):", *baris, *_contoh_lacak()])


def _contoh_lacak() -> list[str]:
    """Letters with their secrets, so that a visitor can be the citizen: an open question, a closed one, data."""
    contoh = [
        SuratMasuk.objects.filter(pertanyaan__dijawab_pada=None, pertanyaan__isnull=False, ditutup_pada=None),
        SuratMasuk.objects.filter(status=Status.SELESAI),
        SuratMasuk.objects.filter(konsultasi__penyerahan__isnull=False),
    ]
    surat = [satu for satu in (isi.order_by("pk").first() for isi in contoh) if satu]
    baris = [f"  nomor {satu.nomor}  kode rahasia {rahasia.kode(satu)}" for satu in surat]
    return ["Surat contoh untuk dilacak:", *baris] if baris else []
