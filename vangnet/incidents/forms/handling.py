"""The steps of handling: how serious it was, what was done, when it is looked at again, what was learnt, the end."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Dossier, Entry, Fact
from vangnet.core.dossiers.timeline import day
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..access import KNOW
from ..earlier import Before, subjects_of
from ..models import Assessment, EarlierIncident, FollowUpAgreed, FollowUpHeld, Incident

GRADES: dict[str, Any] = {
    Assessment.Grade.MINOR: _("Settled at once, or the same day."),
    Assessment.Grade.SERIOUS: _(
        "Behaviour that goes on and disturbs or threatens, aggression by a parent, a weapon, sexual harassment."
    ),
    Assessment.Grade.VERY_SERIOUS: _("Somebody seriously hurt, police needed, or a crisis for the school."),
}
TWO_WEEKS = timedelta(days=14)


class AssessForm(StepForm):
    says = _("What do you base this on?")
    needs_text = False

    severity = forms.ChoiceField(
        label=_("How serious was it?"),
        choices=Assessment.Grade,
        widget=ChoiceCards(hints=GRADES),
        error_messages=either(_("Choose how serious it was.")),
    )
    injury = forms.ChoiceField(
        label=_("Was anybody hurt?"),
        choices=Assessment.Injury,
        widget=ChoiceCards(),
        error_messages=either(_("Choose whether somebody was hurt.")),
    )

    def facts(self) -> list[Fact]:
        return [Assessment(severity=self.cleaned_data["severity"], injury=self.cleaned_data["injury"])]


class MeasureForm(StepForm):
    says = _("What did the school do, and what was agreed?")
    hint = _("For example: talked with both children, a fixed place in the break, help by the coordinator.")


class AgreeFollowUpForm(StepForm):
    says = _("What will you look at, and with whom?")
    needs_text = False
    when = _("When was this agreed?")

    on = forms.DateField(
        label=_("On which day do you look again?"),
        widget=DayInput(),
        error_messages=either(_("Fill in a day.")),
    )

    def prepare(self) -> None:
        self.initial.setdefault("on", self.about.on + TWO_WEEKS)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.about.on:
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return on

    def facts(self) -> list[Fact]:
        return [FollowUpAgreed(on=self.cleaned_data["on"])]


class FollowUpForm(StepForm):
    says = _("How is it now with each child?")

    agreed = forms.TypedChoiceField(
        label=_("Which appointment was this?"),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(_("Choose which follow-up you held.")),
    )

    def prepare(self) -> None:
        choices = [(row.entry_id, _appointment(row)) for row in self._open()]
        self.field("agreed").choices = choices
        if len(choices) == 1:
            self.initial.setdefault("agreed", choices[0][0])

    def _open(self) -> Sequence[FollowUpAgreed]:
        """Follow-ups that were agreed and not held; in a correction also the one that it is about."""
        held = FollowUpHeld.objects.standing().filter(entry__dossier=self.about.dossier)
        if self.about.corrects:
            held = held.exclude(entry=self.about.corrects)
        rows = (
            FollowUpAgreed.objects.standing()
            .filter(entry__dossier=self.about.dossier)
            .exclude(Q(entry__in=held.values("agreed")) | Q(entry__corrects__in=held.values("agreed")))
        )
        return list(rows.select_related("entry__author").order_by("on"))

    def facts(self) -> list[Fact]:
        entry = Entry.objects.get(dossier=self.about.dossier, pk=self.cleaned_data["agreed"])
        return [FollowUpHeld(agreed=entry)]


def _appointment(row: FollowUpAgreed) -> str:
    words = {"day": day(row.on), "author": row.entry.author.full_name}
    return gettext("%(day)s, agreed by %(author)s") % words


class LinkForm(StepForm):
    says = _("How do they belong together?")
    needs_text = False

    earlier = forms.TypedChoiceField(
        label=_("Which earlier incident?"),
        coerce=str,
        widget=ChoiceCards(),
        error_messages=either(_("Choose an earlier incident. There may be none that you may know.")),
    )

    def prepare(self) -> None:
        dossier = self.about.dossier
        incident = Incident.objects.select_related("school").get(dossier=dossier)
        before = Before.of(incident, list(subjects_of(dossier)), self.about.person, self.about.on)
        self.field("earlier").choices = [
            (row.reference, f"{row.title}, {row.when} ({row.children})") for row in before.shown()
        ]

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        linked = next(fact for fact in recorded if isinstance(fact, EarlierIncident))
        return {"earlier": linked.earlier.reference}

    def facts(self) -> list[Fact]:
        known = KNOW.of(Dossier.objects.all(), self.about.person, self.about.on)
        return [EarlierIncident(earlier=known.get(reference=self.cleaned_data["earlier"]))]


class NoteForm(StepForm):
    says = _("What must be known?")


class EvaluateForm(StepForm):
    says = _("What did the school learn from this?")
    hint = _("What went well, what did not, and what will be done differently? With whom did you look back?")


class CloseForm(StepForm):
    says = _("How does it end?")
    hint = _("One or two sentences for whoever reads this later.")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
