"""The complaint with the board: coming in, receipt, the board's own answer, the committee; and a sexual offence."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.sent import SendsForm
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.timeline import day
from vangnet.ui.widgets import ChoiceCards

from ..letters import ANSWER, RECEIPT
from ..models import BoardAnswer, CommitteeChosen, Complaint, Finding, HandedToBoard, Receipt
from ..protocol import NATIONAL_COMMITTEE, last_day_for_national_committee
from .days import day_field, not_later
from .to_complainant import ToComplainant


class LodgeForm(StepForm):
    says = _("What does the complainant ask of the board?")
    hint = _("From now on the school no longer reads this; put what the board must know here.")
    when = _("When did this come?")

    received_on = day_field(
        _("On which day did the board receive it?"), _("The day on the letter's stamp or of the e-mail.")
    )

    def prepare(self) -> None:
        self.initial.setdefault("received_on", self.about.on)

    def clean_received_on(self) -> date:
        return not_later(self.cleaned_data["received_on"], self.about.on)

    def facts(self) -> list[Fact]:
        return [HandedToBoard(why=HandedToBoard.Why.COMPLAINT, received_on=self.cleaned_data["received_on"])]


class AcknowledgeForm(ToComplainant, SendsForm):
    writes = RECEIPT
    says = _("What was the complainant told?")
    hint = _("For example: who treats it, by when, which committee there is, who can assist.")
    needs_text = False
    when = _("When was this?")

    def facts(self) -> list[Fact]:
        return [Receipt(**self.sent_how), *super().facts()]


class BoardAnswerForm(ToComplainant, SendsForm):
    writes = ANSWER
    says = _("What does the board find, why, and what follows?")
    hint = _("After hearing both sides. Say also which committee the complainant can still turn to.")
    when = _("When was this decided?")

    finding = forms.ChoiceField(
        label=_("What does the board find?"),
        choices=Finding,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what the board finds.")),
    )

    def facts(self) -> list[Fact]:
        finding = self.cleaned_data["finding"]
        return [BoardAnswer(finding=finding, **self.sent_how), *super().facts()]


class CommitteeForm(StepForm):
    says = _("What else must be known?")
    needs_text = False
    when = _("When was this?")

    committee = forms.ChoiceField(
        label=_("Which committee judges it?"),
        help_text=_("One of the two. The other no longer takes this complaint."),
        choices=CommitteeChosen.Committee,
        widget=ChoiceCards(
            hints={
                CommitteeChosen.Committee.OWN: _("Bring its members in here; nobody else reads along."),
                CommitteeChosen.Committee.NATIONAL: _("The papers go there by letter."),
            }
        ),
        error_messages=either(_("Choose one committee.")),
    )
    laid_before_on = day_field(_("On which day was it laid before the committee?"))
    confirmed = forms.BooleanField(
        label=_("I know this. It was laid before the national committee all the same."), required=False
    )

    def prepare(self) -> None:
        self.initial.setdefault("laid_before_on", self.about.on)
        complaint = Complaint.objects.standing().get(entry__dossier=self.about.dossier)
        self.last_day = last_day_for_national_committee(complaint.ended_on)
        self.fields["laid_before_on"].help_text = gettext(
            "The national committee takes it up to and including %(day)s."
        ) % {"day": day(self.last_day)}

    def clean_laid_before_on(self) -> date:
        return not_later(self.cleaned_data["laid_before_on"], self.about.on)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        is_national = said.get("committee") == CommitteeChosen.Committee.NATIONAL
        laid_on = said.get("laid_before_on")
        if is_national and laid_on and laid_on > self.last_day:
            says = gettext(
                "That was more than a year after it happened (last day: %(day)s). The national committee can refuse it "
                "then (%(source)s). Tick here when it was laid before that committee all the same."
            )
            words = {"day": day(self.last_day), "source": NATIONAL_COMMITTEE.cite()}
            self.confirm_first(says % words)
        return said

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [CommitteeChosen(committee=said["committee"], laid_before_on=said["laid_before_on"])]


class TellBoardForm(StepForm):
    says = _("Whom of the board did you tell, and what?")
    hint = _("What you saw or heard yourself, in the words that were used. Don't ask further.")
    when = _("When did you tell the board?")

    def facts(self) -> list[Fact]:
        told_on = timezone.localdate(self.cleaned_data["happened_at"])
        return [HandedToBoard(why=HandedToBoard.Why.OFFENCE_TOLD, received_on=told_on)]


class InspectorForm(StepForm):
    says = _("What did the confidential inspector advise?")
    hint = _(
        "Is there a reasonable suspicion? Then the police hear of it at once, after the parents and the accused."
    )
    when = _("When was the confidential inspector consulted?")
