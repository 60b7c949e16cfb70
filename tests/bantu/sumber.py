"""The product's own Python source, for tests that read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent.parent
KAMAR_ATAS = ("dinsos", "pengaduan", "konsultasi", "disposisi")


def berkas_produk() -> Iterator[Path]:
    """Every Python file of the product (tests and tools aside)."""
    for kamar in KAMAR_ATAS:
        yield from sorted((AKAR / kamar).rglob("*.py"))


def nama_modul(berkas: Path) -> str:
    """dinsos/agenda/models.py → "dinsos.agenda.models"; a package's __init__.py is the package."""
    bagian = berkas.relative_to(AKAR).with_suffix("").parts
    return ".".join(bagian[:-1] if bagian[-1] == "__init__" else bagian)


def dokumentasi(pohon: ast.AST) -> set[int]:
    """Identities of the string nodes that are docstrings."""
    hasil = set()
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            awal = simpul.body[0] if simpul.body else None
            if isinstance(awal, ast.Expr) and isinstance(awal.value, ast.Constant):
                hasil.add(id(awal.value))
    return hasil


def nama_panggilan(simpul: ast.Call) -> str:
    """The last part of what is called: `apps.get_model(...)` → "get_model"."""
    if isinstance(simpul.func, ast.Attribute):
        return simpul.func.attr
    return simpul.func.id if isinstance(simpul.func, ast.Name) else ""
