"""Warning, how the child comes and goes, denying access, the copy for the board, and looking at it again.

An access ban has reasons, a place, a last day and somebody to turn to. Who chooses the yard is told that it is public
ground outside school hours, and confirms it.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.letters import WritesLetter
from vangnet.core.dossiers.forms.parents import tellers
from vangnet.core.dossiers.forms.sent import SendsForm
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.letters import Addressee, of_guardian
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.dossiers.timeline import day
from vangnet.core.people.agreed import agreed
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..letters import BAN, WARNING
from ..models import AccessBan, BanReview, BoardCopy, HandOver, Part, WarningGiven
from ..protocol import FORBIDDEN_GROUND, PLAN_YARD, longest_until, review_proposed

PLACES = ("building", "yard", "activities")
DAYS = ("first_on", "last_on", "review_on")


class ToThisParent(WritesLetter):
    """To the parent or visitor whom it is about, and nobody else."""

    def addressee(self, said: dict[str, Any]) -> Addressee:
        rows = Subject.objects.standing().filter(dossier=self.about.dossier, role=Part.PARENT)
        parent = rows.select_related("guardian").first()
        if parent is None:
            return Addressee()
        if parent.guardian:
            return of_guardian(parent.guardian)
        parent.entry.dossier = (
            self.about.dossier
        )  # whose key opens the name of somebody who stands in no register
        return Addressee((parent.name,), parent.name)


class WarnForm(ToThisParent, SendsForm):
    writes = WARNING
    says = _("What was this parent warned about, and what follows if it happens again?")
    hint = _("Name the behaviour, and say that access can be denied.")
    when = _("When was the warning given?")

    def facts(self) -> list[Fact]:
        return [WarningGiven(**self.sent_how), *super().facts()]


class HandOverForm(StepForm):
    says = _("Who brings and fetches the child, where, and at what time?")
    hint = _("The child's own teacher reads this. Don't write why; the teacher has no need of that.")
    when = _("When was this agreed?")

    way = forms.ChoiceField(
        label=_("How does the child come and go?"),
        choices=HandOver.Way,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how the child comes and goes.")),
    )

    def facts(self) -> list[Fact]:
        return [HandOver(way=self.cleaned_data["way"])]


def _day(label: Any, hint: Any = "") -> forms.DateField:
    says = either(_("Fill in a day."))
    return forms.DateField(label=label, help_text=hint, widget=DayInput(), error_messages=says)


class BanForm(ToThisParent, SendsForm):
    writes = BAN
    says = _("Why is access denied?")
    hint = _(
        "The reasons, as this parent reads them: what happened, the warning, why nothing milder is enough, and what it "
        "means for the child."
    )
    when = _("When was this decided?")

    building = forms.BooleanField(label=_("Not in the building"), required=False)
    yard = forms.BooleanField(
        label=_("Not on the yard"),
        help_text=_("Outside school hours it may be public ground."),
        required=False,
    )
    activities = forms.BooleanField(label=_("Not at activities of the school elsewhere"), required=False)
    first_on = _day(_("From which day?"))
    last_on = _day(_("Up to and including which day?"), _("An access ban without an end does not hold."))
    review_on = _day(_("On which day do you look at it again?"), _("Before it ends: is it still needed?"))
    contact = forms.TypedChoiceField(
        label=_("Whom at the school can this parent turn to meanwhile?"),
        coerce=int,
        error_messages=either(_("Choose who this parent can turn to.")),
    )
    confirmed = forms.BooleanField(
        label=_("I know this. During school hours the yard belongs to the ban as well."), required=False
    )

    def prepare(self) -> None:
        super().prepare()
        self.agreed = agreed(self.about.dossier.school, self.about.dossier.law_on)
        last = longest_until(self.about.on, self.agreed)
        proposed = {
            "building": True,
            "first_on": self.about.on,
            "last_on": last,
            "review_on": review_proposed(self.about.on, last, self.agreed),
        }
        if not self.about.corrects:
            self.initial.update(proposed)
        self.field("contact").choices = [("", gettext("Choose somebody")), *tellers(self.about)]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not any(said.get(place) for place in PLACES):
            self.add_error("building", _("Choose at least one place where this parent may not come."))
        if said.get("yard"):
            self._warn_of_the_yard()
        if all(said.get(name) for name in DAYS):
            self._check_days(said["first_on"], said["last_on"], said["review_on"])
        return said

    def _warn_of_the_yard(self) -> None:
        says = gettext(
            "Outside school hours the yard is public ground (%(plan)s). The school alone can't forbid it to "
            "anybody then, so an access ban may not hold there (%(law)s); ask the municipality. Tick here when "
            "you deny the yard all the same."
        )
        self.confirm_first(says % {"plan": PLAN_YARD.cite(), "law": FORBIDDEN_GROUND.cite()})

    def _check_days(self, first: date, last: date, review: date) -> None:
        latest = longest_until(first, self.agreed)
        if last < first:
            self.add_error("last_on", _("The last day lies before the first day."))
        elif last > latest:
            says = gettext(
                "Too long. At this school an access ban from that day ends on %(day)s at the latest."
            )
            self.add_error("last_on", says % {"day": day(latest)})
        elif not first <= review <= last:
            self.add_error("review_on", _("Choose a day on which the access ban holds, before it ends."))

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        columns = {name: said[name] for name in (*PLACES, *DAYS)}
        return [AccessBan(**columns, contact_id=said["contact"], **self.sent_how), *super().facts()]


class CopyForm(SendsForm):
    says = _("What else must be known?")
    needs_text = False
    when = _("When was this?")

    def facts(self) -> list[Fact]:
        return [BoardCopy(**self.sent_how)]


class ReviewForm(StepForm):
    says = _("Is it still needed, and why?")
    hint = _(
        "How has it gone since, and what does it mean for the child? How did this parent hear the outcome?"
    )

    outcome = forms.ChoiceField(
        label=_("What follows?"),
        choices=BanReview.Outcome,
        widget=ChoiceCards(
            hints={
                BanReview.Outcome.LIFTED: _("Tell this parent at once, in writing."),
                BanReview.Outcome.ENDS: _("Tell this parent how you begin anew together."),
                BanReview.Outcome.GOES_ON: _("With reasons and a last day of its own."),
            }
        ),
        error_messages=either(_("Choose what follows.")),
    )

    def facts(self) -> list[Fact]:
        return [BanReview(outcome=self.cleaned_data["outcome"])]
