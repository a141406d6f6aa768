"""The disk is full or may not be written: everybody is told, nothing is half there, and it goes on later."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

import pytest

from bench.browser import Refused
from bench.load import LIST

from .afterwards import amiss
from .conftest import Reporter, at_work, environment, refused
from .disk import LimitedFiles, SmallDisk, make_read_only, may_mount, mounted
from .house import SERVE, House

needs_mount = pytest.mark.skipif(not may_mount(), reason="this account may not mount a disk of its own")
FORMS = 40  # more than fit into what is left of a page on the disk


def _until_it_is_full(teacher: Reporter, forms: list[dict[str, object]]) -> tuple[dict[str, str], int]:
    """What was acknowledged before the first form that was refused, and which that was."""
    told = {}
    for place, form in enumerate(forms):
        try:
            told[str(form["text"])] = teacher.send(form)
        except Refused:
            return told, place
    raise AssertionError("the disk was never full")


def _is_whole(house: House, told: dict[str, str]) -> None:
    house.run("-m", "vangnet", "verify", "--open")
    found = json.loads(house.run("-m", "faults.afterwards", told=json.dumps(told)))
    assert found.pop("acknowledged") == len(told)
    assert amiss(found) == {}


def _fills_up_and_goes_on(house: House, teacher: Reporter, disk: SmallDisk | LimitedFiles) -> None:
    workers, forms = house.workers, [teacher.form() for _ in range(FORMS)]
    disk.fill()
    told, full = _until_it_is_full(teacher, forms)
    with refused(teacher) as page:
        teacher.send(forms[full])
    assert str(forms[full]["token"]) in page[0]
    assert "Traceback" not in page[0]
    disk.free()
    told |= {str(form["text"]): teacher.send(form) for form in forms[full:]}

    assert house.workers == workers, "no worker was started anew"
    assert len(told) == len(set(told.values())) == FORMS
    _is_whole(house, told)


@pytest.fixture
def disk(made: Path, tmp_path: Path) -> Iterator[SmallDisk]:
    with mounted(tmp_path / "data", megabytes=48) as small:
        copytree(made, small.place, dirs_exist_ok=True)
        yield small


@needs_mount
def test_a_disk_that_is_full(disk: SmallDisk, tmp_path: Path) -> None:
    with at_work(environment(disk.place), tmp_path) as (house, teacher):
        _fills_up_and_goes_on(house, teacher, disk)


@needs_mount
def test_only_the_disk_of_the_key_store_is_full(made: Path, tmp_path: Path) -> None:
    """No dossier is opened of which the key could not be stored, and reading goes on."""
    copytree(made, tmp_path / "data")
    with ExitStack() as stack:
        keys = stack.enter_context(mounted(tmp_path / "data" / "keys", megabytes=4))
        copytree(made / "keys", keys.place, dirs_exist_ok=True)
        house, teacher = stack.enter_context(at_work(environment(tmp_path / "data"), tmp_path))
        _fills_up_and_goes_on(house, teacher, keys)
        keys.fill()
        teacher.get(LIST)
        keys.free()


def test_files_that_may_not_grow(on_sqlite: dict[str, str], tmp_path: Path) -> None:
    """As with a quota; this one needs no right to mount anything."""
    data = Path(on_sqlite["VANGNET_DATA"])
    with at_work(on_sqlite, tmp_path) as (house, teacher):
        logs = (data / "vangnet.sqlite3-wal", data / "keys" / "keys.sqlite3-wal")  # there since signing in
        _fills_up_and_goes_on(house, teacher, LimitedFiles(logs, lambda: house.workers))


@needs_mount
def test_a_start_on_a_disk_that_may_not_be_written_says_so(disk: SmallDisk) -> None:
    make_read_only(disk.place)
    ended = subprocess.run(
        [*SERVE, "--port", "0"], env=environment(disk.place), capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "VANGNET_DATA" in ended.stderr
