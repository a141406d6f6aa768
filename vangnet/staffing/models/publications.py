"""The special functionaries as parents read them: a list as it was drawn up, and where it was published on which day.

A list holds functions, names only where the school chose so, and the school's own contact (safety plan 3.3.1; GDPR
art. 5). It stays as it was: when somebody leaves, a new list takes its place.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person, School
from vangnet.core.people.names import NameField
from vangnet.core.people.recorded import STANDING, Recorded, TakenBack, taken_back_by_somebody


class FunctionaryList(models.Model):
    school = models.ForeignKey(School, models.PROTECT, related_name="functionary_lists")
    as_of = models.DateField(_("as it is on"))
    contact_phone = models.CharField(_("phone of the school"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mail of the school"), blank=True)
    token = models.UUIDField(unique=True, editable=False)  # a form that is sent twice makes one list
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["school", "as_of"], name="functionary_lists_of_a_school")]
        constraints = [
            models.CheckConstraint(
                name="a_list_tells_how_to_reach_the_school",
                condition=~Q(contact_phone="", contact_email=""),
                violation_error_message=_("Fill in a phone number or an e-mail address of the school."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.as_of}"


class ListedFunctionary(models.Model):
    """One line of a list, in the words as published. Without a name it stands for all who have the task."""

    list = models.ForeignKey(FunctionaryList, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    task = models.CharField(_("task"), max_length=40)
    function = models.CharField(_("function"), max_length=120)
    does = models.CharField(_("what for"), max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    name = NameField(_("name"), max_length=350, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["list", "place"], name="one_line_of_a_list_at_a_place"),
            models.CheckConstraint(
                name="a_name_on_a_list_is_of_somebody",
                condition=Q(person=None, name="") | (Q(person__isnull=False) & ~Q(name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function}: {self.name}"


class Publication(Recorded, TakenBack):
    """That a list stood in the school guide or on the website from a day."""

    class Place(models.TextChoices):
        GUIDE = "guide", _("School guide")
        WEBSITE = "website", _("Website")

    list = models.ForeignKey(FunctionaryList, models.PROTECT, related_name="publications")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    place = models.CharField(_("where"), max_length=10, choices=Place)
    held_on = models.DateField(_("published on"))

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["place", "school", "held_on"], name="publications_at_a_place")]
        constraints = [
            models.UniqueConstraint(
                name="a_list_is_published_once_at_a_place",
                fields=["list", "place"],
                condition=STANDING,
                violation_error_message=_("That this list stands there is recorded already."),
            ),
            taken_back_by_somebody("a_publication_is_taken_back_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.list}: {self.place}"
