"""Keeping a file that a form found to be good, reading it, and removing it when its register lets it go."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from vangnet.core.keys import store
from vangnet.core.people.models import Person

from . import vault
from .examining import Examined
from .models import Attachment
from .vault import Place

SECRET = "files"  # noqa: S105 - the name of one, not a secret
LEFT_FOR = timedelta(days=1)


def keep(file: Examined, *, by: Person, at: datetime) -> Attachment:
    """Store the file, and then the row that names it, within whatever transaction the caller is in.

    When that comes to nothing, so does the row; the file is cleared away after a day.
    """
    attachment = Attachment(
        name=file.name, media_type=file.kind.media_type, size=file.size, uploaded_by=by, uploaded_at=at
    )
    attachment.sha256 = vault.write(place_of(attachment), file.content, _secret())
    attachment.save(force_insert=True)
    return attachment


def remove(attachment: Attachment) -> None:
    """The row now, and the file as soon as that is certain. The register's own row has let go of it before.

    While a backup is being made the file stays until the next recurring work, for the copy holds its row.
    """
    place = place_of(attachment)
    attachment.delete()
    transaction.on_commit(partial(vault.erase, place))


def clear(now: datetime) -> int:
    """Files that no row names a day after they came in: a form that came to nothing, a server that fell."""
    return vault.clear(_named, now - LEFT_FOR)


def read(attachment: Attachment) -> Iterator[bytes]:
    """The content, piece by piece; raises `Damaged` before the first when the file is not as it was stored."""
    with vault.opened(place_of(attachment), attachment.sha256, _secret()) as pieces:
        yield from pieces


def place_of(attachment: Attachment) -> Place:
    return Place(attachment.token, attachment.says())


def _named(tokens: list[UUID]) -> set[UUID]:
    return set(Attachment.objects.filter(token__in=tokens).values_list("token", flat=True))


def _secret() -> bytes:
    return store.secret(SECRET, is_used=Attachment.objects.exists)
