"""A key or a key store that is lost or wrong: `serve` stops, `verify` says it, and nothing is made over old data."""

import pytest

from vangnet.core.dossiers.tests import apart

from .house import scene, vangnet

pytestmark = pytest.mark.own_database


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    with apart.template(tmp_path_factory.mktemp("template")) as place:
        scene(place, "reports", "2")
        yield place


def _key(place):
    return place / "keys" / "installation.key"


def _unreadable(place):
    _key(place).unlink()
    _key(place).mkdir()  # whoever tests this as root may read every file


KEY_FILES = {
    "missing": (lambda place: _key(place).unlink(), "is missing from"),
    "empty": (lambda place: _key(place).write_bytes(b""), "is damaged"),
    "cut off": (lambda place: _key(place).write_bytes(_key(place).read_bytes()[:31]), "is damaged"),
    "of another": (lambda place: _key(place).write_bytes(b"x" * 32), "belongs to another installation"),
    "not readable": (_unreadable, "can't be read"),
}


@pytest.mark.parametrize("harm", sorted(KEY_FILES))
def test_a_key_file_that_can_not_be_used_is_said_by_name(installation, harm):
    do, says = KEY_FILES[harm]
    do(installation)

    _both_say(installation, says)
    assert str(_key(installation)) in vangnet(installation, "verify").stdout

    assert harm != "missing" or not _key(installation).exists(), "no new key over old data"


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        ("empty_store", "The key store is empty or incomplete"),
        ("lose_a_key", "There is no key for this dossier"),
    ],
)
def test_a_key_store_that_lost_something_is_said(installation, harm, says):
    scene(installation, harm)

    if harm == "empty_store":
        _both_say(installation, says)
    else:
        assert says in vangnet(installation, "verify").stdout
    assert scene(installation, "count_keys")["keys"] < 2


def test_a_key_store_of_another_installation_is_said(installation, tmp_path):
    scene(installation, "other_store")

    _both_say(installation, "belongs to another installation")


def test_an_empty_main_database_beside_a_used_key_store_is_said(installation):
    scene(installation, "empty_main")

    refused = vangnet(installation, "serve", "--port", "1")

    assert refused.returncode == 1
    assert "The main database is empty, and the key store holds keys" in refused.stderr
    assert scene(installation, "count_keys") == {"keys": 2}


def _both_say(installation, says):
    for command in (("serve", "--port", "1"), ("verify",)):
        ran = vangnet(installation, *command)
        assert ran.returncode == 1, command
        assert says in ran.stdout + ran.stderr, command
        assert "Traceback" not in ran.stderr
