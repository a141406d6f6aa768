"""A letter to a parent: to whom it went, when and how; with what the register says of that parent first."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Guardian
from vangnet.ui.widgets import ChoiceCards

from ..letters import Addressee, of_guardian, of_parents
from ..models import Fact, Subject
from ..models.sent import ToParent
from .colleague import NotAsked
from .fields import either
from .letters import WritesLetter
from .parents import NOBODY_IN_THE_REGISTER, TellsParents, cards, parents_to_tell
from .sent import SendsForm
from .steps import MOMENT


class ToParentForm(SendsForm, TellsParents):
    """`sent_as`: the fact that says so; `roles`: to the parents of whom (none given: of every pupil in it)."""

    says = _("What must be known of it?")
    hint = _("For example who handed it over.")
    needs_text = False
    sent_as: ClassVar[type[ToParent]]
    roles: ClassVar[Sequence[str]] = ()

    parent = forms.ChoiceField(
        label=_("To whom?"), widget=ChoiceCards(), error_messages=either(_("Choose to whom it went."))
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["happened_at"].widget = NotAsked(format=MOMENT)  # the day on which it was sent says it
        about = Subject.objects.standing().filter(dossier=self.about.dossier).exclude(pupil=None)
        rows = about.filter(role__in=self.roles) if self.roles else about
        children = {row.pupil.pk: row.pupil for row in rows.select_related("pupil") if row.pupil}
        self.parents = {parent.key: parent for parent in parents_to_tell(children, (), self.about.on)}
        field = self.field("parent")
        field.widget = cards(self.parents.values())
        field.choices = [(key, parent.label) for key, parent in self.parents.items()]
        self.order_fields(["parent", *self.fields])  # to whom comes before how

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        letter = next(fact for fact in recorded if isinstance(fact, ToParent))
        guardian = letter.guardian_id or NOBODY_IN_THE_REGISTER
        return {**super().stood(recorded), "parent": f"{letter.pupil_id}-{guardian}"}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        parent = self.parents.get(said.get("parent", ""))
        if parent and parent.guardian == NOBODY_IN_THE_REGISTER and not said.get("text"):
            self.add_error("text", _("Write down to whom it went."))
        if parent:
            self.ask_to_confirm(parent.notes, parent.despite)
        return said

    def facts(self) -> list[Fact]:
        parent = self.parents[self.cleaned_data["parent"]]
        sent = self.sent_as(
            pupil=parent.child,
            guardian_id=parent.guardian or None,
            despite=parent.despite,
            **self.sent_how,
            **self.says_more(),
        )
        return [*super().facts(), sent]

    def says_more(self) -> dict[str, Any]:
        """The other columns of the fact."""
        return {}


class WritesToParent(WritesLetter, ToParentForm):
    """With the letter itself."""

    def addressee(self, said: dict[str, Any]) -> Addressee:
        """Who was chosen; before that, who has custody of the first child."""
        parent = self.parents.get(said.get("parent") or "")
        if parent is None:
            children = [other.child for other in self.parents.values()]
            return of_parents(children[0], self.about.on) if children else Addressee()
        if parent.guardian == NOBODY_IN_THE_REGISTER:
            return Addressee(child=parent.child)
        return of_guardian(Guardian.objects.get(pk=parent.guardian), parent.child)
