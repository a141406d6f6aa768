"""What the program remembers of an import: which column meant what, and whom a file brought in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .guardians import Guardianship
from .organisation import School
from .staff import Person


class ColumnMapping(models.Model):
    """The columns of the file that a school last brought in, kept only when somebody asked to keep them."""

    kind = models.CharField(_("kind of file"), max_length=30)
    school = models.ForeignKey(School, models.CASCADE, related_name="column_mappings")
    columns = models.JSONField(
        _("columns"), default=dict, help_text=_("The header of a column, and its meaning")
    )
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "school"], name="one_mapping_per_kind_and_school")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.school}"


class ImportedGuardianship(models.Model):
    """A guardianship that a file brought in: only such a one ends because a later file leaves it out."""

    guardianship = models.OneToOneField(
        Guardianship, models.CASCADE, primary_key=True, related_name="imported"
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    imported_on = models.DateField(_("imported on"))

    def __str__(self) -> str:
        return str(self.guardianship)
