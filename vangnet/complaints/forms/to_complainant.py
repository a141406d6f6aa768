"""A letter of the board to who complains, whether he or she stands in a register or not."""

from typing import Any

from vangnet.core.dossiers.forms.letters import WritesLetter
from vangnet.core.dossiers.letters import Addressee, of_guardian
from vangnet.core.dossiers.models import Subject

from ..models import Part


class ToComplainant(WritesLetter):
    def addressee(self, said: dict[str, Any]) -> Addressee:
        rows = Subject.objects.standing().filter(dossier=self.about.dossier, role=Part.COMPLAINANT)
        who = (
            rows.select_related("guardian", "person", "pupil", "entry").order_by("entry", "position").first()
        )
        if who is None:
            return Addressee()
        if who.guardian:
            return of_guardian(who.guardian)
        who.entry.dossier = (
            self.about.dossier
        )  # whose key opens the name of somebody who stands in no register
        return Addressee((who.shown_name,), who.shown_name)
