"""Entries, and the typed facts that belong to them. Each row is written once."""

from typing import Any, ClassVar, Self
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Guardian, Person, Pupil

from ..canonical import Value, filled
from ..refusals import WrittenOnce
from ..sealed import SealedTextField, sealed_fields
from .dossier import Dossier

# What the digest of an entry covers of the entry itself; `corrects` by the number of the entry that it names.
COVERED = ("number", "step", "author", "happened", "recorded", "corrects", "token", "text")


class Record(models.Model):
    """A row that is written once, refuses to be saved again, and is never deleted by Django."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(type(self).__name__)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise WrittenOnce(type(self).__name__)

    def seal_texts(self) -> None:
        for field in sealed_fields(type(self)):
            field.seal(self)


class EntryQuerySet(QuerySet["Entry"]):
    def standing(self) -> Self:
        """Entries that no later entry corrects."""
        return self.filter(~Exists(Entry.objects.filter(corrects=OuterRef("pk"))))


class Entry(Record):
    """One thing recorded in a dossier: which step, by whom, when it happened, and when it was written down."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    corrects = models.ForeignKey("self", models.PROTECT, related_name="corrections", null=True)
    token = models.UUIDField(
        unique=True, help_text="names the form that was sent: the same form is recorded once"
    )
    text = SealedTextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "number"]
        indexes = [
            # What somebody reported: the first entry of a dossier, by its author.
            models.Index(fields=["author"], condition=Q(number=1), name="dossiers_somebody_opened"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="entries_of_a_dossier_are_numbered"),
            models.UniqueConstraint(
                fields=["corrects"], condition=~Q(corrects=None), name="an_entry_is_corrected_once"
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("recorded_at")),
                name="nothing_is_recorded_before_it_happened",
                violation_error_message=_("This lies in the future. Record it when it has happened."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.number} {self.step}"

    def cipher(self) -> AESGCM:
        return self.dossier.cipher

    def bound_place(self) -> tuple[str, UUID, str, int]:
        return self.dossier.reference, self.token, "entry", 0

    def stored(self) -> dict[str, Value]:
        """What the digest covers of the entry itself, as it lies in the database."""
        return self.described(
            self.number,
            self.step,
            self.author_id,
            self.happened_at,
            self.recorded_at,
            self.corrects.number if self.corrects else None,
            self.token,
            bytes(self.__dict__["text"]),
        )

    @staticmethod
    def described(*values: Value) -> dict[str, Value]:
        return dict(zip(COVERED, values, strict=True))


class FactQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        """Facts of entries that no later entry corrects."""
        return self.filter(~Exists(Entry.objects.filter(corrects=OuterRef("entry"))))


class Fact(Record):
    """A typed row of an entry. `position` counts rows of one model with one entry, from 0.

    `known_as`: the name under which digests and seals know the model, where that is not its own name.
    """

    known_as: ClassVar[str] = ""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "position"], name="%(app_label)s_%(class)s_has_one_place"
            )
        ]

    def cipher(self) -> AESGCM:
        return self.entry.dossier.cipher

    def bound_place(self) -> tuple[str, UUID, str, int]:
        return self.entry.dossier.reference, self.entry.token, self.called(), self.position

    @classmethod
    def called(cls) -> str:
        return cls.known_as or cls._meta.label_lower

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that say something: all but the row's number and its entry."""
        return [
            field.attname for field in cls._meta.concrete_fields if field.attname not in ("id", "entry_id")
        ]

    @classmethod
    def described(cls, values: dict[str, Value]) -> dict[str, Value]:
        """The fact as the digest covers it: what it is, and every column that is filled."""
        return {"is": cls.called(), **filled(values)}

    def stored(self) -> dict[str, Value]:
        fields = {field.attname: field for field in self._meta.concrete_fields}
        return self.described({name: fields[name].to_python(self.__dict__[name]) for name in self.columns()})


class Subject(Fact):
    """A person whom the dossier is about, and in which part: a pupil, a member of staff, a guardian, or somebody else.

    Somebody who stands in no register is named in sealed text.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="subjects")
    role = models.CharField(max_length=30)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="dossiers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="dossiers")
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="dossiers")
    name = SealedTextField()

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="a_subject_is_at_most_one_person",
                condition=Q(pupil=None, person=None)
                | Q(pupil=None, guardian=None)
                | Q(person=None, guardian=None),
            ),
        ]

    def __str__(self) -> str:
        return self.role

    @property
    def shown_name(self) -> str:
        known = self.pupil or self.person or self.guardian
        return known.full_name if known else self.name


class Party(Fact):
    """Somebody brought into the dossier: may know it from then on. Taken back by withdrawing the entry."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        indexes = [models.Index(fields=["person"], name="dossiers_of_a_party")]

    def __str__(self) -> str:
        return str(self.person)


class BrokenGlass(Fact):
    """Somebody opened the dossier in need, without a right to it, for some hours. The entry's text is the reason."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="broken_glass")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)
