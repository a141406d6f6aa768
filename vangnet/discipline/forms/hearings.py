"""Hearing the parents before a decision; or the reason that the law accepts why they were not heard."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.talks import TalkForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.models.talk import How, Partner
from vangnet.ui.widgets import ChoiceCards

from ..models import ParentsNotHeard, Part

Reason = ParentsNotHeard.Reason


class HearingForm(TalkForm):
    says = _("What did they say?")
    hint = _(
        "In their own words where you can. Not spoken with? Then write how they were invited, or what could not wait."
    )
    when = _("When were they heard, or should they have been?")
    partners = (Partner.PARENT,)
    roles = (Part.PUPIL,)
    accepted: ClassVar[Sequence[Reason]] = (Reason.DID_NOT_COME,)

    not_heard = forms.ChoiceField(
        label=_("Not spoken with: why?"),
        required=False,
        widget=ChoiceCards(),
        error_messages={"invalid_choice": _("Choose why they were not heard.")},
    )

    def prepare(self) -> None:
        super().prepare()
        self.field("not_heard").choices = [(reason.value, reason.label) for reason in self.accepted]

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        reasons = [fact.reason for fact in recorded if isinstance(fact, ParentsNotHeard)]
        return {**super().stood(recorded), "not_heard": reasons[0] if reasons else ""}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        was_held = said.get("how") not in (None, How.NOT_HELD)
        if said.get("how") == How.NOT_HELD and not said.get("not_heard") and "not_heard" not in self.errors:
            self.add_error("not_heard", _("Choose why they were not heard."))
        if was_held and said.get("not_heard"):
            self.add_error("not_heard", _("You wrote that they were spoken with. Choose one of the two."))
        return said

    def facts(self) -> list[Fact]:
        reason = self.cleaned_data["not_heard"]
        return [*super().facts(), *([ParentsNotHeard(reason=reason)] if reason else [])]
