"""Who carries out the work on the building, how they are reached, and what was agreed with them.

A row without a school holds for all schools of the board, such as the municipality that maintains every building.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.attachments.models import Attachment
from vangnet.core.people.dated import Dated, ends_after_it_begins
from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded, Versioned


class Partner(Dated, Recorded, Versioned):
    """A municipality, a firm, the board's own service: whoever comes to repair or inspect."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        BOARD = "board", _("office of the board")
        FIRM = "firm", _("firm")
        SCHOOL = "school", _("somebody of the school itself")

    school = models.ForeignKey(School, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("what they are"), max_length=20, choices=Kind, default=Kind.FIRM)
    contact = models.CharField(_("whom to ask for"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    urgent_phone = models.CharField(_("phone when it cannot wait"), max_length=30, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            ends_after_it_begins("a_partner_ends_after_it_begins"),
            models.CheckConstraint(
                name="a_partner_can_be_reached",
                condition=~Q(email="", phone=""),
                violation_error_message=_("Fill in an e-mail address or a phone number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Contract(Dated, Recorded, Versioned):
    """What was agreed with a partner, from a day until a day or until further notice."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", null=True, blank=True)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="contracts")
    about = models.CharField(_("about"), max_length=200)
    reference = models.CharField(_("number"), max_length=60, blank=True)
    cancel_before = models.DateField(_("cancel before"), null=True, blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["partner__name", "about", "pk"]
        constraints = [
            ends_after_it_begins("a_contract_ends_after_it_begins"),
            models.CheckConstraint(
                name="a_contract_is_cancelled_before_it_ends",
                condition=Q(cancel_before=None)
                | (
                    Q(cancel_before__gte=F("first_on"))
                    & (Q(last_on=None) | Q(cancel_before__lte=F("last_on")))
                ),
                violation_error_message=_("Choose a day between the first and the last one of the contract."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.about}"
