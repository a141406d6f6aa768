"""The evacuation plan in versions, what stands in each (NEN 8112:2017), and who of the staff knows what changed.

Safety plan 3.1.7: kept up to date every year, and adapted to each new situation. Safety plan 3.5.2: the emergency
response officers see to it that staff know the procedures.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import Recorded, TakenBack, taken_back_by_somebody


class PlanVersion(Recorded, TakenBack):
    """One version. `asked_on`: from which day staff are asked to confirm it; nothing where they need not."""

    class Why(models.TextChoices):
        FIRST = "first", _("The first version that stands here")
        YEARLY = "yearly", _("Gone through, as every year")
        SITUATION = "situation", _("A new situation: building, groups, people, installations")
        DRILL = "drill", _("What a drill or a real alarm taught")

    school = models.ForeignKey(School, models.PROTECT, related_name="evacuation_plans")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    holds_from = models.DateField(_("holds from"))
    why = models.CharField(_("why"), max_length=20, choices=Why)
    what_changed = models.TextField(_("what changed"), max_length=2000, blank=True)
    asked_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["school", "holds_from"], name="plans_of_a_school")]
        constraints = [
            taken_back_by_somebody("a_plan_is_taken_back_by_somebody"),
            models.UniqueConstraint(fields=["school", "number"], name="one_plan_of_a_number"),
            models.UniqueConstraint(
                fields=["school", "asked_on"],
                condition=Q(taken_back_at=None),
                name="staff_are_asked_once_a_day",
            ),
            models.CheckConstraint(
                name="staff_are_asked_about_a_change", condition=Q(asked_on=None) | ~Q(what_changed="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.number}"


class PlanChapter(models.Model):
    """A chapter that stands in a version. The names are those of NEN 8112:2017, in our own words."""

    class Chapter(models.TextChoices):
        INTRODUCTION = "introduction", _("Introduction, with whom it is for and when it was made")
        DRAWINGS = "drawings", _("1. Drawing of the site and the surroundings")
        BUILDING = "building", _("2. Facts of the building, its installations and the organisation")
        ALARM_PROCEDURE = "alarm_procedure", _("3. Alarm procedure, inside and outside the building")
        FLOW_CHART = "flow_chart", _("4. Flow chart of the alarm")
        ORGANISATION = "organisation", _("5. How leaving the building is organised")
        TASKS = "tasks", _("6. Tasks of staff, reporting point and head of emergency response")
        FLOOR_PLANS = "floor_plans", _("7. Floor plans with routes, exits and equipment")
        LOGBOOK = "logbook", _("8. Logbook of drills and changes")

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="chapters")
    chapter = models.CharField(_("chapter"), max_length=20, choices=Chapter)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "chapter"], name="a_chapter_stands_in_a_plan_once")
        ]

    def __str__(self) -> str:
        return str(self.get_chapter_display())


class PlanFile(Recorded, TakenBack):
    """A drawing, a floor plan or the whole text. A new version can keep the files of the one before."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="files")
    title = models.CharField(_("what it is"), max_length=120)
    file = models.ForeignKey("attachments.Attachment", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["title", "pk"]
        constraints = [taken_back_by_somebody("a_plan_file_is_taken_back_by_somebody")]

    def __str__(self) -> str:
        return self.title


class NewSituation(Recorded, TakenBack):
    """Something that is different from what the plan says, so that the plan must be adapted."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    since = models.DateField(_("since"))
    what = models.CharField(_("what"), max_length=300)

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["school", "since"], name="new_situations_of_a_school")]
        constraints = [taken_back_by_somebody("a_situation_is_taken_back_by_somebody")]

    def __str__(self) -> str:
        return self.what


class Confirmation(models.Model):
    """That somebody read what changed and knows what to do; said by him or her alone."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_on = models.DateField()
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["confirmed_at"]
        indexes = [models.Index(fields=["version", "confirmed_on"], name="confirmations_of_a_plan")]
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="somebody_confirms_a_plan_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"
