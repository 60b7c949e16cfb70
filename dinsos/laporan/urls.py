"""Addresses of the reports."""

from django.urls import path

from dinsos.laporan import views

app_name = "laporan"
urlpatterns = [path("tenggat/", views.tenggat, name="tenggat")]
