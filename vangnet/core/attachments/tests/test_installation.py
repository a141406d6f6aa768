"""Attachments in an installation of its own: copied and brought back, under a new key, and when a server falls."""

import json
import re
import shutil
import time

import pytest

from vangnet.config.tests.house import started, told, vangnet
from vangnet.core.dossiers.tests import apart

pytestmark = pytest.mark.own_database


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    with apart.template(tmp_path_factory.mktemp("template")) as place:
        scene(place, "keeps", "3")
        yield place


def scene(place, name, *arguments) -> dict:
    return told(started(place, "vangnet.core.attachments.tests.scenes", name, *arguments))


def backup(place, folder) -> str:
    ran = vangnet(place, "backup", str(folder))
    assert ran.returncode == 0, ran.stderr
    return re.match(r"Copy (\S+):", ran.stdout)[1]


def lying(place) -> set[str]:
    return {each.name for each in (place / "attachments").iterdir() if each.name != ".lock"}


def test_what_was_lost_or_altered_comes_back_with_the_copy(installation, tmp_path):
    before = scene(installation, "state")
    name = backup(installation, tmp_path / "copies")
    first, second, third = sorted(before["files"])
    (installation / "attachments" / first).unlink()
    (installation / "attachments" / second).write_bytes(b"another")
    scene(installation, "removes", third)
    damaged = scene(installation, "state")

    restored = vangnet(installation, "restore", str(tmp_path / "copies" / name))

    assert before["findings"] == []
    assert before["counted"] == 3
    assert sorted(what for what, _says in damaged["findings"]) == ["attachment altered", "attachment missing"]
    assert restored.returncode == 0, restored.stderr
    assert scene(installation, "state") == before
    assert lying(installation) == {first, second, third}
    told_of = json.loads((tmp_path / "copies" / "attachments" / name / "manifest.json").read_text())
    assert told_of["rows"] == {"files": 3}


def test_a_copy_that_misses_a_file_is_refused_and_nothing_changes(installation, tmp_path):
    """The proof of the night is the same check, so a file that is missing here is heard of the next morning."""
    before = scene(installation, "state")
    missing = sorted(before["files"])[0]
    (installation / "attachments" / missing).unlink()
    name = backup(installation, tmp_path / "copies")

    refused = vangnet(installation, "restore", str(tmp_path / "copies" / name))

    assert refused.returncode == 1
    assert "attachment missing" in refused.stderr
    assert len(lying(installation)) == 2


def test_a_copy_whose_attachments_are_over_their_term_leaves_those_that_are_here(installation, tmp_path):
    before = scene(installation, "state")
    name = backup(installation, tmp_path / "copies")
    shutil.rmtree(tmp_path / "copies" / "attachments" / name)

    restored = vangnet(installation, "restore", str(tmp_path / "copies" / name))

    assert restored.returncode == 0, restored.stderr
    assert "Those that are here stayed" in restored.stdout
    assert scene(installation, "state") == before


def test_under_a_new_key_of_the_installation_every_file_opens(installation):
    before = scene(installation, "state")
    lay = {each.name: each.read_bytes() for each in (installation / "attachments").iterdir()}

    assert vangnet(installation, "keys", "rotate", "--yes").returncode == 0

    assert scene(installation, "state") == before
    assert {each.name: each.read_bytes() for each in (installation / "attachments").iterdir()} == lay


def test_what_was_acknowledged_before_a_server_fell_is_there_and_nothing_else_stays(installation):
    acknowledged = set(scene(installation, "state")["files"])
    for wait in (0.0, 0.01, 0.02, 0.035):
        process = started(installation, "vangnet.core.attachments.tests.scenes", "keeps_on")
        acknowledged |= {process.stdout.readline().strip() for _ in range(2)}
        time.sleep(wait)
        process.kill()
        rest, _errors = process.communicate()
        acknowledged |= set(rest.split("\n")[:-1])

    after = scene(installation, "state")
    assert after["findings"] == []
    assert acknowledged <= set(after["files"])  # one may have been committed and not yet told
    scene(installation, "clears", "0")
    lay = lying(installation)
    scene(installation, "clears", "2")
    assert lying(installation) == set(after["files"]) <= lay
    assert scene(installation, "state") == after
