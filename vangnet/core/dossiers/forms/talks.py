"""A talk with the children, parents or colleagues whom a dossier is about: with whom, how, what was said.

Of the talk with parents of one child the others are never named: what they hear about another child is personal data
of that child (AVG art. 5 lid 1 onder c). A brother or sister who is also theirs is no other child.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Guardianship, Person, Pupil
from vangnet.ui.widgets import ChoiceCards

from ..models import Fact, Subject
from ..models.talk import How, Partner, Talk
from .fields import either
from .parents import TellsParents, cards, parents_to_tell


@dataclass(frozen=True)
class Other:
    """Somebody to talk with: the fact that says so, and what must be known first."""

    key: str
    label: str
    fact: dict[str, Any]
    child: Pupil | None = None
    notes: tuple[str, ...] = ()
    is_warned: bool = False
    despite: str = ""


class TalkForm(TellsParents):
    """`partners`: who can be spoken with, and `roles`: of whom (none given: of everybody whom the dossier is about)."""

    says = _("What was said, and what was agreed?")
    when = _("When was this talk?")
    partners: ClassVar[Sequence[Partner]] = (Partner.CHILD, Partner.PARENT)
    roles: ClassVar[Sequence[str]] = ()

    partner = forms.ChoiceField(
        label=_("With whom?"), widget=ChoiceCards(), error_messages=either(_("Choose with whom it was."))
    )
    how = forms.ChoiceField(
        label=_("How?"),
        choices=How,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how it was held.")),
    )

    def prepare(self) -> None:
        self.subjects = list(
            Subject.objects.standing()
            .filter(dossier=self.about.dossier)
            .select_related("pupil", "person", "guardian")
            .order_by("entry", "position")
        )
        self.others = {other.key: other for other in self._others()}
        field = self.field("partner")
        field.widget = cards(self.others.values())
        field.choices = [(other.key, other.label) for other in self.others.values()]

    def _others(self) -> Iterable[Other]:
        about = [row for row in self.subjects if not self.roles or row.role in self.roles]
        children = {row.pupil.pk: row.pupil for row in about if row.pupil}
        if Partner.CHILD in self.partners:
            for child in children.values():
                fact = {"partner": Partner.CHILD, "pupil": child}
                yield Other(f"child-{child.pk}", child.full_name, fact, child)
        if Partner.PARENT in self.partners:
            yield from self._parents(children)
        if Partner.COLLEAGUE in self.partners:
            for person in self.colleagues(about):
                fact = {"partner": Partner.COLLEAGUE, "person": person}
                yield Other(f"colleague-{person.pk}", person.full_name, fact)

    def colleagues(self, about: Sequence[Subject]) -> Iterable[Person]:
        """Those whom the dossier is about; a kind may let others be spoken with."""
        return [row.person for row in about if row.person]

    def _parents(self, children: dict[int, Pupil]) -> Iterable[Other]:
        talks = Talk.objects.standing().filter(entry__dossier=self.about.dossier, partner=Partner.PARENT)
        told = set(talks.exclude(how=How.NOT_HELD).values_list("pupil", flat=True))
        for parent in parents_to_tell(children, told, self.about.on):
            yield Other(
                f"parent-{parent.key}",
                parent.label,
                {"partner": Partner.PARENT, "pupil": parent.child, "guardian_id": parent.guardian or None},
                parent.child,
                parent.notes,
                parent.is_warned,
                parent.despite,
            )

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        talk = next(fact for fact in recorded if isinstance(fact, Talk))
        numbers = {
            Partner.CHILD: f"{talk.pupil_id}",
            Partner.PARENT: f"{talk.pupil_id}-{talk.guardian_id or 0}",
            Partner.COLLEAGUE: f"{talk.person_id}",
        }
        return {**super().stood(recorded), "partner": f"{talk.partner}-{numbers[Partner(talk.partner)]}"}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        other = self.others.get(said.get("partner", ""))
        if other:
            self._check(other, said.get("how", ""))
        return said

    def _check(self, other: Other, how: str) -> None:
        if other.child and other.fact["partner"] == Partner.PARENT:
            self.refuse_names(other.child, self._children_of_others(other.fact["guardian_id"]))
        if how and how != How.NOT_HELD:
            self.ask_to_confirm(other.notes, other.despite)

    def _children_of_others(self, guardian: int | None) -> list[Pupil]:
        """The children in the dossier that are not this parent's own."""
        ties = Guardianship.objects.filter(holds_on(self.about.on), guardian=guardian)
        own = set(ties.values_list("pupil", flat=True)) if guardian else set()
        return [row.pupil for row in self.subjects if row.pupil and row.pupil_id not in own]

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        other = self.others[said["partner"]]
        despite = other.despite if said["how"] != How.NOT_HELD else ""
        return [Talk(**other.fact, how=said["how"], despite=despite)]
