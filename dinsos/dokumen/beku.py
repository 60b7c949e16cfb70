"""The database's own guard over letters that went out, for whoever writes past the models.

A migration that changes the table on SQLite makes it anew without its guards and has to call `pasang` and
`pasang_hapus` again; a test notices when it was forgotten.
"""

BEKU = (
    *("id", "kasus", "jenis", "perihal", "nomor", "tahun", "tanggal", "data", "kop", "kode"),
    *("versi_templat_id", "dibuat_oleh_id", "dibuat_pada", "terbit_pada"),
)
"""Columns that stay as they are once a letter is out."""
_TABEL = "dokumen_suratkeluar"
_PESAN = "surat yang terbit tidak boleh diubah"
_PESAN_HAPUS = "surat yang terbit tidak boleh dihapus"


def pasang(apps, schema_editor) -> None:
    """Install the guard; for `RunPython` of a migration."""
    buat = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for pernyataan in buat():
        schema_editor.execute(pernyataan)


def lepas(apps, schema_editor) -> None:
    """Take the guard off again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS dokumen_surat_beku ON {_TABEL}")
        schema_editor.execute("DROP FUNCTION IF EXISTS dokumen_surat_beku()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS dokumen_surat_beku")


def pasang_hapus(apps, schema_editor) -> None:
    """Install the guard against deleting; for `RunPython` of a migration."""
    beku = "OLD.keadaan <> 'konsep'"
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION dokumen_surat_tetap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {beku} THEN RAISE EXCEPTION '{_PESAN_HAPUS}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN OLD; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER dokumen_surat_tetap BEFORE DELETE ON {_TABEL} "
            "FOR EACH ROW EXECUTE FUNCTION dokumen_surat_tetap()"
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER dokumen_surat_tetap BEFORE DELETE ON {_TABEL} WHEN {beku} "
            f"BEGIN SELECT RAISE(ABORT, '{_PESAN_HAPUS}'); END"
        )


def lepas_hapus(apps, schema_editor) -> None:
    """Take the guard against deleting off again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS dokumen_surat_tetap ON {_TABEL}")
        schema_editor.execute("DROP FUNCTION IF EXISTS dokumen_surat_tetap()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS dokumen_surat_tetap")


def _berubah(beda: str) -> str:
    """The condition under which a change of a row is refused; `beda` is the database's "is not the same"."""
    beku = " OR ".join(f"NEW.{kolom} {beda} OLD.{kolom}" for kolom in BEKU)
    pdf = f"OLD.sha256 <> '' AND (NEW.sha256 {beda} OLD.sha256 OR NEW.berkas_id {beda} OLD.berkas_id)"
    akhir = f"OLD.keadaan <> 'terbit' AND NEW.keadaan {beda} OLD.keadaan"
    return f"OLD.keadaan <> 'konsep' AND (({beku}) OR ({pdf}) OR ({akhir}) OR NEW.keadaan = 'konsep')"


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER dokumen_surat_beku BEFORE UPDATE ON {_TABEL} WHEN {_berubah('IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{_PESAN}'); END"
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE FUNCTION dokumen_surat_beku() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_berubah('IS DISTINCT FROM')} THEN "
        f"RAISE EXCEPTION '{_PESAN}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER dokumen_surat_beku BEFORE UPDATE ON {_TABEL} "
        "FOR EACH ROW EXECUTE FUNCTION dokumen_surat_beku()",
    ]
