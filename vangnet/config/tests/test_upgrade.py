"""From every released version: its own data, brought up to date by today's program, and nothing is lost.

Each release has its data in `released/`, made by its own program; its README says how.
"""

import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from vangnet.core.backups.postgresql import program

from .house import own_databases, scene, vangnet

pytestmark = pytest.mark.own_database

RELEASED = Path(__file__).parent / "released"
CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"
# What the data of a release hold, by its own counts.
HELD = {"0.1.0": {"dossiers": 155, "entries": 1025, "readings": 86, "seals": 2, "destroyed": 1}}
IN_EARNEST = {
    "DJANGO_SETTINGS_MODULE": "vangnet.config.settings",
    "VANGNET_SECURE": "0",
    "VANGNET_DEMO": "1",
    "VANGNET_HOSTS": "testserver localhost",
}


def _released() -> list[str]:
    return re.findall(r"^## (\d+\.\d+\.\d+) - (?!in de maak)", CHANGELOG.read_text(), re.MULTILINE)


def test_every_release_in_the_changelog_has_its_data_here():
    assert _released()
    for version in _released():
        assert {"sqlite.tar.xz", "postgresql.tar.xz", "README.md"} <= {
            each.name for each in (RELEASED / version).iterdir()
        }, version
    assert set(HELD) == set(_released())


@pytest.fixture(params=sorted(HELD))
def upgraded(request, tmp_path):
    """The data of a release in an installation of its own; not brought up to date yet."""
    place = tmp_path / "old"
    with own_databases(place) as addresses:
        (_fill_postgresql if addresses else _fill_sqlite)(RELEASED / request.param, place, addresses)
        yield request.param, place


def _fill_sqlite(release: Path, place: Path, _addresses: list[str]) -> None:
    with tarfile.open(release / "sqlite.tar.xz") as archive:
        archive.extractall(place, filter="data")


def _fill_postgresql(release: Path, place: Path, addresses: list[str]) -> None:
    with tarfile.open(release / "postgresql.tar.xz") as archive:
        archive.extractall(place, filter="data")
    (place / "keys").mkdir()
    shutil.move(place / "installation.key", place / "keys")
    for address, name in zip(addresses, ("main.sql", "keys.sql"), strict=True):
        subprocess.run(
            [
                program("psql", 15),
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                f"--dbname={address}",
                f"--file={place / name}",
            ],
            check=True,
            capture_output=True,
        )
        (place / name).unlink()


def test_everything_that_was_recorded_is_there_opens_and_verifies(upgraded):
    version, place = upgraded

    told = scene(place, "upgrade", **IN_EARNEST)

    assert told["findings"] == []
    assert told["held"] == HELD[version]
    assert told["texts"] > HELD[version]["entries"] / 2
    assert {"de", "het", "een"} <= set(told["words"]), "words that can be read"
    assert not told["old_sessions"], "cookies of before that nobody hid"


def test_who_signed_in_before_signs_in_with_the_same_password(upgraded):
    _version, place = upgraded
    scene(place, "upgrade", **IN_EARNEST)

    told = scene(place, "signs_in", **IN_EARNEST)

    assert told == {"right": 302, "wrong": 200}


def test_the_old_data_are_copied_and_restored_by_todays_program(upgraded, tmp_path):
    version, place = upgraded
    scene(place, "upgrade", **IN_EARNEST)

    assert vangnet(place, "backup", str(tmp_path / "copies")).returncode == 0
    restored = vangnet(place, "restore", str(tmp_path / "copies"))

    assert restored.returncode == 0, restored.stderr
    assert f"{HELD[version]['dossiers']} dossiers" in restored.stdout


def test_a_report_is_made_in_the_old_data_and_it_still_verifies(upgraded):
    version, place = upgraded
    scene(place, "upgrade", **IN_EARNEST)

    told = scene(place, "reports_in_old_data", **IN_EARNEST)

    assert told["findings"] == []
    assert told["dossiers"] == HELD[version]["dossiers"] + 1
