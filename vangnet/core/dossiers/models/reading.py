"""Who read which dossier when. Rows are chained per dossier, so that a removed one is missed."""

from datetime import datetime

from django.db import models, transaction

from vangnet.core.people.models import Person
from vangnet.core.questions import Question
from vangnet.core.rows import insert

from ..canonical import Value, digest
from .dossier import Dossier
from .entry import Record


class Reading(Record):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="readings")
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["dossier", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="readings_of_a_dossier_are_numbered")
        ]
        indexes = [
            models.Index(fields=["person", "at"], name="what_somebody_read"),
            models.Index(fields=["at"], name="readings_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"

    @staticmethod
    def described(reference: str, number: int, person: int, at: datetime, previous: str) -> dict[str, Value]:
        return {"dossier": reference, "reading": number, "person": person, "at": at, "previous": previous}


# Holds the dossier's row (on SQLite the transaction holds everything): who opens it at the same moment comes after.
LAST_READING = Question(
    lambda dossier: (
        Dossier.objects.select_for_update().filter(pk=dossier).values_list("reading_count", "reading_head")
    )
)


@transaction.atomic
def record_reading(dossier: Dossier, person: Person, now: datetime) -> Reading:
    """Write down that somebody opened the dossier, before its contents are shown."""
    ((count, previous),) = LAST_READING(dossier=dossier.pk)
    number = count + 1
    mark = digest(Reading.described(dossier.reference, number, person.pk, now, previous))
    reading = Reading(dossier=dossier, number=number, person=person, at=now, previous=previous, digest=mark)
    insert([reading])
    dossier.reading_count, dossier.reading_head = number, mark
    dossier.keep("reading_count", "reading_head")
    return reading
