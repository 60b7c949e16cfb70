"""Addresses of the consultation."""

from django.urls import path

from konsultasi import views

app_name = "konsultasi"
urlpatterns = [path("", views.cara, name="cara")]
