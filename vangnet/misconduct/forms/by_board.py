"""What the board records: that it was told, the confidential inspector, the decision, whom it told, the police."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.access.grounds import holders
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.forms.talks import Other, TalkForm
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.dossiers.models.talk import Partner
from vangnet.core.people.roles import Role
from vangnet.ui.widgets import ChoiceCards

from ..access import accused_of
from ..models import BoardTold, Decision, Measure, Part, PoliceReport


class TellBoardForm(StepForm):
    says = _("What did you tell, and what was agreed?")
    hint = _("What you saw or heard yourself. Did you reach somebody else of the board? Write who.")
    when = _("When was the board told?")

    person = forms.TypedChoiceField(
        label=_("Whom of the board?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=ChoiceCards(),
        error_messages=either(_("Choose who of the board was told.")),
    )
    how = forms.ChoiceField(
        label=_("How?"),
        choices=BoardTold.How,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how the board was told.")),
    )

    def prepare(self) -> None:
        """Not whom of the board it is about."""
        accused = accused_of().filter(dossier=self.about.dossier).exclude(person=None)
        board = holders(Role.EXECUTIVE_BOARD, self.about.on).exclude(pk__in=accused.values("person"))
        choices = [(person.pk, person.full_name) for person in board]
        self.field("person").choices = [*choices, ("", _("Somebody else; I write down who"))]

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [BoardTold(person_id=said["person"], how=said["how"])]


class ConsultForm(StepForm):
    says = _("What did the confidential inspector advise?")
    hint = _("Also: what is told to whom, and when. Write the name of the inspector you spoke with.")
    when = _("When did you speak with the confidential inspector?")


class DecideForm(StepForm):
    says = _("Why is there a reasonable suspicion, or why not?")
    hint = _("What the talk with the confidential inspector came to. You need no proof, and look for none.")
    when = _("When was this decided?")

    outcome = forms.ChoiceField(
        label=_("Is there a reasonable suspicion?"),
        help_text=_("Yes means: police report at once, after the parents and the accused were told."),
        choices=Decision.Outcome,
        widget=ChoiceCards(),
        error_messages=either(_("Choose yes or no.")),
    )

    def facts(self) -> list[Fact]:
        return [Decision(outcome=self.cleaned_data["outcome"])]


class _TellForm(TalkForm):
    """Those who stand in a register one by one, and the others together."""

    hint = _("Told only what the confidential inspector agreed to. Not told? Then write why.")
    when = _("When was this told?")
    together: ClassVar[Any] = "%(names)s"

    def _others(self) -> Iterable[Other]:
        yield from super()._others()
        if left := [row for row in self.subjects if row.role in self.roles and not self._is_registered(row)]:
            words = {"names": ", ".join(row.shown_name for row in left)}
            yield Other(self._key, self.together % words, {"partner": self.partners[0]})

    @property
    def _key(self) -> str:
        """As a talk with nobody of the register is called when it is corrected."""
        return "parent-None-0" if self.partners[0] == Partner.PARENT else "colleague-None"

    def _is_registered(self, row: Subject) -> bool:
        return bool(row.pupil_id if self.partners[0] == Partner.PARENT else row.person_id)


class TellParentsForm(_TellForm):
    says = _("What was told, what did they say, what was agreed?")
    partners = (Partner.PARENT,)
    roles = (Part.PUPIL,)
    together = _("Parents of %(names)s")


class TellAccusedForm(_TellForm):
    says = _("What was told, and what was agreed?")
    partners = (Partner.COLLEAGUE,)
    roles = (Part.ACCUSED,)


class MeasureForm(StepForm):
    says = _("What was decided, for how long, and who knows it?")
    hint = _("Tell colleagues and parents no more than that the colleague is absent.")
    when = _("From when does it hold?")

    kind = forms.ChoiceField(
        label=_("Which measure?"),
        choices=Measure.Kind,
        widget=ChoiceCards(),
        error_messages=either(_("Choose which measure it is.")),
    )

    def facts(self) -> list[Fact]:
        return [Measure(kind=self.cleaned_data["kind"])]


class PoliceForm(StepForm):
    says = _("Who reported it, to whom, and what do the police ask?")
    when = _("When was it reported to the police?")

    number = forms.CharField(
        label=_("Number at the police"),
        help_text=_("If you have it; it can be filled in later by correcting this."),
        max_length=60,
        required=False,
    )

    def facts(self) -> list[Fact]:
        return [PoliceReport(number=self.cleaned_data["number"])]


class TellInspectorForm(StepForm):
    says = _("What was told, and what did the confidential inspector advise?")
    when = _("When was the confidential inspector told?")


class NoteForm(StepForm):
    says = _("What must be known?")


class CloseForm(StepForm):
    says = _("How does it end?")
    hint = _(
        "For the pupil, and for the accused; was the suspicion wrong, then also what was done to restore that."
    )


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
