"""The fourth step: the questions of the education framework, in its order; the fifth one at the end of the help.

Who finds no suspicion needs no further question. At unsafety or doubt the others are gone through with Veilig Thuis,
and may stay open here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import WrittenText, either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.ui.widgets import ChoiceCards

from ..models import UNSAFE, Answer

Question, Given = Answer.Question, Answer.Given
HINTS: dict[str, Any] = {
    Given.STRONG: _("The cluster director must hear of it."),
    Given.ACUTE: _(
        "Danger of body or life, and nobody can promise the coming days. Report at once: 0800-2000."
    ),
    Given.STRUCTURAL: _("Report to Veilig Thuis at once, by phone: 0800-2000."),
    Given.DOUBT: _("Ask Veilig Thuis, always: 0800-2000. In doubt, reporting is what the framework asks."),
}
AFTER_HELP: dict[str, Any] = {
    Given.YES: _("Close it, with agreements about who keeps watching."),
    Given.NO: _("Report to Veilig Thuis: 0800-2000."),
}
LONGEST = 1500


def _question(
    label: Any,
    help_text: Any,
    answers: Sequence[Answer.Given],
    *,
    hints: Mapping[str, Any] = HINTS,
    required: bool = False,
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[(given.value, given.label) for given in answers],
        widget=ChoiceCards(hints=hints),
        required=required,
        error_messages=either(_("Answer this question.")),
    )


def _ground(number: int, *, required: bool = False) -> WrittenText:
    """Named by the number of its question: who hears the form, or its mistakes, hears no two fields of one name."""
    return WrittenText(
        label=format_lazy("{number}. {asks}", number=number, asks=_("On what do you base that?")),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
        required=required,
        error_messages={"required": _("Write down the ground for this answer.")},
    )


class WeighForm(StepForm):
    says = _("What else must be known?")
    hint = _("With whom did you weigh it? Teacher, internal support coordinator and head, as a rule.")
    needs_text = False
    when = _("When was it weighed?")

    suspicion = _question(
        Question.SUSPICION.label,
        _("Of violence, abuse or neglect at home, or the threat of it, on what you know now."),
        (Given.NO, Given.YES, Given.STRONG),
        required=True,
    )
    suspicion_ground = _ground(1, required=True)
    safety = _question(
        Question.SAFETY.label,
        _(
            "Only when there is a suspicion. Violence that the child tells of itself and asks help for counts too."
        ),
        (Given.NO, *UNSAFE, Given.DOUBT),
    )
    safety_ground = _ground(2)
    help = _question(
        Question.HELP.label,
        _(
            "You, the school or another organisation, so that the threat is averted. Unsafe? With Veilig Thuis."
        ),
        (Given.YES, Given.NO),
    )
    help_ground = _ground(3)
    acceptance = _question(
        Question.ACCEPTANCE.label,
        _("Only when there is help: are they willing to work at it?"),
        (Given.YES, Given.NO),
    )
    acceptance_ground = _ground(4)

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        rows = [fact for fact in recorded if isinstance(fact, Answer)]
        return {row.question: row.given for row in rows} | {
            f"{row.question}_ground": row.ground for row in rows
        }

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("suspicion") == Given.NO and said.get("safety") in (*UNSAFE, Given.DOUBT):
            self.add_error(
                "suspicion", _("It may be unsafe, so there is a suspicion. Look at both answers again.")
            )
        for question in self._asked():
            self._demand(question, _("Answer this question."))
        for question in self._answered():
            self._demand(f"{question}_ground", _("Write down the ground for this answer."))
        return said

    def _demand(self, name: str, says: Any) -> None:
        if not self.cleaned_data.get(name) and not self.has_error(name):
            self.add_error(name, says)

    def _asked(self) -> list[str]:
        """The questions that must be answered after what was answered to those before."""
        said = self.cleaned_data
        asked = [] if said.get("suspicion") in (Given.NO, None) else [Question.SAFETY]
        if asked and said.get("safety") == Given.NO:
            asked.append(Question.HELP)
        if said.get("help") == Given.YES and said.get("safety") == Given.NO:
            asked.append(Question.ACCEPTANCE)
        return [question.value for question in asked]

    def _answered(self) -> list[str]:
        """Without a suspicion the other questions do not come up, whatever was chosen."""
        every = [Question.SUSPICION, Question.SAFETY, Question.HELP, Question.ACCEPTANCE]
        if self.cleaned_data.get("suspicion") == Given.NO:
            every = every[:1]
        return [question.value for question in every if self.cleaned_data.get(question.value)]

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [
            Answer(question=question, given=said[question], ground=said[f"{question}_ground"])
            for question in self._answered()
        ]


class EvaluateHelpForm(StepForm):
    says = _("What else must be known?")
    needs_text = False
    when = _("When did you look?")

    given = _question(
        Question.EFFECT.label,
        _("For the safety, the well-being and the recovery of the child, within the agreed term."),
        (Given.YES, Given.NO),
        hints=AFTER_HELP,
        required=True,
    )
    ground = _ground(5, required=True)

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [Answer(question=Question.EFFECT, given=said["given"], ground=said["ground"])]
