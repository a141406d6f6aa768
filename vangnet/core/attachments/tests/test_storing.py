"""A file that was kept comes back as it was kept, lies sealed on the disk, and goes when its register lets it go."""

from io import BytesIO

import pytest
from django.db import transaction
from django.utils import timezone

from vangnet.core.attachments import vault
from vangnet.core.attachments.examining import Examined, examine
from vangnet.core.attachments.kinds import EVERYTHING, TEXT
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.storing import keep, place_of, read, remove
from vangnet.core.keys.pieces import PIECE

from . import made

NOW = timezone.now()
pytestmark = pytest.mark.django_db(databases="__all__")


def examined(content: bytes, name: str = "rapport.pdf") -> Examined:
    return examine(BytesIO(content), name, len(content), EVERYTHING)


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


@pytest.mark.parametrize("length", [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_a_file_comes_back_as_it_was_kept(cast, length: int) -> None:
    content = b"x" * length
    kept = keep(Examined("a.txt", TEXT, length, BytesIO(content)), by=cast.mina, at=NOW)
    kept = Attachment.objects.get(pk=kept.pk)
    assert b"".join(read(kept)) == content
    assert kept.size == length


def test_on_the_disk_it_is_sealed_and_for_us_alone(cast, data) -> None:
    kept = keep(examined(made.pdf(b"SECRET-WORD")), by=cast.mina, at=NOW)
    file = data / "attachments" / kept.token.hex
    assert [each.name for each in (data / "attachments").iterdir()] == [kept.token.hex]
    assert b"SECRET-WORD" not in file.read_bytes()
    assert b"PDF" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("at", [0, 60, -1])
def test_an_altered_byte_is_seen_before_anything_is_given(cast, at: int) -> None:
    kept = keep(examined(made.pdf(b"x" * 100)), by=cast.mina, at=NOW)
    path = place_of(kept).path
    altered = bytearray(path.read_bytes())
    altered[at] ^= 1
    path.write_bytes(altered)
    with pytest.raises(vault.Damaged):
        next(read(kept))


def test_two_files_that_changed_places_are_seen_also_when_their_rows_agree(cast) -> None:
    one = keep(examined(made.pdf(b"one")), by=cast.mina, at=NOW)
    two = keep(examined(made.pdf(b"two")), by=cast.mina, at=NOW)
    place_of(one).path.write_bytes(place_of(two).path.read_bytes())
    with pytest.raises(vault.Damaged):
        next(read(one))
    Attachment.objects.filter(pk=one.pk).update(sha256=two.sha256)
    with pytest.raises(vault.Damaged):
        next(read(Attachment.objects.get(pk=one.pk)))


@pytest.mark.parametrize(
    ("column", "value"), [("name", "ander.pdf"), ("media_type", "text/plain"), ("size", 9)]
)
def test_what_the_row_says_is_bound_to_the_content(cast, column: str, value: object) -> None:
    kept = keep(examined(made.pdf()), by=cast.mina, at=NOW)
    Attachment.objects.filter(pk=kept.pk).update(**{column: value})
    with pytest.raises(vault.Damaged):
        next(read(Attachment.objects.get(pk=kept.pk)))


def test_a_removed_file_is_gone_when_it_is_certain_and_not_before(
    cast, django_capture_on_commit_callbacks
) -> None:
    kept = keep(examined(made.pdf()), by=cast.mina, at=NOW)
    place = place_of(kept)
    with transaction.atomic():
        remove(Attachment.objects.get(pk=kept.pk))
        transaction.set_rollback(True)
    assert vault.is_there(place)
    with django_capture_on_commit_callbacks(execute=True):
        remove(Attachment.objects.get(pk=kept.pk))
        assert vault.is_there(place)
    assert not vault.is_there(place)
    assert not Attachment.objects.exists()
