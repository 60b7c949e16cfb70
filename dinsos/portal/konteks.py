"""Context of staff pages."""


def staf(request) -> dict:
    """Menu and warnings for staff; nothing for citizens."""
    return {}
