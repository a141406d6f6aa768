"""Replacing the installation's key: killed at any line it goes on, and everything opens at every moment."""

import sys

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connections, transaction

from vangnet.core.keys import rotation, store
from vangnet.core.keys.installation import (
    KeyTrouble,
    forget_key,
    installation_cipher,
    key_files,
    lock,
    unlock,
)
from vangnet.core.keys.models import KeyCheck, WrappedKey

pytestmark = pytest.mark.django_db(databases="__all__")

REFERENCES = [f"AAAA-{number:04}" for number in range(5)]


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def keys(settings, tmp_path, monkeypatch):
    """Five wrapped keys under a key of its own; two are wrapped anew at a time. Gives the texts they seal."""
    settings.INSTALLATION_KEY_FILE = tmp_path / "keys" / "installation.key"
    monkeypatch.setattr(rotation, "AT_A_TIME", 2)
    WrappedKey.objects.all().delete()
    KeyCheck.objects.all().delete()
    forget_key()
    yield {reference: lock(store.make(reference), b"text", b"place") for reference in REFERENCES}
    forget_key()


def all_open(sealed):
    found = store.fetch_many(REFERENCES)
    return all(unlock(found[reference], sealed[reference], b"place") == b"text" for reference in REFERENCES)


def rotate():
    rotation.prepare_next()
    return rotation.replace()


def test_the_new_key_opens_everything_and_the_old_one_nothing(keys):
    old = key_files().key.read_bytes()

    assert rotate() == len(REFERENCES)

    assert all_open(keys)
    assert key_files().candidates() == [key_files().key]
    assert key_files().key.read_bytes() != old
    assert key_files().key.stat().st_mode & 0o777 == 0o600
    assert [check.pk for check in KeyCheck.objects.all()] == [2]
    for row in WrappedKey.objects.all():
        with pytest.raises(Exception):  # noqa: B017, PT011 - InvalidTag has no words
            unlock(AESGCM(old), bytes(row.wrapped), row.reference.encode())


def test_it_can_be_done_again(keys):
    rotate()
    rotate()

    assert all_open(keys)
    assert KeyCheck.objects.get().pk == 3


class _KillAt:
    """Ends the program at the nth line that runs in `rotation.py`, as SIGKILL would: nothing is cleaned up."""

    def __init__(self, line: int) -> None:
        self.left = line

    def __call__(self, frame, event, _value):
        if frame.f_code.co_filename != rotation.__file__:
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                raise Killed
        return self


def killed_at(line: int) -> bool:
    before = sys.gettrace()
    sys.settrace(_KillAt(line))
    try:
        rotate()
    except Killed:
        return True
    finally:
        sys.settrace(before)
    return False


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # a file that a killed one had open
def test_killed_at_every_line_everything_opens_with_what_is_there_and_it_goes_on(keys):
    """Also for a process that still holds the key as it was before, and for one that starts now."""
    line = 1
    while True:
        forget_key()
        held_before = installation_cipher()
        in_main = lock(held_before, b"secret", b"elsewhere")
        was_killed = killed_at(line)
        assert all_open(keys), line
        if was_killed:
            assert unlock(held_before, in_main, b"elsewhere") == b"secret", line
        forget_key()
        assert all_open(keys), line
        fresh = lock(installation_cipher(), b"secret", b"elsewhere")
        assert unlock(held_before, fresh, b"elsewhere") == b"secret", line
        rotate()
        assert all_open(keys), line
        assert key_files().candidates() == [key_files().key], line
        assert KeyCheck.objects.count() == 1, line
        if not was_killed:
            break
        line += 1

    assert line > 60, "fewer points than there are lines"


def test_a_process_that_knows_only_the_old_key_notices_the_new_one(keys):
    """No restart: the file is another one, so it is read anew."""
    before = installation_cipher()

    rotate()

    assert installation_cipher() is not before
    store.make("BBBB-0001")
    assert WrappedKey.objects.get(pk="BBBB-0001").under_id == 2


def test_what_is_made_between_the_look_and_the_end_is_wrapped_as_well(keys, monkeypatch):
    """Somebody who still wraps with the old key after the last look holds up its end."""
    wrap_all, looked = rotation._wrap_all, []

    def and_late(key):
        wrapped = wrap_all(key)
        if not looked:
            looked.append(True)
            late = lock(key.ciphers[1], b"k" * 32, b"LATE-0001")
            WrappedKey.objects.create(reference="LATE-0001", wrapped=late, under_id=1)
        return wrapped

    monkeypatch.setattr(rotation, "_wrap_all", and_late)
    rotate()

    assert unlock(store.fetch("LATE-0001"), lock(AESGCM(b"k" * 32), b"text", b"p"), b"p") == b"text"
    assert not WrappedKey.objects.exclude(under=2).exists()


def test_the_store_takes_in_nothing_under_a_key_that_was_forgotten(keys):
    rotate()

    def late():
        with transaction.atomic(using="keys"):
            WrappedKey.objects.create(reference="LATE-0002", wrapped=b"x", under_id=1)
            connections["keys"].check_constraints()

    with pytest.raises(IntegrityError):
        late()


def test_a_dossier_destroyed_meanwhile_does_not_come_back(keys, monkeypatch):
    """Destroyed after its row was looked up and before it is written anew."""

    def destroying(*given):
        WrappedKey.objects.filter(pk=REFERENCES[0]).delete()
        return lock(*given)

    monkeypatch.setattr(rotation, "lock", destroying)
    rotate()

    assert store.existing(REFERENCES) == REFERENCES[1:]


def test_an_altered_key_stops_it_and_the_old_key_stays(keys):
    WrappedKey.objects.filter(pk=REFERENCES[3]).update(wrapped=b"x" * 60)

    with pytest.raises(KeyTrouble, match=REFERENCES[3]):
        rotate()

    assert key_files().before.exists()
    assert store.fetch(REFERENCES[4])


def test_nothing_begins_with_a_wrong_key(keys):
    key_files().key.write_bytes(b"x" * 32)

    with pytest.raises(KeyTrouble, match="another installation"):
        rotate()

    assert not key_files().next.exists()
