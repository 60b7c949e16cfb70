def wajib_aman() -> None:
    """Refuse to start on unsafe configuration."""
