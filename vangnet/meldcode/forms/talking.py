"""The third step: a talk with child and parents, or why not. Never by message or letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.talks import Other, TalkForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.models.talk import How, Talk
from vangnet.ui.widgets import ChoiceCards

from ..models import NoTalk, Part

IN_PERSON = (How.TALK, How.PHONE)


class TalkedForm(TalkForm):
    says = _("What did you tell, what did they say, what was agreed?")
    hint = _(
        "Tell what you saw, not what you think. Is the suspicion gone? Write why; then the dossier can be closed."
    )
    roles = (Part.CHILD,)

    def prepare(self) -> None:
        super().prepare()
        self.field("how").choices = [(how.value, how.label) for how in IN_PERSON]


class NotTalkedForm(TalkForm):
    says = _("Why not, and when do you look at it again?")
    when = _("When was this decided?")
    roles = (Part.CHILD,)

    how = None  # type: ignore[assignment]  # Django's way to leave out a field of the form that is built upon
    why_not = forms.ChoiceField(
        label=_("What is the reason?"),
        choices=NoTalk.Reason,
        widget=ChoiceCards(),
        error_messages=either(_("Choose the reason.")),
    )

    def _check(self, other: Other, how: str) -> None:
        """Nothing is told to anybody, so nothing is told too much."""

    def facts(self) -> list[Fact]:
        said: dict[str, Any] = self.cleaned_data
        talk = Talk(**self.others[said["partner"]].fact, how=How.NOT_HELD)
        return [talk, NoTalk(why_not=said["why_not"])]
