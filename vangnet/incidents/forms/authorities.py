"""The steps in which authorities come in: the police, and after an accident of a colleague the Labour Inspectorate.

Arbowet art. 9: the employer reports an accident of somebody who works for the school with death, permanent injury or
admission to hospital at once; what keeps a colleague away for more than three working days stands on a list.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.ui.widgets import ChoiceCards

from ..models import LabourReport, PoliceContact, StaffAccident
from ..models.facts import Part

OUTCOMES: dict[str, Any] = {
    StaffAccident.Outcome.DEATH: _("Reported to the Labour Inspectorate at once."),
    StaffAccident.Outcome.PERMANENT: _("Reported to the Labour Inspectorate at once."),
    StaffAccident.Outcome.HOSPITAL: _(
        "Reported to the Labour Inspectorate at once. A visit to the outpatients' clinic is no admission."
    ),
    StaffAccident.Outcome.LONG_ABSENCE: _("Not reported; it stands on the employer's list of accidents."),
    StaffAccident.Outcome.SHORT: _("Registered here; nothing has to be reported."),
}


class PoliceForm(StepForm):
    says = _("What was told or agreed, and with whom?")
    needs_text = False

    how = forms.ChoiceField(
        label=_("What was it?"),
        choices=PoliceContact.How,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what it was.")),
    )
    number = forms.CharField(label=_("Reference of the police"), required=False, max_length=60)

    def facts(self) -> list[Fact]:
        return [PoliceContact(how=self.cleaned_data["how"], number=self.cleaned_data["number"])]


class StaffAccidentForm(StepForm):
    says = _("What else must be known?")
    needs_text = False
    when = _("When did this become clear?")

    person = forms.TypedChoiceField(
        label=_("Which colleague?"),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(_("Choose the colleague who was hurt.")),
    )
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=StaffAccident.Outcome,
        widget=ChoiceCards(hints=OUTCOMES),
        error_messages=either(_("Choose how it ended.")),
    )
    nature = forms.CharField(
        label=_("Nature of the injury"),
        help_text=_(
            "In a few words, as far as your colleague wants it recorded; the list of accidents asks for it."
        ),
        required=False,
        max_length=200,
    )

    def prepare(self) -> None:
        hurt = (
            Subject.objects.standing()
            .filter(dossier=self.about.dossier, role=Part.VICTIM)
            .exclude(person=None)
        )
        people = [(row.person_id, row.shown_name) for row in hurt.select_related("person")]
        self.field("person").choices = people
        if len(people) == 1:
            self.initial.setdefault("person", people[0][0])

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [StaffAccident(person_id=said["person"], outcome=said["outcome"], nature=said["nature"])]


class LabourReportForm(StepForm):
    says = _("What was told or agreed?")
    needs_text = False
    when = _("When was it reported?")

    number = forms.CharField(label=_("Reference of the Labour Inspectorate"), required=False, max_length=60)

    def facts(self) -> list[Fact]:
        return [LabourReport(number=self.cleaned_data["number"])]
