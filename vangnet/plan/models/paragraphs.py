"""A paragraph of the plan, of a school or of the board for all schools, and its versions, of which none ever changes.

A paragraph is a name that stays (`key`, the link to it) and a count of its versions; everything that people write
stands in a version. So what the plan said on any day can be read, with who wrote it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import Recorded, Versioned

from ..chapters import Chapter

LONGEST_KEY = 60
LONGEST_TEXT = 20_000
STEP = 1024  # between the places of two paragraphs, so that others fit between them


@dataclass(frozen=True)
class Writer:
    """Who writes, when, and with which form: the same form sent twice writes once."""

    person: Person
    at: datetime
    token: UUID


class Layered(Versioned):
    """Something of the plan in one of its two layers: without a school it is the board's, and holds for all schools."""

    school = models.ForeignKey(
        School, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    key = models.SlugField(_("name in links"), max_length=LONGEST_KEY, editable=False)

    class Meta:
        abstract = True

    @property
    def is_of_the_board(self) -> bool:
        return self.school_id is None

    @classmethod
    def key_for(cls, title: str, school: School | None, otherwise: str) -> str:
        """A name for links that stands in no plan yet in which this one will stand."""
        beside = (
            cls._default_manager.filter(Q(school=None) | Q(school=school)) if school else cls._default_manager
        )
        return free_key(slugify(title) or otherwise, set(beside.values_list("key", flat=True)))


def free_key(wanted: str, taken: Collection[str]) -> str:
    wanted = wanted[: LONGEST_KEY - 5].strip("-")
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(key for key in numbered if key not in taken)


def one_key_in_a_layer(name: str) -> list[models.BaseConstraint]:
    """Two constraints, because a database holds one NULL for different from another."""
    return [
        models.UniqueConstraint(fields=["school", "key"], name=f"one_{name}_with_a_key_at_a_school"),
        models.UniqueConstraint(
            fields=["key"], condition=Q(school=None), name=f"one_{name}_with_a_key_at_the_board"
        ),
    ]


class Paragraph(Layered):
    class Meta:
        constraints = one_key_in_a_layer("paragraph")

    def __str__(self) -> str:
        return self.key

    @classmethod
    def begin(cls, school: School | None, writer: Writer, **written: Any) -> "Paragraph":
        if known := Version.sent_before(writer.token, writer.person):
            return known.paragraph
        try:
            with transaction.atomic():
                key = cls.key_for(written["title"], school, "paragraph")
                paragraph = cls.objects.create(school=school, key=key)
                paragraph._add(1, writer, written)
        except IntegrityError:
            if known := Version.sent_before(writer.token, writer.person):
                return known.paragraph
            raise
        return paragraph

    def write(self, seen: int, writer: Writer, **written: Any) -> bool:
        """Whether it was written; not when a colleague wrote after what was seen."""
        if Version.sent_before(writer.token, writer.person):
            return True
        with transaction.atomic():
            if not self.overwrite(seen):
                return Version.sent_before(writer.token, writer.person) is not None
            self._add(seen + 1, writer, written)
        self.refresh_from_db(fields=["version"])
        return True

    def _add(self, number: int, writer: Writer, written: dict[str, Any]) -> None:
        Version.objects.create(
            paragraph=self,
            number=number,
            token=writer.token,
            recorded_by=writer.person,
            recorded_at=writer.at,
            **written,
        )

    @property
    def current(self) -> "Version":
        """Asked anew: a colleague may have written since this was fetched."""
        found: Version = self.versions.select_related("recorded_by").latest("number")
        return found


class VersionQuerySet(QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(number=F("paragraph__version"))

    def of_plan(self, school: School | None) -> Self:
        """What stands in the plan of a school, in the order of reading; without a school the board's layer alone."""
        layers = (
            Q(paragraph__school=None) | Q(paragraph__school=school) if school else Q(paragraph__school=None)
        )
        return self.current().filter(layers).select_related("paragraph", "recorded_by")


class Version(Recorded):
    """What a paragraph said from a moment until the next version. `is_public`: it stands in the public plan as well."""

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="versions", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    chapter = models.CharField(_("chapter"), max_length=20, choices=Chapter)
    place = models.PositiveIntegerField(_("place in the chapter"), default=STEP)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    is_public = models.BooleanField(_("also in the public plan"), default=True)
    is_left_out = models.BooleanField(_("no longer in the plan"), default=False, editable=False)
    why = models.CharField(_("what changed, and why"), max_length=300, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "number"], name="one_version_of_a_paragraph_at_a_time"
            ),
            models.CheckConstraint(
                name="a_paragraph_says_something",
                condition=~Q(text="") & ~Q(title=""),
                violation_error_message=_("Write a title and a text."),
            ),
            models.CheckConstraint(
                name="what_is_left_out_says_why",
                condition=Q(is_left_out=False) | ~Q(why=""),
                violation_error_message=_("Say why this paragraph is left out."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
