"""What is known of a file that a register keeps. Its content lies sealed beside the database, under its token."""

import json
import uuid

from django.db import models
from django.db.models import Q

from vangnet.core.people.models import Person

from .kinds import EVERYTHING, KIND_OF, PICTURES, FileKind
from .names import LONGEST


class Attachment(models.Model):
    """Written once. `sha256` is of the sealed bytes; what the row says is bound to them, so neither changes alone.

    The row of a register names it (`PROTECT`); a file whose row is gone goes as well.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=LONGEST + 8)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="of the content, in bytes")
    sha256 = models.CharField(max_length=64, help_text="of the file as it lies there")
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_holds_something"),
            models.CheckConstraint(
                condition=Q(media_type__in=[kind.media_type for kind in EVERYTHING]),
                name="attachment_of_a_kind_that_is_taken",
            ),
        ]

    def __str__(self) -> str:
        return str(self.token)

    @property
    def kind(self) -> FileKind:
        return KIND_OF[self.media_type]

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    def says(self) -> str:
        """What is bound to the content."""
        return json.dumps([self.name, self.media_type, self.size])
