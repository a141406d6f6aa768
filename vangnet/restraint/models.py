"""The typed facts of a physical intervention. What people tell in their own words stands sealed in the entry's text."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact, Talk
from vangnet.core.dossiers.sealed import SealedTextField

LONGEST_MINUTES = 240


class Part(models.TextChoices):
    PUPIL = "pupil", _("Pupil who was held")
    INTERVENED = "intervened", _("Who intervened")
    WITNESS = "witness", _("Witness")


class Restraint(Fact):
    """How a pupil was held, stopped or moved: why, after what was tried, for how long, and whether it hurt anybody."""

    class Ground(models.TextChoices):
        DANGER = "danger", _("Serious danger for the pupil or for others")
        ORDER = "order", _("Kept disturbing the order and could not be reached")

    class Hold(models.TextChoices):
        BLOCKED = "blocked", _("Stood in the way")
        LED = "led", _("Led away by arm or shoulder")
        HELD = "held", _("Held")
        CARRIED = "carried", _("Carried")
        OTHER_WAY = "other_way", _("In another way")

    class Injury(models.TextChoices):
        NONE = "none", _("Nobody hurt")
        FIRST_AID = "first_aid", _("First aid at school")
        DOCTOR = "doctor", _("Doctor or dentist")
        HOSPITAL = "hospital", _("Hospital")

    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    hold = models.CharField(_("how"), max_length=10, choices=Hold)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)]
    )
    injury = models.CharField(_("injury"), max_length=10, choices=Injury)
    tried = SealedTextField(_("tried before"))

    def __str__(self) -> str:
        return self.ground


FACTS = (Restraint, Talk)
FACTS_OF = {Restraint: frozenset({"record_restraint"}), Talk: frozenset({"tell_parents"})}
