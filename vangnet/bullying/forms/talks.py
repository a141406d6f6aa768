"""Talks with everybody who has a part in it, each apart, and with the group; and the talks that follow up.

Parents of one child never hear the name of another (AVG art. 5 lid 1 onder c): the form of every talk refuses it.
"""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.agreed_days import AgreeDayForm, HoldDayForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.forms.talks import TalkForm
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.dossiers.models.talk import Partner
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Person, Placement, Teaching
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..models import FollowUpAgreed, FollowUpHeld, GroupTalk


class BullyingTalkForm(TalkForm):
    hint = _("In a talk with a parent never name another child. Not spoken with? Then write why.")
    partners = (Partner.CHILD, Partner.PARENT, Partner.COLLEAGUE)

    def colleagues(self, about: Sequence[Subject]) -> Iterable[Person]:
        """The teachers of these pupils today, but for who fills in the form."""
        on, pupils = self.about.on, [row.pupil_id for row in about if row.pupil_id]
        sit_in = Placement.objects.filter(
            holds_on(on), enrolment__pupil__in=pupils, enrolment__school=self.about.dossier.school_id
        )
        teach = Teaching.objects.filter(holds_on(on), group__in=sit_in.values("group"))
        return Person.objects.filter(pk__in=teach.values("person")).exclude(pk=self.about.person.pk)


class GroupTalkForm(StepForm):
    says = _("What was said, and what did the group agree?")
    hint = _("No name of who was bullied or bullies has to fall in such a talk.")
    when = _("When was this talk?")

    group = forms.ChoiceField(
        label=_("With whom?"),
        choices=GroupTalk.Group,
        widget=ChoiceCards(),
        error_messages=either(_("Choose with whom it was.")),
    )

    def facts(self) -> list[Fact]:
        return [GroupTalk(group=self.cleaned_data["group"])]


class FollowUpForm(AgreeDayForm, HoldDayForm, BullyingTalkForm):
    says = _("What did you hear, and what did you see?")
    hint = _("Was there a holiday in between? Then it says less: look once more.")
    agreed_as, held_as = FollowUpAgreed, FollowUpHeld
    first = None

    outcome = forms.ChoiceField(
        label=_("How is it now?"),
        choices=FollowUpHeld.Outcome,
        widget=ChoiceCards(
            hints={FollowUpHeld.Outcome.AGAIN: _("The time that it must stay away begins anew on this day.")}
        ),
        error_messages=either(_("Choose how it is now.")),
    )
    on = forms.DateField(
        label=_("When do you look again?"),
        help_text=_("Empty only when it stayed away long enough."),
        widget=DayInput(),
        required=False,
        error_messages=either(_("Fill in a day.")),
    )

    def held_with(self) -> dict[str, str]:
        return {"outcome": self.cleaned_data["outcome"]}
