"""Recording a meeting or an evaluation, in which no child is named."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.naming import names_in
from vangnet.core.people.forms import TokenForm, has_been
from vangnet.core.people.models import Person, Pupil, School
from vangnet.ui.widgets import DayInput

from .models import Evaluation

WORDS = ("attended", "seen", "changes", "told_to")


class EvaluationForm(TokenForm):
    subject = forms.ChoiceField(label=gettext_lazy("What was it about?"))
    held_on = forms.DateField(label=gettext_lazy("On"), widget=DayInput())
    attended = forms.CharField(
        label=gettext_lazy("Who were there?"),
        help_text=gettext_lazy("Functions, such as: the team, the head, seven parents."),
        max_length=200,
    )
    seen = forms.CharField(
        label=gettext_lazy("What did you see?"),
        help_text=gettext_lazy("What stands out, what went well, what did not. No names of children."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
    )
    changes = forms.CharField(
        label=gettext_lazy("What changes?"),
        help_text=gettext_lazy(
            "Goals, decisions, who does what. Nothing? Write down why it can stay as it is."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
    )
    told_to = forms.CharField(
        label=gettext_lazy("Who was told, and when?"),
        help_text=gettext_lazy("For example: the participation council, in the minutes of 12 May."),
        max_length=200,
        required=False,
    )
    confirmed = forms.BooleanField(label=gettext_lazy("I have looked: no child is named."), required=False)

    def __init__(
        self, *args: Any, school: School, on: date, subjects: Sequence[Evaluation.Subject], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"held_on": on, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.school, self.on = school, on
        choose = [] if len(subjects) == 1 else [("", _("Choose"))]
        choices = [*choose, *((subject.value, subject.label) for subject in subjects)]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name != "token"), "token"])
        if not self.is_bound:
            self.fields.pop("confirmed")

    def clean_held_on(self) -> date:
        return has_been(self.cleaned_data["held_on"], self.on)

    def clean(self) -> dict[str, Any]:
        """What looks like the name of a pupil is refused until somebody has looked; only then it is asked."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        is_confirmed, named = said.get("confirmed"), self._named(said)
        if not named:
            self.fields.pop("confirmed")
        elif not is_confirmed:
            says = _(
                "A pupil of this school has this name: %(names)s. Take it out. Is it an ordinary word or a grown-up? "
                "Then tick below that you have looked."
            )
            for name, found in named.items():
                self.add_error(name, says % {"names": ", ".join(found)})
        return said

    def _named(self, said: dict[str, Any]) -> dict[str, list[str]]:
        pupils = list(_pupils(self.school, self.on))
        found = {name: names_in(said.get(name, ""), pupils) for name in WORDS}
        return {name: names for name, names in found.items() if names}

    def record(self, by: Person, now: datetime) -> Evaluation:
        said = {name: self.cleaned_data[name] for name in ("subject", "held_on", *WORDS)}
        return self.once(Evaluation(school=self.school, recorded_by=by, recorded_at=now, **said))


def _pupils(school: School, on: date) -> QuerySet[Pupil]:
    """Of this school year and the one before it, which is what people look back on."""
    since = school_year_of(on).previous().first
    there = Q(enrolments__last_on=None) | Q(enrolments__last_on__gte=since)
    return Pupil.objects.filter(there, enrolments__school=school).only("call_name", "last_name").distinct()
