"""A form of a step in which people are named, each with a part in the dossier."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import School

from ..models import Fact, Subject
from ..people_search import Reach, Register
from .involved import People, as_sent, is_picking, people_in, place_of
from .people_page import PeopleShown
from .steps import StepForm


class AboutPeople(StepForm):
    """`roles`: the parts that can be chosen, of those that the kind knows; `needed`: those that nobody can lack.

    `registers`: where those people may stand, and whether it may be somebody who stands in none.
    """

    legend: ClassVar[Any] = _("Who is it about?")
    roles: ClassVar[Sequence[str]] = ()
    needed: ClassVar[Mapping[str, Any]] = {}
    registers: ClassVar[frozenset[Register]] = frozenset(Register)
    knows_others: ClassVar[bool] = True

    @classmethod
    def is_picking(cls, sent: QueryDict) -> bool:
        return is_picking(sent)

    def prepare(self) -> None:
        self.reach = Reach(self.about.person, self.schools, self.about.dossier.opened_on)
        self.people: People = people_in(self._people_sent(), self.reach, self.roles)

    @property
    def schools(self) -> Sequence[School]:
        return [self.about.dossier.school]

    def _people_sent(self) -> QueryDict:
        if self.sent:
            return self.sent
        recorded = [fact for fact in self.about.recorded if isinstance(fact, Subject)]
        return as_sent(subject for subject in recorded if subject.role in self.roles)

    def clean(self) -> dict[str, Any]:
        for says in [*self.people.mistakes().values(), *self._missing(), *self._misplaced()]:
            self.add_error(None, says)
        return self.cleaned_data

    def _missing(self) -> list[Any]:
        there = {part for person in self.people.chosen for part in person.parts}
        return [says for role, says in self.needed.items() if role not in there]

    def _misplaced(self) -> list[Any]:
        placed = [person.register for person in self.people.chosen]
        if any(register not in self.registers if register else not self.knows_others for register in placed):
            return [_("Somebody you chose can't be chosen here. Look at who is left, and record again.")]
        return []

    @property
    def people_field(self) -> PeopleShown:
        return PeopleShown(
            self.people,
            self.reach,
            roles={role: self.about.dossier.declared.subject_roles[role] for role in self.roles},
            mistakes=self.people.mistakes() if self.is_bound else {},
            legend=self.legend,
            registers=self.registers,
            knows_others=self.knows_others,
        )

    def facts(self) -> list[Fact]:
        return [*self.people.facts()]


class OpeningForm(AboutPeople):
    """The first step of a dossier: at which school, about whom, what is known. `carried`: who had a part before."""

    school = forms.ChoiceField(label=_("At which school?"), required=False)

    def __init__(
        self, *arguments: Any, offered: Sequence[School] = (), carried: Sequence[Subject] = (), **named: Any
    ) -> None:
        self.offered, self.carried = {str(school.pk): school for school in offered}, carried
        super().__init__(*arguments, **named)

    def prepare(self) -> None:
        if len(self.offered) > 1:
            self.field("school").choices = [(key, school.name) for key, school in self.offered.items()]
            self.fields["school"].required = True
        else:
            del self.fields["school"]
        super().prepare()

    @property
    def schools(self) -> Sequence[School]:
        return list(self.offered.values()) or super().schools

    def _people_sent(self) -> QueryDict:
        """Who had a part before and can have one here; a colleague has none where only pupils are named."""
        if self.sent or not self.carried:
            return super()._people_sent()
        return as_sent(subject for subject in self.carried if self._may_stand(subject))

    def _may_stand(self, subject: Subject) -> bool:
        place = place_of(subject)
        return place[0] in self.registers if place else self.knows_others

    @property
    def school_chosen(self) -> School:
        return self.offered[self.cleaned_data["school"]] if "school" in self.fields else self.schools[0]
