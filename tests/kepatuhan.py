"""Which clause of SK 8/2023 is proved by which tests; writes docs/kepatuhan.md.

`python -m tests.kepatuhan` writes the page; tests/rumah/test_kepatuhan.py fails when it is out of date, when a
proved clause has lost its tests, or when a test names an unknown clause. Marks are read from the source, so the
result does not depend on which tests are selected.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
HALAMAN = AKAR / "docs" / "kepatuhan.md"


@dataclass(frozen=True)
class Klausul:
    """One promise: in short, where it is carried out ("" while it is open)."""

    janji: str
    tempat: str = ""

    @property
    def terbukti(self) -> bool:
        return bool(self.tempat)


FORMULIR = "pengaduan/forms.py, dinsos/agenda/formulir, pengaduan/actions.py"
PERMOHONAN = "konsultasi/forms.py, dinsos/agenda/formulir, konsultasi/actions.py"
PIKET = "dinsos/bukutamu, disposisi/meja_tamu.py, dinsos/agenda/kunjungan.py"
SALURAN = (
    "dinsos/bukutamu/surat_lain.py, dinsos/bukutamu/forms_surat.py, pengaduan, konsultasi, templates/portal"
)
DISPOSISI = "disposisi/forms.py, disposisi/actions.py, disposisi/pemberitahuan.py"
KLAUSUL = {
    "PGD-SYARAT-1": Klausul("Full name and address; a proxy may file", FORMULIR),
    "PGD-SYARAT-2": Klausul("Account of the service and of the loss", FORMULIR),
    "PGD-SYARAT-3": Klausul("Requested settlement", FORMULIR),
    "PGD-SYARAT-4": Klausul(
        "Place, time, signature; set out as a letter (PDF)", f"{FORMULIR}, pengaduan/dokumen_pengaduan.py"
    ),
    "PGD-SYARAT-5": Klausul("Report to piket, be led to the room, meet the officer", PIKET),
    "PGD-PROSEDUR-1": Klausul("Written complaint by any channel", SALURAN),
    "PGD-PROSEDUR-2": Klausul(
        "Disposition: can it be handled, mode, officer; time and method online", DISPOSISI
    ),
    "PGD-PROSEDUR-3": Klausul("Face to face by way of the piket desk", PIKET),
    "PGD-WAKTU-1": Klausul(
        "Follow-up begins within 1 day, carried out within 3 days",
        "dinsos/sla, dinsos/agenda/tenggat_surat.py, dinsos/agenda/pesan.py, disposisi/actions.py",
    ),
    "PGD-WAKTU-2": Klausul("A guest is led to the officer within 1 hour", PIKET),
    "PGD-BIAYA": Klausul("Free of charge", "templates/dasar.html, templates/pengaduan, templates/pesan"),
    "PGD-PRODUK": Klausul(
        "Settlement, and better service", "pengaduan/actions.py, dinsos/dokumen, dinsos/laporan/perbaikan.py"
    ),
    "PGD-KANAL": Klausul("Desk, box, e-mail, SP4N-LAPOR!, WhatsApp", SALURAN),
    "KSL-SYARAT-1": Klausul("Identity of the applicant, contact, e-mail", PERMOHONAN),
    "KSL-SYARAT-2": Klausul("Matter of the consultation", PERMOHONAN),
    "KSL-SYARAT-3": Klausul("Purpose and aim", PERMOHONAN),
    "KSL-SYARAT-4": Klausul("Copy of an identity card", f"{PERMOHONAN}, dinsos/agenda/identitas.py"),
    "KSL-SYARAT-5": Klausul("Guest registration at the piket desk", PIKET),
    "KSL-SYARAT-6": Klausul(
        "Letter from the head of the institution", f"{PERMOHONAN}, konsultasi/penanganan.py"
    ),
    "KSL-SYARAT-7": Klausul("Identity card is shown", PIKET),
    "KSL-PROSEDUR-1": Klausul("Letter of request to the Kepala Dinas", SALURAN),
    "KSL-PROSEDUR-2": Klausul(
        "Receipt by page, PDF and message, for both services",
        "dinsos/agenda/formulir, dinsos/agenda/dokumen_surat.py, dinsos/agenda/pesan.py",
    ),
    "KSL-PROSEDUR-3": Klausul("Disposition: who, whether, which mode", DISPOSISI),
    "KSL-PROSEDUR-4": Klausul(
        "Answer letter with schedule and contact person", f"{DISPOSISI}, dinsos/dokumen, dinsos/notifikasi"
    ),
    "KSL-PROSEDUR-5": Klausul("Walk-in with the papers", PIKET),
    "KSL-PROSEDUR-6": Klausul("Guest book, then the head's disposition", PIKET),
    "KSL-PROSEDUR-7": Klausul("Piket passes on the confirmation", PIKET),
    "KSL-PROSEDUR-8": Klausul("The guest is led to the meeting room", PIKET),
    "KSL-PROSEDUR-9": Klausul(
        "Consultation by the assigned officer; minutes",
        "dinsos/bukutamu/meja.py, konsultasi/penanganan.py, konsultasi/dokumen_konsultasi.py",
    ),
    "KSL-WAKTU-1": Klausul(
        "Answer within 1 day, held within 3 days",
        "dinsos/sla, dinsos/agenda/tenggat_surat.py, dinsos/agenda/pesan.py, konsultasi/penanganan.py",
    ),
    "KSL-WAKTU-2": Klausul("A guest is led to the officer within 1 hour", PIKET),
    "KSL-BIAYA": Klausul("Free of charge", "templates/dasar.html, templates/konsultasi, templates/pesan"),
    "KSL-PRODUK": Klausul("Answer letter and/or data", "konsultasi/penanganan.py, dinsos/dokumen"),
    "KSL-KANAL": Klausul("Same channels", SALURAN),
}


def uji_per_klausul() -> dict[str, list[str]]:
    """For each clause named by a `sk` mark: the tests ("path::name"), sorted."""
    peta: dict[str, set[str]] = {}
    for berkas in sorted((AKAR / "tests").rglob("test_*.py")):
        pohon = ast.parse(berkas.read_text(encoding="utf-8"))
        jalur = berkas.relative_to(AKAR).as_posix()
        semodul = [
            k for simpul in pohon.body if isinstance(simpul, ast.Assign) for k in _klausul(simpul.value)
        ]
        for simpul in ast.walk(pohon):
            if isinstance(simpul, ast.FunctionDef) and simpul.name.startswith("test_"):
                for klausul in [*semodul, *(k for hias in simpul.decorator_list for k in _klausul(hias))]:
                    peta.setdefault(klausul, set()).add(f"{jalur}::{simpul.name}")
    return {klausul: sorted(uji) for klausul, uji in sorted(peta.items())}


def _klausul(simpul: ast.AST) -> list[str]:
    """Clause IDs of every `pytest.mark.sk(…)` call inside an expression."""
    return [
        argumen.value
        for panggilan in ast.walk(simpul)
        if isinstance(panggilan, ast.Call) and ast.unparse(panggilan.func) == "pytest.mark.sk"
        for argumen in panggilan.args
        if isinstance(argumen, ast.Constant)
    ]


def halaman() -> str:
    """The text of docs/kepatuhan.md."""
    peta = uji_per_klausul()
    terbukti = sum(k.terbukti for k in KLAUSUL.values())
    baris = [
        "# Compliance with SK No. 8 Tahun 2023",
        "",
        "Generated by `python -m tests.kepatuhan`; do not edit. A clause is proved when everything in its row",
        "of the service standard works and the tests named here pass; tests under an open clause prove a part.",
        "",
        f"Proved: {terbukti} of {len(KLAUSUL)}.",
        "",
        "| Clause | Promise | State | Carried out in | Tests |",
        "|---|---|---|---|---|",
    ]
    for nama, klausul in KLAUSUL.items():
        uji = "<br>".join(f"`{satu}`" for satu in peta.get(nama, []))
        keadaan = "**proved**" if klausul.terbukti else "open"
        baris.append(f"| {nama} | {klausul.janji} | {keadaan} | {klausul.tempat} | {uji} |")
    return "\n".join(baris) + "\n"


if __name__ == "__main__":
    HALAMAN.write_text(halaman(), encoding="utf-8")
