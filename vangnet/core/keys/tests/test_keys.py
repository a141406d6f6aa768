"""A key that is lost, damaged or of another installation stops the program with what to do, and is never replaced."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import translation

from vangnet.core import first_start
from vangnet.core.dossiers.models import Entry, Ledger
from vangnet.core.dossiers.sealed import Unreadable
from vangnet.core.dossiers.verify import verify
from vangnet.core.dossiers.verifying.findings import What
from vangnet.core.keys import store
from vangnet.core.keys.installation import KeyTrouble, forget_key, installation_cipher, unlock
from vangnet.core.keys.models import KeyCheck, WrappedKey

pytestmark = pytest.mark.own_database

database = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def key_file(settings, tmp_path, db):
    """A key of its own for this test, made anew when it is first asked for."""
    settings.INSTALLATION_KEY_FILE = tmp_path / "keys" / "installation.key"
    WrappedKey.objects.all().delete()
    KeyCheck.objects.all().delete()
    forget_key()
    yield settings.INSTALLATION_KEY_FILE
    forget_key()


@pytest.fixture
def locked(key_file, fight):
    """A dossier under that key; the program has been restarted since."""
    forget_key()
    return fight


def _text(dossier):
    return Entry.objects.get(dossier=dossier).text


@database
def test_the_first_start_makes_a_key_that_only_this_account_may_read(key_file):
    installation_cipher()

    assert len(key_file.read_bytes()) == 32
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert key_file.parent.stat().st_mode & 0o777 == 0o700


@database
def test_after_a_restart_the_text_opens_again(locked):
    assert "schommel" in _text(locked)


@database
def test_a_missing_key_is_never_replaced_by_a_new_one(locked, key_file):
    key_file.unlink()

    with pytest.raises(KeyTrouble, match="Put back your copy of the key"):
        _text(locked)

    assert not key_file.exists()


@database
def test_a_key_store_that_was_lost_with_the_key_is_not_begun_anew(locked, key_file):
    """The whole folder of keys is gone: the main database still knows that there are dossiers."""
    key_file.unlink()
    WrappedKey.objects.all().delete()
    KeyCheck.objects.all().delete()

    with pytest.raises(KeyTrouble, match="Put back your copy of the key"):
        store.make("NEW1-NEW1")

    assert not key_file.exists()


@database
def test_a_key_store_without_its_check_is_not_trusted(locked):
    check = KeyCheck.objects.get()
    KeyCheck.objects.filter(pk=check.pk)._raw_delete("keys")
    forget_key()

    with pytest.raises(KeyTrouble, match="Restore the key store"):
        _text(locked)

    check.save(force_insert=True)  # the store refuses this for good, so it can only be damage to its file


@database
def test_an_empty_key_store_over_existing_dossiers_is_refused(key_file):
    Ledger.objects.create(pk=1, opened=3)
    first_start.folder(key_file.parent)
    first_start.write_once(key_file, b"k" * 32)

    with pytest.raises(KeyTrouble, match="Restore the key store"):
        installation_cipher()


@database
def test_the_key_of_another_installation_is_refused(locked, key_file):
    key_file.write_bytes(b"x" * 32)

    with pytest.raises(KeyTrouble, match="another installation"):
        _text(locked)


@database
def test_a_damaged_key_file_is_told_apart(locked, key_file):
    key_file.write_bytes(key_file.read_bytes()[:-1])

    with pytest.raises(KeyTrouble, match="damaged"):
        _text(locked)


@database
def test_a_key_file_that_can_not_be_read_is_told_apart(locked, key_file):
    key_file.unlink()
    key_file.mkdir()

    with pytest.raises(KeyTrouble, match="can't be read"):
        _text(locked)


@database
@pytest.mark.parametrize(
    "harm", [lambda old: old[:-1] + bytes([old[-1] ^ 1]), lambda old: old[:5], lambda _old: b""]
)
def test_an_altered_key_of_a_dossier_is_named(locked, harm):
    row = WrappedKey.objects.get(pk=locked.reference)
    WrappedKey.objects.filter(pk=row.pk).update(wrapped=harm(bytes(row.wrapped)))

    with pytest.raises(KeyTrouble, match=locked.reference):
        _text(locked)
    assert [(f.what, f.reference) for f in verify().findings] == [(What.KEY_ALTERED, locked.reference)]


@database
def test_a_missing_key_of_a_dossier_is_named(locked):
    WrappedKey.objects.all().delete()

    with pytest.raises(store.KeyGone, match=locked.reference):
        _text(locked)
    assert [(f.what, f.reference) for f in verify().findings] == [(What.KEY_MISSING, locked.reference)]


@database
def test_two_dossiers_with_exchanged_keys_open_neither(locked, cast, linde):
    """A wrapped key is bound to the reference of its dossier."""
    store.make("AAAA-AAAA")
    other = bytes(WrappedKey.objects.get(pk="AAAA-AAAA").wrapped)
    WrappedKey.objects.filter(pk=locked.reference).update(wrapped=other)

    with pytest.raises(KeyTrouble, match=locked.reference):
        _text(locked)


@database
def test_a_text_that_was_altered_gives_an_error_and_never_garbage(locked):
    entry = Entry.objects.get(dossier=locked)
    for sealed in (bytes(entry.__dict__["text"])[:-1] + b"\x00", b"short"):
        entry.text = sealed
        with pytest.raises(Unreadable, match=locked.reference):
            str(entry.text)


@database
def test_a_check_with_an_unusable_key_reports_it_and_goes_on(locked, key_file):
    key_file.write_bytes(b"x" * 32)

    assert {f.what for f in verify(opened=True).findings} == {What.KEY_ALTERED}


@database
def test_the_main_database_holds_no_key(locked):
    tables = connections["default"].introspection.table_names()

    assert not [table for table in tables if table.startswith("keys_")]
    assert unlock(installation_cipher(), bytes(WrappedKey.objects.get().wrapped), locked.reference.encode())


def test_of_many_that_start_together_all_keep_the_same_secret(tmp_path):
    """The finished file is linked into place, so nobody ever reads half of one."""
    file, barrier, read = tmp_path / "secret.key", Barrier(8), []

    def start(number: int) -> None:
        barrier.wait()
        first_start.write_once(file, bytes([number]) * 4096)
        read.append(file.read_bytes())

    threads = [Thread(target=start, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(read)) == 1
    assert len(read[0]) == 4096
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_database_file_is_made_for_this_account_alone_and_an_open_one_is_closed(tmp_path):
    made, open_to_all = tmp_path / "new" / "made.sqlite3", tmp_path / "old.sqlite3"
    open_to_all.write_bytes(b"kept")
    open_to_all.chmod(0o644)

    assert first_start.database_file(made).stat().st_mode & 0o777 == 0o600
    assert first_start.database_file(open_to_all).stat().st_mode & 0o777 == 0o600
    assert (open_to_all.read_bytes(), made.parent.stat().st_mode & 0o777) == (b"kept", 0o700)
