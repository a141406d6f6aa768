"""What is filled in after it was decided to remove a pupil: who was told, the objection, the disputes committee."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.forms.to_parents import WritesToParent
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.timeline import Timeline, day
from vangnet.ui.widgets import ChoiceCards

from ..forms.letters import LetterForm
from ..forms.objecting import DecidesObjectionForm
from ..models import AttendanceOfficerTold, DisputeBrought, DisputeEnded
from .case import case_of
from .letters import DECISION, OBJECTION


class TellOfficerForm(StepForm):
    says = _("What must be known of it?")
    needs_text = False
    when = _("When was it told?")

    municipality = forms.CharField(
        label=_("Which municipality?"),
        help_text=_("Where the pupil lives."),
        max_length=100,
        error_messages={"required": _("Fill in the municipality.")},
    )

    def prepare(self) -> None:
        self.initial.setdefault("municipality", self.about.dossier.school.municipality)

    def facts(self) -> list[Fact]:
        return [AttendanceOfficerTold(municipality=self.cleaned_data["municipality"])]


class SendDecisionForm(WritesToParent, LetterForm):
    writes = DECISION

    tells_to_object = forms.BooleanField(
        label=_("It gives the reasons, and says that the parents can object within six weeks"),
        error_messages={
            "required": _(
                "Send a decision that says so, and tick this: without it the six weeks do not begin."
            )
        },
    )

    def clean_sent_on(self) -> date:
        sent_on = super().clean_sent_on()
        decided_on = case_of(Timeline.of(self.about.dossier)).decided_on
        if decided_on and sent_on < decided_on:
            says = gettext("It was decided on %(day)s. It can't have been sent before.")
            raise forms.ValidationError(says % {"day": day(decided_on)})
        return sent_on


class DisputeForm(StepForm):
    says = _("What must be known of it?")
    needs_text = False
    when = _("When was it brought before the committee?")

    number = forms.CharField(label=_("Number of the committee"), required=False, max_length=60)

    def facts(self) -> list[Fact]:
        return [DisputeBrought(number=self.cleaned_data["number"])]


class DisputeEndedForm(StepForm):
    says = _("What did the committee say, and what will the board do with it?")
    when = _("When did it judge, or did it end?")

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=DisputeEnded.Outcome,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how it ended.")),
    )

    def facts(self) -> list[Fact]:
        return [DisputeEnded(outcome=self.cleaned_data["outcome"])]


class DecideObjectionForm(DecidesObjectionForm):
    writes = OBJECTION
    hint = _("Also why, where the board does not follow the disputes committee.")
