"""What is filled in about a physical intervention, from top to bottom as it went."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import OpeningForm
from vangnet.core.dossiers.forms.fields import WrittenText, either
from vangnet.core.dossiers.forms.plain import CloseForm, NoteForm, ReopenForm
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.forms.talks import TalkForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.models.talk import Partner
from vangnet.ui.widgets import ChoiceCards

from .models import LONGEST_MINUTES, Part, Restraint
from .protocol import COMMITTEES, DOUBTED

HINTS: dict[str, Any] = {
    Restraint.Ground.DANGER: _("At once, and nothing milder was left."),
    Restraint.Ground.ORDER: _("Wider than complaints committees accept."),
}


class RecordForm(OpeningForm):
    says = _("What happened, from before until after?")
    hint = _(
        "What came before, what did you see and hear, what was done, and how did it end? Facts, no opinion."
    )
    legend = _("Which pupil, and who intervened?")
    roles = (Part.PUPIL, Part.INTERVENED, Part.WITNESS)
    needed = {
        Part.PUPIL: _("Choose the pupil who was held."),
        Part.INTERVENED: _("Choose who intervened; that may be you."),
    }

    tried = WrittenText(
        label=_("What was tried before?"),
        help_text=_("For example: talked, waited, taken others away, called a colleague."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={
            "required": _("Write down what was tried; “nothing, there was no time” is an answer.")
        },
    )
    ground = forms.ChoiceField(
        label=_("Why was it necessary?"),
        help_text=_("Never as punishment."),
        choices=Restraint.Ground,
        widget=ChoiceCards(hints=HINTS),
        error_messages=either(_("Choose why it was necessary.")),
    )
    confirmed = forms.BooleanField(label=_("I have read this, and this was the reason."), required=False)
    hold = forms.ChoiceField(
        label=_("How?"),
        choices=Restraint.Hold,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how it was done.")),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes, roughly?"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        error_messages={"required": _("Fill in how long it took; roughly is good enough.")},
    )
    injury = forms.ChoiceField(
        label=_("Was anybody hurt?"),
        choices=Restraint.Injury,
        widget=ChoiceCards(),
        error_messages=either(_("Choose whether somebody was hurt.")),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        doubted = {ground.value for ground in DOUBTED}
        if said.get("ground") in doubted:
            says = gettext(
                "Committees that judge complaints accept force only at serious danger for the pupil or others "
                "(%(source)s). Was there danger? Then choose that. If this was the reason all the same, tick here."
            )
            self.confirm_first(says % {"source": COMMITTEES.cite()})
        return said

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        columns = ("ground", "hold", "minutes", "injury", "tried")
        return [Restraint(**{name: said[name] for name in columns}), *super().facts()]


class TellParentsForm(TalkForm):
    says = _("What was told, what did they say, what was agreed?")
    hint = _("Never name another child here. Not told? Then write why.")
    when = _("When were they told?")
    partners = (Partner.PARENT,)
    roles = (Part.PUPIL,)


class AgreeForm(StepForm):
    says = _("What will prevent it, and who does what?")
    hint = _("If the pupil has a plan for behaviour, write where it stands.")


class EvaluateForm(StepForm):
    says = _("Did we act well?")
    hint = _(
        "Was there danger, was nothing milder left, was it no more than needed? What will be done differently?"
    )


FORMS: dict[str, type[StepForm]] = {
    "record_restraint": RecordForm,
    "tell_parents": TellParentsForm,
    "agree": AgreeForm,
    "note": NoteForm,
    "evaluate": EvaluateForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
