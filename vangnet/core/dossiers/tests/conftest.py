"""A dozen dossiers that several tests look at, built once for all the tests of a file."""

from contextlib import ExitStack

import pytest
from django.db import connections, transaction

from vangnet.core.dossiers.tests.world import build


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once for all changes, because each is taken back."""
    with django_db_blocker.unblock(), ExitStack() as transactions:
        for alias in connections:
            outer = transaction.atomic(using=alias)
            outer._from_testcase = True  # as Django's own TestCase does: what is durable may be nested here
            transactions.enter_context(outer)
        yield build()
        for alias in connections:
            transaction.set_rollback(True, using=alias)
