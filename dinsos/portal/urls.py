"""Addresses of the portal: public pages, and the staff rooms below /kerja/."""

from django.urls import include, path

app_name = "portal"
urlpatterns = [path("kerja/", include("dinsos.portal.urls_kerja"))]
