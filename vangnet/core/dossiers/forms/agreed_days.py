"""Agreeing on a day for what must still be done, and recording that it was done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.ui.widgets import ChoiceCards, DayInput

from ..models import Entry, Fact
from ..models.agreed_day import AgreedDay, HeldDay
from ..timeline import day
from .fields import either
from .steps import StepForm

TWO_WEEKS = timedelta(days=14)


class AgreeDayForm(StepForm):
    """`agreed_as`: the fact of this kind that keeps the day; `first`: how far ahead it stands before it is chosen."""

    agreed_as: ClassVar[type[AgreedDay]]
    first: ClassVar[timedelta | None] = TWO_WEEKS

    on = forms.DateField(
        label=_("On which day do you look again?"),
        widget=DayInput(),
        error_messages=either(_("Fill in a day.")),
    )

    def prepare(self) -> None:
        super().prepare()
        if self.first:
            self.initial.setdefault("on", self.about.on + self.first)

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on < self._earliest():
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return on

    def _earliest(self) -> date:
        """Who corrects what was agreed before may let its day stand."""
        return timezone.localdate(self.about.corrects.recorded_at) if self.about.corrects else self.about.on

    def facts(self) -> list[Fact]:
        on = self.cleaned_data["on"]
        return [*([self.agreed_as(on=on)] if on else []), *super().facts()]


class HoldDayForm(StepForm):
    """Which of the days that were agreed this was. `agreed_as` and `held_as`: the facts of this kind."""

    agreed_as: ClassVar[type[AgreedDay]]
    held_as: ClassVar[type[HeldDay]]

    agreed = forms.TypedChoiceField(
        label=_("Which appointment was this?"),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(_("Choose which follow-up you held.")),
    )

    def prepare(self) -> None:
        super().prepare()
        choices = [(row.entry_id, _appointment(row)) for row in self._open()]
        self.field("agreed").choices = choices
        if len(choices) == 1:
            self.initial.setdefault("agreed", choices[0][0])

    def _open(self) -> Sequence[AgreedDay]:
        """Days that were agreed and not held; in a correction also the one that it is about."""
        held = self.held_as.objects.standing().filter(entry__dossier=self.about.dossier)
        agreed = self.agreed_as.objects.standing().filter(entry__dossier=self.about.dossier)
        if self.about.corrects:
            held, agreed = (rows.exclude(entry=self.about.corrects) for rows in (held, agreed))
        rows = agreed.exclude(
            Q(entry__in=held.values("agreed")) | Q(entry__corrects__in=held.values("agreed"))
        )
        return list(rows.select_related("entry__author").order_by("on"))

    def facts(self) -> list[Fact]:
        entry = Entry.objects.get(dossier=self.about.dossier, pk=self.cleaned_data["agreed"])
        return [self.held_as(agreed=entry, **self.held_with()), *super().facts()]

    def held_with(self) -> dict[str, str]:
        """What else the fact of this kind says."""
        return {}


def _appointment(row: AgreedDay) -> str:
    words = {"day": day(row.on), "author": row.entry.author.full_name}
    return gettext("%(day)s, agreed by %(author)s") % words
