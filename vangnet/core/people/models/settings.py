"""What a school or the board has agreed for itself, with the day from which it holds and where it was agreed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import School
from .staff import Person


class SchoolRule(models.Model):
    """One agreed value, such as the days within which an incident is reviewed.

    The declaration (`vangnet.core.agreements`) gives the default, the unit and the source; a row here replaces the
    default for one school, or for all when no school is named. Rows are added, never changed: what held last year
    can still be asked.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="rules", null=True, blank=True)
    key = models.CharField(_("rule"), max_length=80)
    value = models.IntegerField(_("value"))
    since = models.DateField(_("since"))
    source = models.CharField(_("agreed in"), max_length=300)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["key", "since"]
        indexes = [models.Index(fields=["key", "school", "since"], name="rule_of_a_school")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
