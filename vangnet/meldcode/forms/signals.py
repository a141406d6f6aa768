"""The first step: facts apart from what they may mean, and beside them what speaks against the suspicion."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import AboutPeople, OpeningForm
from vangnet.core.dossiers.forms.fields import WrittenText, either
from vangnet.core.dossiers.forms.involved import Involved
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.people_search import Register
from vangnet.ui.widgets import ChoiceCards

from ..models import Part, Signals

NATURES: dict[str, Any] = {
    Signals.Nature.WITNESS: _("A child that lives with violence is harmed by it."),
    Signals.Nature.SEXUAL: _("Ask Veilig Thuis before you talk with the parents."),
    Signals.Nature.SPECIAL: _(
        "Such as genital mutilation, honour violence, a forced marriage, being left behind abroad, illness made up by "
        "a parent, violence by a boyfriend or girlfriend. Ask Veilig Thuis before you talk with the parents."
    ),
}
DANGERS: dict[str, Any] = {
    Signals.Danger.ACUTE: _(
        "Call 112, or Veilig Thuis: 0800-2000. Everything is then due today, in any order."
    ),
}
SHORT = 1500
# Danger before all else; then the facts, before what somebody makes of them.
IN_ORDER = ("school", "danger", "happened_at", "source", "text", "against", "meaning", "nature", "done")


class SignalsForm(AboutPeople):
    """Shared by the first signals and those that come later."""

    says = _("What did you see and hear? Facts only.")
    hint = _("What, when, where; who said it, in their own words. No explanation yet.")
    when = _("When was this, or when did you notice it?")
    roles = (Part.CHILD, Part.ADULT)

    against = WrittenText(
        label=_("What speaks against it?"),
        help_text=_("Also facts: what goes well, what could be another explanation."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=SHORT,
        error_messages={
            "required": _("Write down what speaks against it; “I saw nothing that does” is an answer.")
        },
    )
    meaning = WrittenText(
        label=_("What do you think it may mean?"),
        help_text=_(
            "Your interpretation and what you considered, as a possibility. It is kept apart from the facts."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=SHORT,
        error_messages={"required": _("Write down what you think; “I do not know” is an answer.")},
    )
    source = forms.ChoiceField(
        label=_("How do you know it?"),
        choices=Signals.Source,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how you know it.")),
    )
    nature = forms.ChoiceField(
        label=_("What may it be?"),
        choices=Signals.Nature,
        widget=ChoiceCards(hints=NATURES),
        error_messages=either(_("Choose what it may be; “I do not know yet” is an answer.")),
    )
    danger = forms.ChoiceField(
        label=_("Is a child in acute danger?"),
        choices=Signals.Danger,
        widget=ChoiceCards(hints=DANGERS),
        error_messages=either(_("Choose whether a child is in acute danger.")),
    )
    done = WrittenText(
        label=_("What did you do with it?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=SHORT,
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.order_fields(IN_ORDER)

    def _misplaced(self) -> list[Any]:
        wrong = [person.name for person in self.people.chosen if _is_no_child(person)]
        says = _("Choose “child” for children only, and the other part for: %(names)s.")
        return [*super()._misplaced(), *([says % {"names": ", ".join(wrong)}] if wrong else [])]

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        return super().stood([fact for fact in recorded if isinstance(fact, Signals)])

    def facts(self) -> list[Fact]:
        columns = ("source", "nature", "danger", "against", "meaning", "done")
        return [Signals(**{name: self.cleaned_data[name] for name in columns}), *super().facts()]


def _is_no_child(person: Involved) -> bool:
    return Part.CHILD in person.parts and person.register in (Register.STAFF, Register.GUARDIAN)


class RecordSignalsForm(SignalsForm, OpeningForm):
    legend = _("Which child, or children of one family?")
    needed = {Part.CHILD: _("Choose the child whom you worry about.")}


class AddSignalsForm(SignalsForm):
    legend = _("Does it concern somebody more? A brother or sister, or another adult at home.")
