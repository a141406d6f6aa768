"""Recording a complaint, and the talks with which the plan begins; notes and the end.

A complaint of a sexual offence, and a formal one, are the board's from the moment that they are recorded.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import OpeningForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.dossiers.people_search import Register, key_of
from vangnet.ui.widgets import ChoiceCards

from ..models import Complaint, Conversation, HandedToBoard, Part
from ..protocol import CONFIDENTIAL_INSPECTOR
from .days import day_field, not_later

AT_SCHOOL, AT_BOARD = "school", "board"
WHERE = (
    (AT_SCHOOL, _("It is talked about at school")),
    (AT_BOARD, _("It is a formal complaint to the board")),
)
WHERE_HINTS = {
    AT_SCHOOL: _("With the person concerned, then with the head."),
    AT_BOARD: _("From now on only the board and the committee read it; you no longer do."),
}
YES_NO = (("no", _("No")), ("yes", _("Yes, or it may be")))


class RecordForm(OpeningForm):
    says = _("What is the complaint?")
    hint = _("As the complainant tells it. What was done, said, decided or left undone?")
    when = _("When did you hear it?")
    legend = _("Who complains, and about whom?")
    roles = (Part.COMPLAINANT, Part.CONCERNED, Part.PUPIL)
    needed = {Part.COMPLAINANT: _("Choose who complains, or write down who it is.")}

    sexual_offence = forms.ChoiceField(
        label=_(
            "Does it say that somebody who works for the school committed a sexual offence against a pupil?"
        ),
        help_text=_("Don't investigate, and don't talk with that person first."),
        choices=YES_NO,
        widget=ChoiceCards(),
        error_messages=either(_("Choose yes or no. In doubt, choose yes.")),
    )
    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Complaint.Topic,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what it is about.")),
    )
    ended_on = day_field(
        _("When did it happen, or end?"), _("From that day there is one year for the national committee.")
    )
    laid_with = forms.ChoiceField(
        label=_("Where is it now?"),
        choices=WHERE,
        widget=ChoiceCards(hints=WHERE_HINTS),
        error_messages=either(_("Choose where the complaint is now.")),
    )

    def __init__(self, *arguments: Any, carried: Sequence[Subject] = (), **named: Any) -> None:
        """From an incident comes the pupil to whom it happened, and nobody else."""
        super().__init__(*arguments, carried=[row for row in carried if row.pupil], **named)

    def prepare(self) -> None:
        super().prepare()
        self.field("sexual_offence").widget = ChoiceCards(
            choices=YES_NO,
            hints={
                "yes": _(
                    "Tell the board at once (WPO, art. 4a, lid 3). "
                    "The board consults the confidential inspector: %(number)s."
                )
                % {"number": CONFIDENTIAL_INSPECTOR}
            },
            icons={"yes": "alert"},
        )

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        why = {fact.why for fact in recorded if isinstance(fact, HandedToBoard)}
        return {
            **super().stood(recorded),
            "sexual_offence": "yes" if HandedToBoard.Why.OFFENCE in why else "no",
            "laid_with": AT_BOARD if HandedToBoard.Why.COMPLAINT in why else AT_SCHOOL,
        }

    def clean_ended_on(self) -> date:
        return not_later(self.cleaned_data["ended_on"], self.about.on)

    def _misplaced(self) -> list[Any]:
        """Whom it is about works here or stands in no register, and does not record it himself or herself."""
        concerned = [person for person in self.people.chosen if Part.CONCERNED in person.parts]
        found = super()._misplaced()
        if any(person.register not in (Register.STAFF, None) for person in concerned):
            found.append(
                _("A complaint is about somebody who works for the school, or about the school itself.")
            )
        if key_of(Register.STAFF, self.about.person) in {person.key for person in concerned}:
            found.append(
                _(
                    "A complaint about yourself is recorded by somebody else: ask the head, or the cluster director."
                )
            )
        return found

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        why = []
        if said["sexual_offence"] == "yes":
            why.append(HandedToBoard.Why.OFFENCE)
        if said["laid_with"] == AT_BOARD:
            why.append(HandedToBoard.Why.COMPLAINT)
        received = timezone.localdate(said["happened_at"])
        return [
            Complaint(topic=said["topic"], ended_on=said["ended_on"]),
            *(HandedToBoard(why=each, received_on=received) for each in why),
            *super().facts(),
        ]


class _ConversationForm(StepForm):
    says = _("What was said, and what was agreed?")
    hint = _("Not held? Then write why.")
    when = _("When was this talk?")

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Conversation.Outcome,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how it ended.")),
    )


class TalkConcernedForm(_ConversationForm):
    def facts(self) -> list[Fact]:
        return [Conversation(outcome=self.cleaned_data["outcome"])]


class TalkHeadForm(_ConversationForm):
    employee = forms.ChoiceField(
        label=_("Was the employee there?"),
        help_text=_("The plan says: normally yes. Not there? Then write why, below."),
        choices=Conversation.Employee,
        widget=ChoiceCards(),
        required=False,
        error_messages=either(_("Choose whether the employee was there.")),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        was_held = said.get("outcome") in (Conversation.Outcome.SOLVED, Conversation.Outcome.NOT_SOLVED)
        if was_held and self._has_employee() and not said.get("employee"):
            self.add_error("employee", _("Choose whether the employee was there."))
        return said

    def _has_employee(self) -> bool:
        about = Subject.objects.standing().filter(dossier=self.about.dossier, role=Part.CONCERNED)
        return bool(about.exists())

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [Conversation(outcome=said["outcome"], employee=said["employee"])]


class DropForm(StepForm):
    says = _("What did the complainant say?")
    hint = _("Nothing heard any more? Write how you tried to reach the complainant.")


class NoteForm(StepForm):
    says = _("What must be known?")


class CloseForm(StepForm):
    says = _("How does it end?")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
