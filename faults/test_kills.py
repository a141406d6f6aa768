"""A few kills of each kind on each database; `make faults` does a hundred (docs/faults.md)."""

import os
from pathlib import Path

import pytest

from bench.postgresql import NoPostgreSQL, find_programs

from . import kills
from .kills import EVERYTHING, ON_POSTGRESQL, ON_SQLITE

FEW = {"sqlite": len(ON_SQLITE), "postgresql": len(ON_POSTGRESQL)}


@pytest.mark.parametrize("database", sorted(FEW))
def test_what_was_acknowledged_is_there_once_after_the_server_was_killed_at_work(
    database: str, tmp_path: Path
) -> None:
    if database == "postgresql":
        _skip_without_postgresql()
    outcome = kills.run(database, FEW[database], tmp_path, mails=20)

    assert outcome.kills[EVERYTHING] == FEW[database]
    assert outcome.found.pop("acknowledged") >= 8 * FEW[database]
    assert outcome.found.pop("keys that open nothing") <= sum(outcome.kills.values()) * kills.TEACHERS
    assert set(outcome.found.values()) == {0}, outcome.found
    assert (outcome.damaged, outcome.refused, outcome.others) == ([], [], 0)
    assert outcome.again > 0, "no kill struck while somebody waited for an answer"
    assert outcome.mails >= 20
    assert outcome.repeated <= sum(outcome.kills.values()), (
        "a mail is repeated only when its sender was killed"
    )
    assert outcome.checked == (FEW[database] if database == "sqlite" else 0)
    assert "dossiers" in outcome.verified, "verify --open found nothing wrong, and had something to look at"


def _skip_without_postgresql() -> None:
    try:
        find_programs()
    except NoPostgreSQL as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))
