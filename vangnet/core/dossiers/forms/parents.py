"""The guardians of the children in a dossier, with what the register says that must be known before talking.

A guardian without custody, or whom an order forbids information, is told only after who records it has said so once
more (BW art. 1:377c gives a right to important information, and a court may limit it).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.law import NO_MORE_THAN_NEEDED
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, ContactOrder, Guardianship, Person, Pupil
from vangnet.core.people.roles import OF_A_SCHOOL
from vangnet.ui.widgets import ChoiceCards

from ..models.talk import Warning
from ..naming import names_told
from .steps import About, StepForm

NOBODY_IN_THE_REGISTER = 0
ORDERS = {
    ContactOrder.Kind.NO_CONTACT: _("Order: no contact with the child."),
    ContactOrder.Kind.SUPERVISED: _("Order: contact under supervision only."),
    ContactOrder.Kind.NO_INFORMATION: _("Order: no information about the child."),
}


class Warned(Protocol):
    """Somebody to choose, with what must be known first."""

    @property
    def key(self) -> str: ...

    @property
    def notes(self) -> tuple[str, ...]: ...

    @property
    def is_warned(self) -> bool: ...


@dataclass(frozen=True)
class Parent:
    """A guardian of one of the children; `notes` is what must be known first, `despite` what must be confirmed."""

    child: Pupil
    guardian: int
    label: str
    notes: tuple[str, ...] = ()
    is_warned: bool = False
    despite: str = ""

    @property
    def key(self) -> str:
        return f"{self.child.pk}-{self.guardian}"


def parents_to_tell(children: Mapping[int, Pupil], told: Collection[int], on: date) -> list[Parent]:
    """The guardians of each child, those of children who were not told yet first; and somebody else, or nobody."""
    ties: dict[int, list[Guardianship]] = defaultdict(list)
    for tie in Guardianship.objects.filter(holds_on(on), pupil__in=children).select_related("guardian"):
        ties[tie.pupil_id].append(tie)
    orders: dict[tuple[int, int], list[str]] = defaultdict(list)
    for order in ContactOrder.objects.filter(holds_on(on), pupil__in=children):
        orders[order.pupil_id, order.guardian_id].append(order.kind)
    found = []
    for child in sorted(children.values(), key=lambda child: child.pk in told):
        again = (gettext("Told before; record here what was told again."),) if child.pk in told else ()
        found += [_parent(child, tie, orders[child.pk, tie.guardian_id], again) for tie in ties[child.pk]]
        label = gettext("Parents of %(child)s: somebody else, or nobody") % {"child": child.full_name}
        found.append(Parent(child, NOBODY_IN_THE_REGISTER, label, (gettext("Say below who, or why not."),)))
    return found


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
        return Warning.NO_INFORMATION
    return "" if tie.has_custody else Warning.NO_CUSTODY


def cards(choices: Iterable[Warned]) -> ChoiceCards:
    """To choose from, with what must be known of each first."""
    shown = list(choices)
    return ChoiceCards(
        hints={each.key: " ".join(each.notes) for each in shown},
        icons={each.key: "alert" for each in shown if each.is_warned},
    )


def tellers(about: About) -> list[tuple[int, str]]:
    """Who works at the school today, and whoever fills in the form."""
    here = Appointment.objects.filter(
        holds_on(about.on), school=about.dossier.school_id, role__in=list(OF_A_SCHOOL)
    )
    people = Person.objects.filter(pk__in=[*here.values_list("person", flat=True), about.person.pk])
    return [(person.pk, person.full_name) for person in people]


class TellsParents(StepForm):
    """A form about a talk with parents: the other child is never named, and a warning is confirmed first."""

    confirmed = forms.BooleanField(
        label=_("I know this, and this parent was told all the same."), required=False
    )

    def refuse_names(self, child: Pupil, others: Iterable[Pupil]) -> None:
        if found := names_told(self.cleaned_data.get("text", ""), others, child):
            words = {
                "names": ", ".join(found),
                "child": child.call_name,
                "source": NO_MORE_THAN_NEEDED.cite(),
            }
            says = gettext(
                "This names another child (%(names)s). What the parents of %(child)s hear is never about who the "
                "other child was (%(source)s). Write “the other child” instead."
            )
            self.add_error("text", says % words)

    def ask_to_confirm(self, notes: Sequence[str], despite: str) -> None:
        if despite:
            says = gettext("Look at this first. %(notes)s Tick this only when it is right: %(warning)s.")
            self.confirm_first(says % {"notes": " ".join(notes), "warning": Warning(despite).label})
