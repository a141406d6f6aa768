"""What happened and what was done at that moment: recording, time-out, police, and who came although not allowed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import OpeningForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.involved import Involved
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.dossiers.people_search import Register
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..models import Aggression, Breach, Part, PoliceCall, TimeOut

CAN_BE_THE_PARENT = (Register.GUARDIAN, None)  # None: somebody who stands in no register
POLICE_HINTS: dict[str, Any] = {PoliceCall.How.EMERGENCY: _("Acute danger: first call, record later.")}


class RecordForm(OpeningForm):
    says = _("What happened?")
    hint = _("What came before, what was said and done, how did it end? Facts, no opinion.")
    legend = _("Which parent, of which child, and at whom was it aimed?")
    roles = (Part.PARENT, Part.PUPIL, Part.TARGET, Part.WITNESS)
    needed = {Part.PARENT: _("Choose the parent or visitor, or write down who it was.")}

    nature = forms.ChoiceField(
        label=_("What was it?"),
        help_text=_("The worst of it, if there was more than one thing."),
        choices=Aggression.Nature,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what it was.")),
    )

    def __init__(self, *arguments: Any, carried: Sequence[Subject] = (), **named: Any) -> None:
        """From an incident comes who can have that part here: a pupil who did something is no parent."""
        fitting = [row for row in carried if row.role != Part.PARENT or not (row.pupil or row.person)]
        super().__init__(*arguments, carried=fitting, **named)

    def _misplaced(self) -> list[Any]:
        return [*super()._misplaced(), *self._mistaken()]

    def _mistaken(self) -> list[Any]:
        parents, children = self._with(Part.PARENT), self._with(Part.PUPIL)
        found = []
        if any(person.register not in CAN_BE_THE_PARENT for person in parents):
            found.append(
                _("Only a parent, or somebody who stands in no register, can be the parent or visitor.")
            )
        if any(person.register is not Register.PUPIL for person in children):
            found.append(_("Only a pupil can be the child of this parent."))
        if len(parents) > 1:
            found.append(
                _("One parent in a dossier: warning and access ban are personal. Open another for the other.")
            )
        if any(person.register is Register.GUARDIAN for person in parents) and not children:
            found.append(
                _("Choose the child of this parent as well, so that coming and going can be agreed.")
            )
        return found

    def _with(self, part: Part) -> list[Involved]:
        return [person for person in self.people.chosen if part in person.parts]

    def facts(self) -> list[Fact]:
        return [Aggression(nature=self.cleaned_data["nature"]), *super().facts()]


class TimeOutForm(StepForm):
    says = _("What was agreed for the time-out?")
    hint = _("Who stopped the talk, who stayed with whom, and who takes it up again?")

    talk_on = forms.DateField(
        label=_("On which day do you talk again?"),
        help_text=_("Leave it empty when that is not known yet."),
        widget=DayInput(),
        required=False,
        error_messages=either(_("Fill in a day.")),
    )

    def clean_talk_on(self) -> date | None:
        on: date | None = self.cleaned_data["talk_on"]
        if on and on < self.about.on and not self.about.corrects:
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return on

    def facts(self) -> list[Fact]:
        return [TimeOut(talk_on=self.cleaned_data["talk_on"])]


class PoliceForm(StepForm):
    says = _("What was told or agreed, and with whom?")
    needs_text = False

    how = forms.ChoiceField(
        label=_("What was it?"),
        choices=PoliceCall.How,
        widget=ChoiceCards(hints=POLICE_HINTS),
        error_messages=either(_("Choose what it was.")),
    )
    number = forms.CharField(label=_("Reference of the police"), required=False, max_length=60)

    def facts(self) -> list[Fact]:
        return [PoliceCall(how=self.cleaned_data["how"], number=self.cleaned_data["number"])]


class BreachForm(StepForm):
    says = _("What happened?")
    hint = _("Who told this person to leave, in which words, and who saw it?")

    place = forms.ChoiceField(
        label=_("Where?"),
        choices=Breach.Place,
        widget=ChoiceCards(),
        error_messages=either(_("Choose where it was.")),
    )
    left_when_told = forms.BooleanField(label=_("This person left at once when told to."), required=False)

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [Breach(place=said["place"], left_when_told=said["left_when_told"])]
