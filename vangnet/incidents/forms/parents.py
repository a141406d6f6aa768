"""Telling the parents of one child: who was told, by whom, how and when; or why they were not.

The other child is never named: what parents of one child hear about another is personal data of that other child
(AVG art. 5 lid 1 onder c). A guardian without custody, or whom an order forbids information, is told only after who
records it has said so once more (BW art. 1:377c gives a right to important information, and a court may limit it).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.access.grounds import own_pupils
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import About, StepForm
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, ContactOrder, Guardianship, Person, Pupil
from vangnet.core.people.roles import OF_A_SCHOOL
from vangnet.ui.widgets import ChoiceCards

from ..earlier import children_of
from ..models import ParentsTold
from ..naming import names_told
from ..protocol import NO_MORE_THAN_NEEDED

NOBODY_IN_THE_REGISTER = 0
ORDERS = {
    ContactOrder.Kind.NO_CONTACT: _("Order: no contact with the child."),
    ContactOrder.Kind.SUPERVISED: _("Order: contact under supervision only."),
    ContactOrder.Kind.NO_INFORMATION: _("Order: no information about the child."),
}


@dataclass(frozen=True)
class Parent:
    """A guardian of one of the children, with what the register says that must be known before talking."""

    child: Pupil
    guardian: int
    label: str
    notes: tuple[str, ...] = ()
    is_warned: bool = False
    despite: str = ""

    @property
    def key(self) -> str:
        return f"{self.child.pk}-{self.guardian}"


def parents_of(about: About) -> list[Parent]:
    """The guardians of each child concerned, children whose parents know nothing yet first."""
    children = _children(about)
    told = set(
        ParentsTold.objects.standing().filter(entry__dossier=about.dossier).values_list("pupil", flat=True)
    )
    ties: dict[int, list[Guardianship]] = defaultdict(list)
    for tie in Guardianship.objects.filter(holds_on(about.on), pupil__in=children).select_related("guardian"):
        ties[tie.pupil_id].append(tie)
    orders: dict[tuple[int, int], list[str]] = defaultdict(list)
    for order in ContactOrder.objects.filter(holds_on(about.on), pupil__in=children):
        orders[order.pupil_id, order.guardian_id].append(order.kind)
    found = []
    for child in sorted(children.values(), key=lambda child: child.pk in told):
        again = (gettext("Told before; record here what was told again."),) if child.pk in told else ()
        found += [_parent(child, tie, orders[child.pk, tie.guardian_id], again) for tie in ties[child.pk]]
        label = gettext("Parents of %(child)s: somebody else, or nobody") % {"child": child.full_name}
        found.append(Parent(child, NOBODY_IN_THE_REGISTER, label, (gettext("Say below who, or why not."),)))
    return found


def _children(about: About) -> dict[int, Pupil]:
    """Who handles the incident tells the parents of every child, a teacher those of own pupils."""
    children = children_of(about.dossier)
    if about.handles:
        return children
    own = set(own_pupils(about.person, about.on).filter(pk__in=children).values_list("pk", flat=True))
    return {key: child for key, child in children.items() if key in own}


def _parent(child: Pupil, tie: Guardianship, orders: Sequence[str], again: tuple[str, ...]) -> Parent:
    notes = [str(ORDERS[ContactOrder.Kind(kind)]) for kind in orders]
    if not tie.has_custody:
        notes.append(gettext("Has no custody: hears important matters only, and on asking."))
    if tie.guardian.has_secret_address:
        notes.append(gettext("Secret address: mention it nowhere, send no letter."))
    words = {
        "child": child.full_name,
        "guardian": tie.guardian.full_name,
        "relation": tie.get_relation_display().lower(),
    }
    label = gettext("%(child)s: %(guardian)s, %(relation)s") % words
    return Parent(child, tie.guardian_id, label, (*notes, *again), bool(notes), _despite(tie, orders))


def _despite(tie: Guardianship, orders: Sequence[str]) -> str:
    if ContactOrder.Kind.NO_INFORMATION in orders:
        return ParentsTold.Warning.NO_INFORMATION
    return "" if tie.has_custody else ParentsTold.Warning.NO_CUSTODY


class TellParentsForm(StepForm):
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
    confirmed = forms.BooleanField(
        label=_("I know this, and this parent was told all the same."), required=False
    )

    asks_to_confirm = False

    def prepare(self) -> None:
        self.parents = {parent.key: parent for parent in parents_of(self.about)}
        field = self.field("parent")
        hints = {key: " ".join(parent.notes) for key, parent in self.parents.items()}
        icons = {key: "alert" for key, parent in self.parents.items() if parent.is_warned}
        field.widget = ChoiceCards(hints=hints, icons=icons)
        field.choices = [(key, parent.label) for key, parent in self.parents.items()]
        self.field("told_by").choices = _tellers(self.about)
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
            self._check_names(parent)
            self._check_how(parent, said.get("how", ""))
        return said

    def _check_names(self, parent: Parent) -> None:
        everybody = Subject.objects.standing().filter(dossier=self.about.dossier).exclude(pupil=None)
        others = [row.pupil for row in everybody.select_related("pupil") if row.pupil]
        found = names_told(self.cleaned_data.get("text", ""), others, parent.child)
        if found:
            words = {
                "names": ", ".join(found),
                "child": parent.child.call_name,
                "source": NO_MORE_THAN_NEEDED.cite(),
            }
            self.add_error(
                "text",
                gettext(
                    "This names another child (%(names)s). What the parents of %(child)s hear is never about who the "
                    "other child was (%(source)s). Write “the other child” instead."
                )
                % words,
            )

    def _check_how(self, parent: Parent, how: str) -> None:
        is_told = how and how != ParentsTold.How.NOT_TOLD
        if is_told and parent.despite and not self.cleaned_data.get("confirmed"):
            self.asks_to_confirm = True
            warning = ParentsTold.Warning(parent.despite).label
            says = gettext("Look at this first. %(notes)s Tick this only when it is right: %(warning)s.")
            self.add_error("confirmed", says % {"notes": " ".join(parent.notes), "warning": warning})

    @property
    def shows_confirmation(self) -> bool:
        return self.asks_to_confirm or bool(self.is_bound and self.data.get("confirmed"))

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


def _tellers(about: About) -> list[tuple[int, str]]:
    """Who works at the school today, and whoever fills in the form."""
    here = Appointment.objects.filter(
        holds_on(about.on), school=about.dossier.school_id, role__in=list(OF_A_SCHOOL)
    )
    people = Person.objects.filter(pk__in=[*here.values_list("person", flat=True), about.person.pk])
    return [(person.pk, person.full_name) for person in people]
