"""Invented cases in bulk, for measuring at scale only; never in production, never next to real letters."""
