"""Something that is broken or dangerous, from the moment a colleague reports it until it is repaired or out of use.

An inspection's findings are defects too: there is one list of what must be done to the building. Each step keeps the
day before which the next one is promised, so that what stands still can be seen on any day, also afterwards.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.attachments.models import Attachment
from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded

from .equipment import Equipment, Inspection, Responsible
from .partners import Partner


class Defect(Recorded):
    """`step_count` counts its steps: who answers on what a colleague overtook gets the form back."""

    class Outcome(models.TextChoices):
        REPAIRED = "repaired", _("repaired")
        REMOVED = "removed", _("removed from use")
        NO_DEFECT = "no_defect", _("no defect after all")

    school = models.ForeignKey(School, models.PROTECT, related_name="defects")
    place = models.CharField(_("where"), max_length=120)
    what = models.CharField(_("what is wrong"), max_length=500)
    is_danger = models.BooleanField(_("is it dangerous now?"))
    photo = models.ForeignKey(Attachment, models.PROTECT, related_name="+", null=True)
    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="defects", null=True, blank=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings", null=True, blank=True)
    responsible = models.CharField(
        _("who answers for it"), max_length=20, choices=Responsible, default=Responsible.BOARD
    )
    reported_on = models.DateField(_("reported on"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", null=True)
    due_on = models.DateField(_("before"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    settled_on = models.DateField(_("settled on"), null=True)
    step_count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-is_danger", "due_on", "pk"]
        indexes = [models.Index(fields=["school", "settled_on", "due_on"], name="defects_of_a_school")]
        constraints = [
            models.CheckConstraint(
                name="a_defect_is_settled_with_an_outcome",
                condition=Q(settled_on=None, outcome="")
                | (Q(settled_on__isnull=False, settled_on__gte=F("reported_on")) & ~Q(outcome="")),
                violation_error_message=_("Choose a day on or after the one on which it was reported."),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class DefectStep(Recorded):
    """What was done about a defect. `promised_until` is the last day before which the next thing must happen."""

    class Kind(models.TextChoices):
        REPORTED = "reported", _("reported")
        SENT_ON = "sent_on", _("sent on")
        NOTE = "note", _("told")
        SETTLED = "settled", _("settled")
        OPENED_AGAIN = "opened_again", _("opened again")

    class Way(models.TextChoices):
        MAIL = "mail", _("by mail from here")
        PHONE = "phone", _("by phone")
        PORTAL = "portal", _("through their own website")
        SPOKEN = "spoken", _("told in person")

    defect = models.ForeignKey(Defect, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    held_on = models.DateField(_("on"))
    text = models.TextField(_("what happened"), max_length=2000, blank=True)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", null=True)
    way = models.CharField(_("how"), max_length=20, choices=Way, blank=True)
    reference = models.CharField(_("their number"), max_length=60, blank=True)
    promised_until = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["defect", "held_on"], name="steps_of_a_defect")]
        constraints = [
            models.UniqueConstraint(fields=["defect", "number"], name="one_step_of_a_defect_at_a_time"),
            models.CheckConstraint(
                name="a_promise_lies_ahead",
                condition=Q(promised_until=None) | Q(promised_until__gte=F("held_on")),
                violation_error_message=_("Choose a day that still lies ahead."),
            ),
            models.CheckConstraint(
                name="a_defect_is_sent_to_somebody",
                condition=Q(partner=None) | Q(kind="sent_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.defect}: {self.kind}"
