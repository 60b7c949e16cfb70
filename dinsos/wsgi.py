"""WSGI entry point; refuses to start on unsafe configuration (`dinsos.checks`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
application = get_wsgi_application()

from dinsos.checks import wajib_aman  # noqa: E402  (settings must be loaded first)

wajib_aman()
