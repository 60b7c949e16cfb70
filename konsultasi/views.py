"""The public page of the consultation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinsos.akun.peran import publik
from dinsos.inti import jam
from dinsos.sla.layanan import lama_janji


@publik
@require_safe
def cara(request: HttpRequest) -> HttpResponse:
    """Requirements, procedure and deadlines in plain words, and how to apply (KSL clauses)."""
    return render(request, "konsultasi/cara.html", {"janji": lama_janji(pada=jam.hari_ini())})
