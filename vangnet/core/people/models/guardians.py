"""Parents and carers: who has custody, who may not be told what, and whose address is secret.

A parent without custody has no right to the file (BW 1:377c gives a right to important information only), and a
court may forbid contact; so both stand with dates beside the child.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..dated import Dated, ends_after_it_begins
from ..names import Named, NamedQuerySet
from .groups import Pupil


class Guardian(Named):
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    second_phone = models.CharField(_("second phone"), max_length=30, blank=True)
    street = models.CharField(_("street"), max_length=150, blank=True)
    house_number = models.CharField(_("house number"), max_length=20, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=7, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    has_secret_address = models.BooleanField(_("secret address"), default=False)
    key = models.CharField(_("key in the roster"), max_length=256, blank=True, db_index=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "call_name"]


class Guardianship(Dated):
    """A guardian of a pupil, with the relation, custody, and the order in which to call."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        PARENT = "parent", _("Parent")
        STEP_PARENT = "step_parent", _("Step-parent")
        FOSTER_PARENT = "foster_parent", _("Foster parent")
        LEGAL_GUARDIAN = "legal_guardian", _("Legal guardian")
        FAMILY = "family", _("Family")
        CONTACT = "contact", _("Emergency contact")

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="guardianships")
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, default=Relation.PARENT)
    has_custody = models.BooleanField(_("has custody"), default=True)
    call_order = models.PositiveSmallIntegerField(_("order in which to call"), default=1)

    class Meta:
        ordering = ["pupil", "call_order"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "guardian", "first_on"], name="one_guardianship_from_a_day"
            ),
            ends_after_it_begins("a_guardianship_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} - {self.pupil}"


class ContactOrder(Dated):
    """A court's or authority's order about contact between a guardian and a pupil."""

    class Kind(models.TextChoices):
        NO_CONTACT = "no_contact", _("No contact")
        SUPERVISED = "supervised", _("Supervised contact only")
        NO_INFORMATION = "no_information", _("No information about the pupil")

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="contact_orders")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="contact_orders")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    ordered_by = models.CharField(_("ordered by"), max_length=200)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        constraints = [ends_after_it_begins("a_contact_order_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.guardian} - {self.pupil}"
