"""`vangnet keys rotate`, on an installation of its own: killed with SIGKILL, and while others go on working."""

import base64
import time

import pytest

from vangnet.core.dossiers.tests import apart

from .house import reporting, scene, started, vangnet

pytestmark = pytest.mark.own_database


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    with apart.template(tmp_path_factory.mktemp("template")) as place:
        scene(place, "reports", "60")
        yield place


def _files(place):
    return sorted(file.name for file in (place / "keys").glob("installation*"))


def test_killed_again_and_again_it_loses_nothing_and_comes_to_its_end(installation):
    before = scene(installation, "state")
    old = (installation / "keys" / "installation.key").read_bytes()
    following = installation / "keys" / "installation.key.new"

    for attempt in range(5):
        process = started(installation, "vangnet", "keys", "rotate", "--yes")
        ends = time.monotonic() + 60
        # The first is killed as soon as there is a new key, the next ones later and later in their work.
        while attempt == 0 and not following.exists() and time.monotonic() < ends:
            time.sleep(0.001)
        if attempt:
            process.stdout.readline()  # the new key is shown just before the work begins
            time.sleep(0.03 * (attempt - 1))
        process.kill()
        process.communicate()
        assert scene(installation, "state") == before, attempt

    assert vangnet(installation, "keys", "rotate", "--yes").returncode == 0
    assert scene(installation, "state") == before
    assert _files(installation) == ["installation.key"]
    assert (installation / "keys" / "installation.key").read_bytes() != old


def test_who_works_meanwhile_notices_nothing(installation, tmp_path):
    with reporting(installation, tmp_path / "stop", people=2) as reported:
        for _ in range(2):
            assert vangnet(installation, "keys", "rotate", "--yes").returncode == 0

    state = scene(installation, "state")
    assert state["findings"] == []
    assert len(reported) > 10
    assert set(reported) <= set(state["references"])


def test_the_new_key_is_shown_to_be_kept_and_read_back_before_anything_changes(installation):
    key = installation / "keys" / "installation.key"
    old = key.read_bytes()

    refused = vangnet(installation, "keys", "rotate", typed="wrong\n")
    shown = refused.stdout.splitlines()[0]

    assert refused.returncode == 2
    assert key.read_bytes() == old
    agreed = vangnet(installation, "keys", "rotate", typed=f"{shown[-7:-1]}\n")
    assert agreed.returncode == 0, agreed.stderr
    assert key.read_bytes() == base64.b64decode(shown)
    assert scene(installation, "state")["findings"] == []
