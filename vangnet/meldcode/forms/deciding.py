"""The fifth step: two decisions, by whom and with whom of the board; and informing the board before."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.timeline import Timeline
from vangnet.ui.widgets import ChoiceCards

from ..case import case_of
from ..circle import of_the_board, who_can_decide
from ..models import Decision, DirectorInformed, YesNo
from ..protocol import FRAMEWORK, PLAN

NOBODY_YET = ("", _("Nobody could be reached yet"))


class InformDirectorForm(StepForm):
    says = _("What did you tell, and what was agreed?")
    when = _("When was this?")

    person_id = forms.TypedChoiceField(
        label=_("Who was informed?"),
        help_text=_("From now on he or she reads this dossier."),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(
            _("Choose who was informed. Is nobody there? Ask the administrator to appoint one.")
        ),
    )

    def prepare(self) -> None:
        self.field("person_id").choices = of_the_board(self.about)

    def stood(self, recorded: Any) -> dict[str, Any]:
        (fact,) = (fact for fact in recorded if isinstance(fact, DirectorInformed))
        return {"person_id": fact.person_id}

    def facts(self) -> list[Fact]:
        return [DirectorInformed(person_id=self.cleaned_data["person_id"])]


def _yes_or_no(label: Any, help_text: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=YesNo,
        widget=ChoiceCards(),
        error_messages=either(_("Choose yes or no.")),
    )


class DecideForm(StepForm):
    says = _("Why was it decided so?")
    hint = _("The reasons for both decisions, and what anybody thought otherwise.")
    when = _("When was it decided?")

    report = _yes_or_no(
        _("1. Is a report to Veilig Thuis needed?"),
        _(
            "At acute or structural unsafety, in doubt, or when help is not possible, not accepted or does not work."
        ),
    )
    help = _yes_or_no(
        _("2. Is giving or organising help possible (as well)?"),
        _("Both answers can be yes at the same time."),
    )
    decided_by_id = forms.TypedChoiceField(
        label=_("Who decided in the end?"), coerce=int, error_messages=either(_("Choose who decided."))
    )
    with_board_id = forms.TypedChoiceField(
        label=_("With whom of the board?"), coerce=int, empty_value=None, required=False
    )
    confirmed = forms.BooleanField(label=_("We know this, and decide otherwise."), required=False)

    def prepare(self) -> None:
        self.case = case_of(Timeline.of(self.about.dossier))
        self.board = of_the_board(self.about)
        self.field("decided_by_id").choices = who_can_decide(self.about)
        self.field("with_board_id").choices = [NOBODY_YET, *self.board]
        self.initial.setdefault("decided_by_id", self.about.person.pk)

    def stood(self, recorded: Any) -> dict[str, Any]:
        (fact,) = (fact for fact in recorded if isinstance(fact, Decision))
        return {
            **super().stood([fact]),
            "decided_by_id": fact.decided_by_id,
            "with_board_id": fact.with_board_id,
        }

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("report") == said.get("help") == YesNo.NO:
            says = gettext(
                "With a suspicion one of both is yes (%(source)s). Is it gone? Then weigh it anew."
            )
            self.add_error("help", says % {"source": FRAMEWORK.cite()})
        elif said.get("report") == YesNo.NO and self.case.points_to_report:
            self._ask_to_confirm()
        if self.board and not self.case.is_acute and not said.get("with_board_id"):
            says = gettext("The school decides with the board (%(source)s). Choose who it was.")
            self.add_error("with_board_id", says % {"source": PLAN.cite()})
        return said

    def _ask_to_confirm(self) -> None:
        says = gettext(
            "As it was weighed the framework asks for a report (%(source)s). Decide yes, or tick here and write "
            "down why not."
        )
        self.confirm_first(says % {"source": FRAMEWORK.cite()})

    def facts(self) -> list[Fact]:
        columns = ("report", "help", "decided_by_id", "with_board_id")
        return [Decision(**{name: self.cleaned_data[name] for name in columns})]
