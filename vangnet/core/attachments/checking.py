"""Whether every file that a row names is there as it was stored, and to what each belongs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import ManyToOneRel

from . import vault
from .models import Attachment
from .storing import place_of, read

AT_A_TIME = 200


@dataclass(frozen=True)
class Wrong:
    """A file that is missing, or is there and not as it was stored."""

    attachment: Attachment
    is_missing: bool

    def belongs_to(self) -> str:
        """The rows of registers that name it, by their kind and number."""
        return ", ".join(self._rows()) or "-"

    def _rows(self) -> Iterator[str]:
        for relation in Attachment._meta.get_fields(include_hidden=True):
            if isinstance(relation, ManyToOneRel):
                model = relation.field.model
                naming = model._base_manager.filter(**{relation.field.name: self.attachment.pk})
                yield from (f"{model._meta.label_lower} {row}" for row in naming.values_list("pk", flat=True))


def count() -> int:
    return Attachment.objects.count()


def wrong(*, opened: bool = False) -> Iterator[Wrong]:
    """`opened` also opens each of them. What was removed while this went on was rightly gone."""
    reached = 0
    while some := list(Attachment.objects.filter(pk__gt=reached).order_by("pk")[:AT_A_TIME]):
        for attachment in some:
            if (
                not _is_whole(attachment, opened=opened)
                and Attachment.objects.filter(pk=attachment.pk).exists()
            ):
                yield Wrong(attachment, is_missing=not vault.is_there(place_of(attachment)))
        reached = some[-1].pk


def _is_whole(attachment: Attachment, *, opened: bool) -> bool:
    try:
        vault.check(place_of(attachment), attachment.sha256)
        length = sum(map(len, read(attachment))) if opened else attachment.size
    except vault.Damaged:
        return False
    return length == attachment.size
