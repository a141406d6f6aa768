"""Why an entry was replaced, whatever the kind of dossier."""

from django.utils.translation import gettext_lazy as _

from ..sealed import SealedTextField
from .entry import Fact


class Correction(Fact):
    """A withdrawal has its reason in its own text."""

    known_as = "incidents.correction"  # where it stood when the first of them were recorded
    reason = SealedTextField(_("reason for the correction"))

    def __str__(self) -> str:
        return str(self.entry_id)
