"""The steps in words: talking again with this parent, why a warning could not wait, notes, the end."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.forms.talks import Other, TalkForm
from vangnet.core.dossiers.models import Fact, Talk
from vangnet.core.dossiers.models.talk import Partner

from ..models import Part


class TalkAgainForm(TalkForm):
    """With the parent whom it is about alone; the child's other parents are no part of this and are not offered."""

    hint = _("Not held? Then write why it can't be done.")
    roles = (Part.PARENT,)

    def _others(self) -> Iterable[Other]:
        for row in self.subjects:
            if row.role == Part.PARENT:
                fact = {"partner": Partner.PARENT, "guardian": row.guardian}
                yield Other(_key(row.guardian_id), row.shown_name, fact)

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        talk = next(fact for fact in recorded if isinstance(fact, Talk))
        return {**super().stood(recorded), "partner": _key(talk.guardian_id)}


def _key(guardian: int | None) -> str:
    return f"parent-{guardian or 0}"


class CannotWaitForm(StepForm):
    says = _("Why can't a warning be waited for?")
    hint = _("What makes it too dangerous to warn first? These are reasons that a committee will read.")


class NoteForm(StepForm):
    says = _("What must be known?")


class CloseForm(StepForm):
    says = _("How does it end?")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
