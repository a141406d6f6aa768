"""A dossier: kind, school and law date for ever; where it stands is worked out from its entries."""

import secrets
from datetime import date
from functools import cached_property

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, models
from django.urls import reverse

from vangnet.core.keys import store
from vangnet.core.people.models import School
from vangnet.core.rows import update

from ..canonical import digest
from ..kinds import Kind, kind_of

# Crockford's letters: nothing that can be misread on paper or over the phone, and no vowels that make words.
LETTERS = "0123456789BCDFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


# What a dossier is and stays; its first digest is taken over these, in this order.
UNCHANGING = ("reference", "serial", "kind", "school_id", "opened_on", "law_on", "follows_id")


def genesis(*values: str | int | date | None) -> str:
    return digest({name: value for name, value in zip(UNCHANGING, values, strict=True) if value is not None})


# One statement that locks, counts and tells, also when it is the very first dossier of this installation.
NEXT_SERIAL = (
    "INSERT INTO dossiers_ledger (id, opened, sealed) VALUES (1, 1, 0) "
    "ON CONFLICT (id) DO UPDATE SET opened = dossiers_ledger.opened + 1 RETURNING opened"
)


class Ledger(models.Model):
    """How many dossiers were ever opened and how many seals made: numbers have no gap, so one removed is missed."""

    opened = models.PositiveBigIntegerField(default=0)
    sealed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.opened)

    @classmethod
    def lock(cls) -> "Ledger":
        """Hold the ledger until the end of the transaction; who opens a dossier at the same moment waits here."""
        held = cls.objects.select_for_update().filter(pk=1).first()
        if held is None:  # the very first dossier of this installation
            cls.objects.get_or_create(pk=1)
            return cls.lock()
        return held

    @classmethod
    def next_serial(cls) -> int:
        """Count one dossier more, and hold the ledger until the end of the transaction."""
        with connection.cursor() as cursor:
            cursor.execute(NEXT_SERIAL)
            serial: int = cursor.fetchone()[0]
        return serial


# Where a dossier stands, as its entries say; and as its protocol says.
ENTRIES, STATE = ("entry_count", "head"), ("next_due_at", "closed_on")


class Dossier(models.Model):
    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    serial = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=30)
    school = models.ForeignKey(School, models.PROTECT, related_name="dossiers")
    opened_on = models.DateField()
    law_on = models.DateField(help_text="the day whose law this dossier follows")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")

    # Worked out by `settle` and the reading log; `vangnet verify` compares them with what they were worked out from.
    entry_count = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")
    reading_count = models.PositiveIntegerField(default=0)
    reading_head = models.CharField(max_length=64, default="")
    ending = models.CharField(
        max_length=64, default="", help_text="digest of its proposal or its destruction"
    )
    next_due_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["school", "kind", "closed_on"], name="dossiers_of_a_school"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def declared(self) -> Kind:
        return kind_of(self.kind)

    @cached_property
    def cipher(self) -> AESGCM:
        return store.fetch(self.reference)

    @property
    def page_url(self) -> str:
        return reverse("dossier", args=[self.reference])

    def keep(self, *columns: str) -> None:
        """Store what was worked out, in these columns alone."""
        update(self, columns)

    def genesis(self) -> str:
        """The digest before the first entry: over what a dossier is and stays."""
        return genesis(*(getattr(self, name) for name in UNCHANGING))


class Waiting(models.Model):
    """Something that must be done in a dossier, worked out from its entries; the desk lists these."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="waiting")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["ends_at", "place"]
        indexes = [models.Index(fields=["school", "role", "ends_at"], name="what_waits_for_a_role")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.step}"
