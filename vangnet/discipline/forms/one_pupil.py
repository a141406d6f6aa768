"""Opening a suspension or a removal: of one pupil, on a ground; what parents did as ground is questioned first."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import OpeningForm
from vangnet.core.dossiers.people_search import Register
from vangnet.core.people.models import Pupil

from ..models import Part
from ..protocol import PARENTS_AS_GROUND
from .confirming import AsksToConfirm

PARENTS = "parents"


class OnePupilForm(AsksToConfirm, OpeningForm):
    legend = _("Which pupil?")
    roles: ClassVar[Any] = (Part.PUPIL,)
    needed: ClassVar[Any] = {Part.PUPIL: _("Choose the pupil.")}
    registers = frozenset({Register.PUPIL})
    knows_others = False

    def prepare(self) -> None:
        self.carried = [row for row in self.carried if row.pupil]
        super().prepare()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if len(self.people.chosen) > 1:
            self.add_error(
                None, _("This is about one pupil. Take the others away; each has a dossier of their own.")
            )
        elif self.people.chosen and not self._sits_there():
            self.add_error(None, _("This pupil does not sit at the school that you chose."))
        if said.get("ground") == PARENTS:
            says = gettext(
                "What parents did is seldom a ground that holds: it is judged strictly, and the pupil pays for it "
                "(%(source)s). Think of an agreement with the parents or a ban on entering first, and ask a lawyer "
                "before you decide. If this is the ground all the same, tick here."
            )
            self.confirm_first(says % {"source": PARENTS_AS_GROUND.cite()})
        return said

    def _sits_there(self) -> bool:
        """Who works at more than one school can find pupils of each; in a correction, as it was then."""
        if "school" in self.fields and "school" not in self.cleaned_data:
            return True  # said at its own field
        keys = [subject.pupil_id for subject in self.people.facts()]
        return Pupil.objects.at(self.school_chosen, self.about.dossier.opened_on).filter(pk__in=keys).exists()
