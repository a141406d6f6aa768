"""A roll-call: what is said while it runs, sealed under a key of its own; and what stays when it is closed.

While it runs there are `Word` and `Extra`. Closing turns them into `Count`, `Missed` and `Caller`, removes them, and
destroys their key, so that no backup tells who stood where either.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Group, Person, Pupil, School


class RollCall(models.Model):
    """One roll-call of one school, from when somebody got ready for it until it was closed."""

    class Occasion(models.TextChoices):
        ALARM = "alarm", _("A real alarm")
        DRILL = "drill", _("A drill")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    sealed_under = models.CharField(max_length=9, unique=True, editable=False)  # the name of its key
    school = models.ForeignKey(School, models.PROTECT, related_name="roll_calls")
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)  # the alarm, as whoever closed it said
    settled_at = models.DateTimeField(null=True)  # the last word

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(closed_at=None), name="one_roll_call_runs_at_a_school"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="a_roll_call_is_closed_after_it_is_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.get_occasion_display()} ({self.opened_at:%Y-%m-%d})"

    @property
    def is_running(self) -> bool:
        return self.closed_at is None

    @property
    def minutes(self) -> int | None:
        """From the alarm to the last word; nothing when nobody was called."""
        if self.began_at is None or self.settled_at is None:
            return None
        return max(round((self.settled_at - self.began_at).total_seconds() / 60), 0)


class Word(models.Model):
    """What somebody said of somebody, in the order in which it reached us. Written once; goes when it is closed."""

    roll_call = models.ForeignKey(RollCall, models.CASCADE, related_name="words")
    number = models.PositiveIntegerField()
    token = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["roll_call", "number"], name="words_of_a_roll_call_are_numbered"),
            models.UniqueConstraint(fields=["roll_call", "token"], name="a_word_is_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.roll_call_id}/{self.number}"


class Extra(models.Model):
    """Somebody who stands in no group: a colleague or a visitor, by the name that was typed. Goes when it is closed."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("Colleague")
        VISITOR = "visitor", _("Visitor")

    roll_call = models.ForeignKey(RollCall, models.CASCADE, related_name="extras")
    key = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["roll_call", "key"], name="an_extra_stands_once_in_a_roll_call")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Count(models.Model):
    """How many of a group, or of colleagues and visitors, were there when it was closed."""

    class Kind(models.TextChoices):
        PUPILS = "pupils", _("Pupils")
        STAFF = "staff", _("Colleagues")
        VISITOR = "visitor", _("Visitors")

    roll_call = models.ForeignKey(RollCall, models.CASCADE, related_name="counts")
    kind = models.CharField(max_length=10, choices=Kind)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", null=True)
    expected = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    not_in = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    found = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind", "group__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expected__gte=F("present") + F("not_in") + F("missing")),
                name="no_more_are_counted_than_expected",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group or self.get_kind_display()}: {self.present}/{self.expected}"

    @property
    def uncalled(self) -> int:
        return self.expected - self.present - self.not_in - self.missing


class Missed(models.Model):
    """A pupil who was missing, by whose word, and who found the pupil. Kept for as long as the school agreed."""

    roll_call = models.ForeignKey(RollCall, models.CASCADE, related_name="missed")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    missed_at = models.DateTimeField()
    missed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    came_late = models.BooleanField(default=False)  # from a phone that was back after it was closed

    class Meta:
        ordering = ["missed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["roll_call", "pupil"], name="a_pupil_is_missed_once_in_a_roll_call"
            ),
            models.CheckConstraint(
                condition=Q(found_at=None, found_by=None) | Q(found_at__isnull=False, found_by__isnull=False),
                name="who_is_found_was_found_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} ({self.missed_at:%H:%M})"


class Caller(models.Model):
    """Who called names, and how many words that took."""

    roll_call = models.ForeignKey(RollCall, models.CASCADE, related_name="callers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.PositiveIntegerField()

    class Meta:
        ordering = ["person"]
        constraints = [
            models.UniqueConstraint(
                fields=["roll_call", "person"], name="a_caller_stands_once_in_a_roll_call"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.words}"
