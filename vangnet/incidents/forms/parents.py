"""Telling the parents of one child: who was told, by whom, how and when; or why they were not.

The other child is never named: what parents of one child hear about another is personal data of that other child
(AVG art. 5 lid 1 onder c). A guardian without custody, or whom an order forbids information, is told only after who
records it has said so once more (BW art. 1:377c gives a right to important information, and a court may limit it).
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.access.grounds import own_pupils
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.parents import (
    NOBODY_IN_THE_REGISTER,
    Parent,
    TellsParents,
    cards,
    parents_to_tell,
    tellers,
)
from vangnet.core.dossiers.forms.steps import About
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.people.models import Pupil
from vangnet.ui.widgets import ChoiceCards

from ..earlier import children_of
from ..models import ParentsTold


def parents_of(about: About) -> list[Parent]:
    """The guardians of each child concerned, children whose parents know nothing yet first."""
    told = ParentsTold.objects.standing().filter(entry__dossier=about.dossier).values_list("pupil", flat=True)
    return parents_to_tell(_children(about), set(told), about.on)


def _children(about: About) -> dict[int, Pupil]:
    """Who handles the incident tells the parents of every child, a teacher those of own pupils."""
    children = children_of(about.dossier)
    if about.handles:
        return children
    own = set(own_pupils(about.person, about.on).filter(pk__in=children).values_list("pk", flat=True))
    return {key: child for key, child in children.items() if key in own}


class TellParentsForm(TellsParents):
    says = _("What was told, what did they say, what was agreed?")
    hint = _("Never name the other child here, also not by describing who it was. Not told? Then write why.")
    when = _("When were they told?")

    parent = forms.ChoiceField(
        label=_("Whose parents, and who of them?"),
        widget=ChoiceCards(),
        error_messages=either(_("Choose the child and the parent.")),
    )
    how = forms.ChoiceField(
        label=_("How?"),
        choices=ParentsTold.How,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how they were told.")),
    )
    told_by = forms.TypedChoiceField(
        label=_("Who told them?"), coerce=int, error_messages=either(_("Choose who told them."))
    )

    def prepare(self) -> None:
        self.parents = {parent.key: parent for parent in parents_of(self.about)}
        field = self.field("parent")
        field.widget = cards(self.parents.values())
        field.choices = [(key, parent.label) for key, parent in self.parents.items()]
        self.field("told_by").choices = tellers(self.about)
        self.initial.setdefault("told_by", self.about.person.pk)

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        told = next(fact for fact in recorded if isinstance(fact, ParentsTold))
        return {
            **super().stood(recorded),
            "parent": f"{told.pupil_id}-{told.guardian_id or NOBODY_IN_THE_REGISTER}",
        }

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        parent = self.parents.get(said.get("parent", ""))
        if parent:
            self._check(parent, said.get("how", ""))
        return said

    def _check(self, parent: Parent, how: str) -> None:
        everybody = Subject.objects.standing().filter(dossier=self.about.dossier).exclude(pupil=None)
        self.refuse_names(parent.child, [row.pupil for row in everybody.select_related("pupil") if row.pupil])
        if how and how != ParentsTold.How.NOT_TOLD:
            self.ask_to_confirm(parent.notes, parent.despite)

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        parent = self.parents[said["parent"]]
        is_told = said["how"] != ParentsTold.How.NOT_TOLD
        return [
            ParentsTold(
                pupil=parent.child,
                guardian_id=parent.guardian or None,
                told_by_id=said["told_by"],
                how=said["how"],
                despite=parent.despite if is_told else "",
            )
        ]
