"""Recording the suspicion: what was seen or heard, in the words that were used, and nothing that was asked after."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.access.grounds import schools_where
from vangnet.core.dossiers.forms.about_people import OpeningForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.involved import Involved
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.dossiers.people_search import Register, key_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.names import matching, searchable
from vangnet.core.people.roles import Role
from vangnet.ui.widgets import ChoiceCards

from ..models import BoardTold, Part, Suspicion
from ..protocol import INTIMIDATION, STAFF_TELLS_BOARD

HINTS: dict[str, Any] = {
    Suspicion.Nature.OFFENCE: _("In doubt, choose this. Touching, images or messages can be an offence too."),
    Suspicion.Nature.INTIMIDATION: _(
        "Such as remarks. The law does not ask the same here yet; the way is the same."
    ),
}


class RecordForm(OpeningForm):
    says = _("What do you know, and from whom?")
    hint = _("What you saw or heard yourself, in the words that were used. No opinion; don't ask further.")
    when = _("When did you hear or see it?")
    legend = _("Which pupil, and who is accused?")
    roles = (Part.PUPIL, Part.ACCUSED)
    needed = {Part.ACCUSED: _("Choose who is accused. Not known? Write “not known yet” as the name.")}

    nature = forms.ChoiceField(
        label=_("What does it seem to be?"),
        choices=Suspicion.Nature,
        widget=ChoiceCards(hints=HINTS),
        error_messages=either(_("Choose what it seems to be. In doubt, choose a sexual offence.")),
    )
    works_as = forms.ChoiceField(
        label=_("What does the accused do for the school?"),
        help_text=_("Everybody who does something for the school counts, paid or not."),
        choices=Suspicion.WorksAs,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what the accused does for the school.")),
    )
    understood = forms.BooleanField(
        label=_(
            "I do not investigate, I ask nobody further, and I speak with the accused about nothing of this."
        ),
        error_messages={
            "required": _(
                "Read this and tick it. Only the police investigate; questions from school can spoil that."
            )
        },
    )

    def __init__(self, *arguments: Any, carried: Sequence[Subject] = (), **named: Any) -> None:
        """No pupil is accused here, whatever part he or she had in what came before."""
        kept = [row for row in carried if not (row.pupil and row.role == Part.ACCUSED)]
        super().__init__(*arguments, carried=kept, **named)

    def prepare(self) -> None:
        super().prepare()
        self.fields["nature"].help_text = gettext(
            "%(law)s is about offences. Intimidation: %(practice)s."
        ) % {
            "law": STAFF_TELLS_BOARD.cite(),
            "practice": gettext(INTIMIDATION.cite()),
        }

    def _misplaced(self) -> list[Any]:
        """The accused works here or stands in no register; whoever is accused does not record it."""
        found = super()._misplaced()
        accused, pupils = self._with(Part.ACCUSED), self._with(Part.PUPIL)
        if any(person.register is Register.PUPIL for person in accused):
            found.append(
                _("This is about somebody who works for the school. Between pupils: record an incident.")
            )
        if any(person.register not in (Register.PUPIL, None) for person in pupils):
            found.append(_("The pupil is a pupil of the school, or somebody whose name you write down."))
        if key_of(Register.STAFF, self.about.person) in {person.key for person in accused}:
            found.append(_("Somebody else records what is about you. Ask the board."))
        found += [says for person in accused if person.is_other and (says := self._unclear(person.name))]
        return found

    def _with(self, part: str) -> list[Involved]:
        return [person for person in self.people.chosen if part in person.parts]

    def _unclear(self, name: str) -> str:
        """A colleague who is accused must be known as that colleague: only so it stays closed to him or her."""
        found = self._colleagues_called(name)
        if len(found) > 1 or (found and " " not in searchable(name)):
            says = gettext(
                "A colleague is called “%(name)s” too. Write first and last name, or choose the colleague."
            )
            return says % {"name": name}
        return ""

    def _colleagues_called(self, name: str) -> list[Person]:
        """Of the whole board: the members of the board and its directors cannot be searched for."""
        held = Appointment.objects.filter(holds_on(self.about.on))
        return list(Person.objects.filter(matching(name), pk__in=held.values("person")))

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        suspicion = Suspicion(nature=said["nature"], works_as=said["works_as"])
        return [suspicion, *self._known_to_the_board(), *self._subjects(super().facts())]

    def _subjects(self, facts: Iterable[Fact]) -> Iterable[Fact]:
        for fact in facts:
            is_named = isinstance(fact, Subject) and fact.role == Part.ACCUSED and fact.name
            found = self._colleagues_called(fact.name) if isinstance(fact, Subject) and is_named else []
            yield Subject(role=Part.ACCUSED, person=found[0]) if found else fact

    def _known_to_the_board(self) -> list[Fact]:
        """When a member of the board records it, the board knows; a correction leaves standing what stood."""
        about = self.about
        if about.corrects:
            stood = [fact for fact in about.recorded if isinstance(fact, BoardTold)]
            return [BoardTold(person=fact.person, how=fact.how) for fact in stood]
        here = schools_where(about.person, about.on, [Role.EXECUTIVE_BOARD])
        is_board = here.filter(pk=self.school_chosen.pk).exists()
        return [BoardTold(person=about.person, how=BoardTold.How.HEARD_IT)] if is_board else []
