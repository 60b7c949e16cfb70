"""Outgoing letters, and what stands on every sheet of paper."""

from dinsos.dokumen.models_kop import KopSurat

__all__ = ["KopSurat"]
