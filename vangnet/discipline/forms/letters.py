"""A letter to the parents: to whom it went, when and how; with what the register says of that parent first."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.colleague import NotAsked
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.parents import NOBODY_IN_THE_REGISTER, TellsParents, parents_to_tell
from vangnet.core.dossiers.forms.sent import SendsForm
from vangnet.core.dossiers.forms.steps import MOMENT
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.ui.widgets import ChoiceCards

from ..models import LetterSent


class LetterForm(SendsForm, TellsParents):
    says = _("What must be known of it?")
    hint = _("For example who handed it over. Keep the letter itself in the pupil's file.")
    needs_text = False

    parent = forms.ChoiceField(
        label=_("To whom?"), widget=ChoiceCards(), error_messages=either(_("Choose to whom it went."))
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["happened_at"].widget = NotAsked(format=MOMENT)  # the day on which it was sent says it
        about = Subject.objects.standing().filter(dossier=self.about.dossier).exclude(pupil=None)
        children = {row.pupil.pk: row.pupil for row in about.select_related("pupil") if row.pupil}
        self.parents = {parent.key: parent for parent in parents_to_tell(children, (), self.about.on)}
        field = self.field("parent")
        field.widget = ChoiceCards(
            hints={key: " ".join(parent.notes) for key, parent in self.parents.items()},
            icons={key: "alert" for key, parent in self.parents.items() if parent.is_warned},
        )
        field.choices = [(key, parent.label) for key, parent in self.parents.items()]
        self.order_fields(["parent", *self.fields])  # to whom comes before how

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        letter = next(fact for fact in recorded if isinstance(fact, LetterSent))
        guardian = letter.guardian_id or NOBODY_IN_THE_REGISTER
        return {**super().stood(recorded), "parent": f"{letter.pupil_id}-{guardian}"}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        parent = self.parents.get(said.get("parent", ""))
        if parent and parent.guardian == NOBODY_IN_THE_REGISTER and not said.get("text"):
            self.add_error("text", _("Write down to whom it went."))
        if parent:
            self.ask_to_confirm(parent.notes, parent.despite)
        return said

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        parent = self.parents[said["parent"]]
        return [
            LetterSent(
                pupil=parent.child,
                guardian_id=parent.guardian or None,
                **self.sent_how,
                tells_to_object=bool(said.get("tells_to_object")),
                despite=parent.despite,
            )
        ]
