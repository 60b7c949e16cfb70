"""The one settings module; everything that differs between machines comes from the environment.

`DINSOS_MODE` says what kind of installation this is:

- `produksi` (the default): nothing is assumed; `dinsos.checks` refuses unsafe or missing configuration.
- `demo`: `make run` on one machine, demo accounts, messages printed instead of sent ("simulasi").
- `uji`: the test suite; fast password hashing and a clock that tests can move.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
if env.str("DINSOS_MODE", "") != "uji":  # tests never depend on a developer's .env
    env.read_env(BASE_DIR / ".env", recurse=False)

SALAH_TULIS: list[str] = []  # variables that can't be read; `dinsos.checks` says so and refuses to start


def baca(cara, nama: str, bawaan):
    """The variable read by one of environs' methods, or `bawaan` when what it holds can't be read."""
    try:
        return cara(nama, bawaan)
    except EnvError:
        SALAH_TULIS.append(nama)
        return cara("", bawaan)


MODE = env.str("DINSOS_MODE", "produksi")
MODE_DEMO = MODE == "demo"
MODE_UJI = MODE == "uji"
MODE_PRODUKSI = not (MODE_DEMO or MODE_UJI)

DEBUG = baca(env.bool, "DINSOS_DEBUG", False)
SECRET_KEY = env.str("KUNCI_DJANGO", "") or "kunci-belum-diatur"
KUNCI_RAHASIA = env.str("KUNCI_RAHASIA", "") or "kunci-belum-diatur"
ALLOWED_HOSTS = env.list(
    "DINSOS_HOST", [] if MODE_PRODUKSI else ["127.0.0.1", "localhost", "[::1]", "testserver"]
)
ALAMAT_SITUS = env.str("DINSOS_ALAMAT", f"http://127.0.0.1:{baca(env.int, 'PORT', 8000)}").rstrip("/")

INSTALLED_APPS = [
    "dinsos.akun.situs.KonfigurasiAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "axes",
    "csp",
    "dinsos.inti",
    "dinsos.akun",
    "dinsos.sla",
    "dinsos.berkas",
    "dinsos.notifikasi",
    "dinsos.dokumen",
    "dinsos.agenda",
    "disposisi",
    "pengaduan",
    "konsultasi",
    "dinsos.bukutamu",
    "dinsos.laporan",
    "dinsos.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dinsos.inti.antar.KompresiMiddleware",
    "dinsos.inti.antar.SimpananMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dinsos.akun.tengah.WajibMasukMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "dinsos.inti.tengah.GalatAturanMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dinsos.urls"
WSGI_APPLICATION = "dinsos.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["dinsos.inti.templatetags.bawaan"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dinsos.inti.konteks.situs",
                "dinsos.portal.konteks.staf",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- database ---------------------------------------------------------------------------------
DATABASES = {
    "default": baca(env.dj_db_url, "DATABASE_URL", f"sqlite:///{BASE_DIR / 'data' / 'dinsos.sqlite3'}")
}
SQLITE_DIIZINKAN = baca(env.bool, "DINSOS_SQLITE", False)  # production on SQLite, on purpose
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    (BASE_DIR / "data").mkdir(mode=0o700, exist_ok=True)
    DATABASES["default"]["ENGINE"] = "dinsos.inti.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # What the office reads stays in memory: with the default of 4 PostgreSQL reads tables instead of an index.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
KUERI_SIAP_DI_SERVER = baca(env.bool, "DINSOS_DB_SIAP", True)  # off behind a pooler that shares connections
DATABASES["default"]["CONN_MAX_AGE"] = baca(env.int, "DINSOS_DB_UMUR", 600)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "akun.Pengguna"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "dinsos.akun.autentikasi.BackendPengguna"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "nama", "email", "nip")},
    },
    {
        "NAME": "dinsos.akun.sandi.PanjangSandi",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if MODE_UJI:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "akun:masuk"
LOGIN_REDIRECT_URL = "portal:kerja"
LOGOUT_REDIRECT_URL = "portal:beranda"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
SESSION_ENGINE = "dinsos.akun.sesi"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "akun/terkunci.html"
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_ENABLE_ADMIN = False
PROKSI = baca(env.int, "DINSOS_PROKSI", 0)  # trusted reverse proxies in front of gunicorn
AXES_CLIENT_IP_CALLABLE = "dinsos.inti.klien.alamat_klien"
SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = False

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
JAM_BERKAS = env.str("JAM_BERKAS", "")

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "data" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not MODE_UJI
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE_UJI  # tests need no collectstatic
BERKAS_ROOT = Path(env.str("BERKAS_ROOT", str(BASE_DIR / "data" / "berkas")))
BERKAS_UKURAN_MAKS = 8 * 1024 * 1024
BERKAS_PIKSEL_MAKS = 40_000_000
BERKAS_HALAMAN_MAKS = 50
# Days after closing until the copy of an identity document is deleted (konsultasi.retensi).
IDENTITAS_SIMPAN_HARI = baca(env.int, "DINSOS_IDENTITAS_HARI", 30)
# Days until the guest book forgets who a visitor without a case was (dinsos.bukutamu.retensi).
BUKU_TAMU_SIMPAN_HARI = baca(env.int, "DINSOS_BUKU_TAMU_HARI", 365)
# Files and bytes that one network address may upload in an hour.
BERKAS_ALAMAT_JUMLAH = baca(env.int, "DINSOS_BERKAS_ALAMAT_JUMLAH", 120)
BERKAS_ALAMAT_UKURAN = baca(env.int, "DINSOS_BERKAS_ALAMAT_MB", 300) * 1024 * 1024
# Letters in an hour from one network address, and from one browser or phone number; shortest time in a form.
SURAT_ALAMAT_JUMLAH = baca(env.int, "DINSOS_SURAT_ALAMAT", 120)
SURAT_NOMOR_JUMLAH = baca(env.int, "DINSOS_SURAT_NOMOR", 30)
FORMULIR_DETIK = baca(env.int, "DINSOS_FORMULIR_DETIK", 10)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 12

# --- messages ---------------------------------------------------------------------------------
EMAIL_CARA = env.str("DINSOS_EMAIL", "smtp" if MODE_PRODUKSI else "console")
EMAIL_SIMULASI = EMAIL_CARA != "smtp"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_CARA == 'smtp' else 'console'}.EmailBackend"
EMAIL_HOST = env.str("DINSOS_EMAIL_HOST", "")
EMAIL_PORT = baca(env.int, "DINSOS_EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("DINSOS_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("DINSOS_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = baca(env.bool, "DINSOS_EMAIL_TLS", MODE_PRODUKSI)
EMAIL_TIMEOUT = 10
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = env.str("DINSOS_EMAIL_DARI", "Dinas Sosial Kabupaten Buton <dinassosialbuton@gmail.com>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# What the public reads about the office where it differs from what was published (dinsos.inti.konteks).
_KANTOR = {
    "alamat": env.str("DINSOS_KANTOR_ALAMAT", ""),
    "telepon": env.str("DINSOS_KANTOR_TELEPON", ""),
    "whatsapp": env.str("DINSOS_KANTOR_WHATSAPP", ""),
    "email": env.str("DINSOS_KANTOR_EMAIL", ""),
    "lapor": env.str("DINSOS_KANTOR_LAPOR", ""),
}
KANTOR_UBAHAN = {nama: nilai for nama, nilai in _KANTOR.items() if nilai}

# The mailbox to which people write; without a host none is read (dinsos.bukutamu.kotak).
IMAP_HOST = env.str("DINSOS_IMAP_HOST", "")
IMAP_TLS = env.str("DINSOS_IMAP_TLS", "ssl")  # ssl, starttls or tidak
IMAP_PORT = baca(env.int, "DINSOS_IMAP_PORT", 993 if IMAP_TLS == "ssl" else 143)
IMAP_USER = env.str("DINSOS_IMAP_USER", "")
IMAP_PASSWORD = env.str("DINSOS_IMAP_PASSWORD", "")
IMAP_FOLDER = env.str("DINSOS_IMAP_FOLDER", "INBOX")
IMAP_SEJAK = baca(env.date, "DINSOS_IMAP_SEJAK", None)  # messages of earlier days are left alone
# Days after the desk's decision until the text of a message is deleted that did not become a letter.
IMAP_SIMPAN_HARI = baca(env.int, "DINSOS_IMAP_SIMPAN_HARI", 30)

# Hosts (and what is below them) to which a meeting's link may lead; an empty list takes every host.
TAUTAN_HOST = env.list(
    "DINSOS_TAUTAN_HOST",
    [
        "meet.google.com",
        "zoom.us",
        "teams.microsoft.com",
        "teams.live.com",
        "meet.jit.si",
        "call.whatsapp.com",
        "wa.me",
    ],
)

# --- transport and browser --------------------------------------------------------------------
HTTPS = baca(env.bool, "DINSOS_HTTPS", MODE_PRODUKSI)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROKSI else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [ALAMAT_SITUS] if ALAMAT_SITUS.startswith("https://") else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["konsol"], "level": "INFO" if not MODE_UJI else "WARNING"},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
    },
}
