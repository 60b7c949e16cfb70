"""Fixtures of the public pages."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _tanpa_simpanan():
    """The numbers on the home page are kept for five minutes; no test sees those of another."""
    cache.clear()
    yield
    cache.clear()
