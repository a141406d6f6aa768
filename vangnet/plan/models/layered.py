"""What the plan is made of: something of a school, or of the board for all schools, with versions that never change.

It is a name that stays (`key`, the link to it) and a count of its versions; everything that people write stands in a
version. So what the plan said on any day can be read, with who wrote it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import Recorded, Versioned

LONGEST_KEY = 60
TAKEN = {"main", "contents", "annexes", "left-out"}  # other places on the page of a plan
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
    def begin(cls, school: School | None, writer: Writer, **written: Any) -> Self:
        if known := cls.written_before(writer):
            return known
        try:
            return cls._begun(school, writer, written)
        except IntegrityError:
            # This form sent twice at once, or a colleague took the same name in links: then another is free now.
            return cls.written_before(writer) or cls._begun(school, writer, written)

    @classmethod
    def _begun(cls, school: School | None, writer: Writer, written: dict[str, Any]) -> Self:
        with transaction.atomic():
            row = cls._default_manager.create(school=school, key=cls.key_for(written["title"], school))
            row._add(1, writer, written)
        return row

    @classmethod
    def written_before(cls, writer: Writer) -> Self | None:
        found: Self | None = cls._default_manager.filter(
            versions__token=writer.token, versions__recorded_by=writer.person
        ).first()
        return found

    def write(self, seen: int, writer: Writer, **written: Any) -> bool:
        """Whether it was written; not when a colleague wrote after what was seen."""
        if self.written_before(writer):
            return True
        with transaction.atomic():
            if not self.overwrite(seen):
                return self.written_before(writer) is not None
            self._add(seen + 1, writer, written)
        self.refresh_from_db(fields=["version"])
        return True

    def _add(self, number: int, writer: Writer, written: dict[str, Any]) -> None:
        self.versions.create(  # type: ignore[attr-defined]
            number=number,
            token=writer.token,
            recorded_by=writer.person,
            recorded_at=writer.at,
            **written,
        )

    @classmethod
    def key_for(cls, title: str, school: School | None) -> str:
        """A name for links that stands in no plan yet in which this one will stand."""
        beside = (
            cls._default_manager.filter(Q(school=None) | Q(school=school)) if school else cls._default_manager
        )
        return free_key(
            slugify(title) or cls.__name__.lower(), TAKEN | set(beside.values_list("key", flat=True))
        )


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


class LayerVersionQuerySet(QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(number=F(f"{self._layer}__version"))

    def of_plan(self, school: School | None) -> Self:
        """What stands in the plan of a school; without one the board's layer alone."""
        return self.of_plans([school.pk] if school else []).select_related(self._layer, "recorded_by")

    def of_plans(self, schools: Collection[int]) -> Self:
        """What stands in the plans of these schools, by number: the board's layer, and theirs."""
        of_the_board = Q(**{f"{self._layer}__school": None})
        return self.current().filter(of_the_board | Q(**{f"{self._layer}__school__in": schools}))

    @property
    def _layer(self) -> str:
        layer: str = self.model.layer
        return layer


class LayerVersion(Recorded):
    """What it was from a moment until the next version; `layer` names the column that leads to what it is of.

    `topics` are the keys of what it is about, of the list of what a plan must cover.
    """

    layer: ClassVar[str]

    number = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(_("title"), max_length=120)
    is_left_out = models.BooleanField(_("no longer in the plan"), default=False, editable=False)
    why = models.CharField(_("what changed, and why"), max_length=300, blank=True)
    topics = models.JSONField(_("topics that it covers"), default=list, blank=True)

    objects = LayerVersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.title


def left_out_for_a_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(is_left_out=False) | ~Q(why=""),
        violation_error_message=_("Say why this is left out."),
    )
