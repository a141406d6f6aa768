"""What is filled in about a shocking event; in such hours short, so every form is a few taps and a text."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import OpeningForm
from vangnet.core.dossiers.forms.agreed_days import AgreeDayForm, HoldDayForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.forms.talks import TalkForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.models.talk import How, Partner
from vangnet.core.people.models import Pupil
from vangnet.ui.widgets import ChoiceCards

from .models import (
    AftercareAgreed,
    AftercareGiven,
    AgreedFor,
    Part,
    ProfessionalHelp,
    ShockingEvent,
    Told,
)

TOLD_HOW = [(value, label) for value, label in How.choices if value != How.NOT_HELD]


class RecordForm(OpeningForm):
    says = _("What is known?")
    hint = _("Facts alone: what is certain, from whom you heard it, and what is not known yet.")
    legend = _("Whom is it about?")
    roles = (Part.DECEASED, Part.CONCERNED, Part.WITNESS)

    what = forms.ChoiceField(
        label=_("What happened?"),
        choices=ShockingEvent.What,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what happened.")),
    )

    def facts(self) -> list[Fact]:
        return [ShockingEvent(what=self.cleaned_data["what"]), *super().facts()]


class TellForm(StepForm):
    says = _("What were they told, by whom, and what may they pass on?")
    hint = _("For the media: the one line that was agreed, and who speaks.")
    when = _("When were they told?")

    circles = forms.MultipleChoiceField(
        label=_("Who was told?"),
        choices=Told.Circle,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={**either(_("Choose who was told.")), "invalid_list": _("Choose who was told.")},
    )
    how = forms.ChoiceField(
        label=_("How?"),
        choices=TOLD_HOW,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how they were told.")),
    )

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        told = [fact.circle for fact in recorded if isinstance(fact, Told)]
        return {**super().stood(recorded), "circles": told}

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [Told(circle=circle, how=said["how"]) for circle in said["circles"]]


class CrisisTalkForm(TalkForm):
    hint = _("What do they want others to know? Who died may be named; any other child may not.")
    partners = (Partner.PARENT, Partner.CHILD, Partner.COLLEAGUE)
    roles = (Part.DECEASED, Part.CONCERNED)

    def refuse_names(self, child: Pupil, others: Iterable[Pupil]) -> None:
        """Everybody knows who died; what is protected is who among the living is struck by it."""
        died = {row.pupil_id for row in self.subjects if row.role == Part.DECEASED}
        super().refuse_names(child, [other for other in others if other.pk not in died])


class AskHelpForm(StepForm):
    says = _("What was asked, and what do they advise?")
    hint = _("Which steps help here, for whom, and who takes them?")
    when = _("When was it asked?")

    helper = forms.ChoiceField(
        label=_("Of whom was help asked?"),
        choices=ProfessionalHelp.Helper,
        widget=ChoiceCards(),
        error_messages=either(_("Choose of whom help was asked.")),
    )
    parents = forms.ChoiceField(
        label=_("With the parents?"),
        help_text=_("The plan promises that this is done together with the parents of the pupils concerned."),
        choices=ProfessionalHelp.Parents,
        widget=ChoiceCards(),
        error_messages=either(_("Choose whether the parents took part.")),
    )

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [ProfessionalHelp(helper=said["helper"], parents=said["parents"])]


class AgreeForm(StepForm):
    says = _("What was agreed?")
    hint = _("The group teachers of the pupils concerned read this. Leave out what the family asked to keep.")
    when = _("When was this agreed?")

    whom = forms.ChoiceField(
        label=_("For whom?"),
        choices=AgreedFor.Whom,
        widget=ChoiceCards(),
        error_messages=either(_("Choose for whom it was agreed.")),
    )

    def facts(self) -> list[Fact]:
        return [AgreedFor(whom=self.cleaned_data["whom"])]


class AgreeAftercareForm(AgreeDayForm):
    says = _("What is done on that day, for whom, and by whom?")
    when = _("When was this agreed?")
    agreed_as = AftercareAgreed


class AftercareForm(HoldDayForm):
    says = _("How is it now, and with whom?")
    when = _("When was this done?")
    agreed_as, held_as = AftercareAgreed, AftercareGiven


class NoteForm(StepForm):
    says = _("What must be known?")


class EvaluateForm(StepForm):
    says = _("What did the school learn from this?")
    hint = _(
        "What helped pupils, parents and colleagues, what did not, and what will be ready the next time?"
    )


class CloseForm(StepForm):
    says = _("How does it end?")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")


FORMS: dict[str, type[StepForm]] = {
    "record_crisis": RecordForm,
    "tell": TellForm,
    "talk": CrisisTalkForm,
    "ask_help": AskHelpForm,
    "agree": AgreeForm,
    "agree_aftercare": AgreeAftercareForm,
    "aftercare": AftercareForm,
    "note": NoteForm,
    "evaluate": EvaluateForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
