"""Files that no row names go after a day; a file that a row names, or may yet name, never goes."""

import os
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from vangnet.config.schedule import SCHEDULE
from vangnet.core.attachments import checking, vault
from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import EVERYTHING
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.storing import clear, keep, place_of, remove
from vangnet.core.dossiers.verify import verify
from vangnet.core.dossiers.verifying.findings import What

from . import made

pytestmark = pytest.mark.django_db(databases="__all__")
NOW = timezone.now()
TOMORROW = NOW + timedelta(days=1, hours=1)


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def kept(cast) -> Attachment:
    content = made.pdf()
    return keep(examine(BytesIO(content), "a.pdf", len(content), EVERYTHING), by=cast.mina, at=NOW)


def left(name: str, at=NOW) -> None:
    file = vault.folder() / name
    file.write_bytes(b"left")
    os.utime(file, (at.timestamp(), at.timestamp()))


def test_a_file_of_a_form_that_came_to_nothing_goes_after_a_day(cast, kept) -> None:
    with transaction.atomic():
        content = made.pdf(b"another")
        keep(examine(BytesIO(content), "a.pdf", len(content), EVERYTHING), by=cast.mina, at=NOW)
        transaction.set_rollback(True)
    assert len(list(vault.folder().iterdir())) == 2
    assert clear(NOW) == 0
    assert clear(TOMORROW) == 1
    assert clear(TOMORROW) == 0
    assert checking.count() == 1
    assert not list(checking.wrong(opened=True))


def test_what_was_cut_off_while_it_was_written_goes_after_a_day(kept) -> None:
    left(f".{uuid4().hex}.making")
    left("something else")
    left(uuid4().hex, NOW + timedelta(hours=2))
    assert clear(TOMORROW) == 2
    assert clear(TOMORROW + timedelta(hours=2)) == 1
    assert vault.is_there(place_of(kept))


def test_the_recurring_work_does_it() -> None:
    left(uuid4().hex, NOW - timedelta(days=2))
    next(job for job in SCHEDULE if job.key == "attachments").run(NOW)
    assert [each.name for each in vault.folder().iterdir()] == [".lock"]


def test_while_a_copy_is_made_no_file_goes(kept, django_capture_on_commit_callbacks) -> None:
    place = place_of(kept)
    with vault.copied(), django_capture_on_commit_callbacks(execute=True):
        remove(kept)
    assert vault.is_there(place)
    with vault.copied():
        assert clear(TOMORROW) == 0
    assert clear(TOMORROW) == 1
    assert not vault.is_there(place)


def test_a_write_that_the_disk_refuses_leaves_neither_row_nor_half_a_file(cast, monkeypatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    content = made.pdf()
    with pytest.raises(OSError, match="No space"):
        keep(examine(BytesIO(content), "a.pdf", len(content), EVERYTHING), by=cast.mina, at=NOW)
    assert not Attachment.objects.exists()
    assert not list(vault.folder().iterdir())


# The check of everything


def test_the_check_names_a_file_that_is_missing_altered_or_swapped(cast, kept) -> None:
    content = made.pdf(b"another")
    other = keep(examine(BytesIO(content), "b.pdf", len(content), EVERYTHING), by=cast.mina, at=NOW)
    assert not verify().findings
    place_of(kept).path.write_bytes(place_of(other).path.read_bytes())
    place_of(other).path.unlink()
    found = {finding.what: finding.says for finding in verify().findings}
    assert set(found) == {What.ATTACHMENT_ALTERED, What.ATTACHMENT_MISSING}
    assert str(kept.token) in found[What.ATTACHMENT_ALTERED]
    assert str(other.token) in found[What.ATTACHMENT_MISSING]
    assert "belongs to -" in found[What.ATTACHMENT_MISSING]


def test_opening_all_of_it_finds_a_row_that_was_rewritten(kept) -> None:
    Attachment.objects.filter(pk=kept.pk).update(name="ander.pdf")
    assert not verify().findings
    assert [each.what for each in verify(opened=True).findings] == [What.ATTACHMENT_ALTERED]


def test_the_report_counts_them(kept) -> None:
    assert "Files that registers keep: 1." in verify().summary()


@pytest.fixture
def inspection():
    """A register that names files, made for the length of a test: its table is rolled back."""

    class Inspection(models.Model):
        report = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

        class Meta:
            app_label = "attachments"

        def __str__(self) -> str:
            return str(self.pk)

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE attachments_inspection (id bigint PRIMARY KEY, report_id bigint)")
    yield Inspection
    del apps.all_models["attachments"]["inspection"]
    apps.clear_cache()


def test_the_check_says_to_which_row_a_file_belongs(kept, inspection) -> None:
    inspection.objects.create(pk=7, report=kept)
    place_of(kept).path.unlink()
    (finding,) = verify().findings
    assert "It belongs to attachments.inspection 7." in finding.says


def test_a_file_that_a_register_still_names_is_not_removed(kept, inspection) -> None:
    inspection.objects.create(pk=7, report=kept)
    with pytest.raises(models.ProtectedError):
        remove(kept)
    assert vault.is_there(place_of(kept))
