"""The tests here make promises of their own; what the slices declare is tested in the slices."""

import pytest

from .promises import nothing_declared


@pytest.fixture(autouse=True)
def own_promises_alone(monkeypatch):
    nothing_declared(monkeypatch)
