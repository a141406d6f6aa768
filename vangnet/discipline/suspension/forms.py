"""What is filled in about a suspension, in the order in which it goes."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.calendars import CalendarUnknown
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.inviting import InviteForm
from vangnet.core.dossiers.forms.letters import WritesLetter
from vangnet.core.dossiers.forms.plain import CloseForm, NoteForm, ReopenForm
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.forms.talks import TalkForm
from vangnet.core.dossiers.forms.to_parents import WritesToParent
from vangnet.core.dossiers.letters import Addressee
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.models.talk import Partner
from vangnet.core.dossiers.timeline import day
from vangnet.core.people.calendars import calendar_of
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..forms.confirming import AsksToConfirm
from ..forms.deciding import SOMEBODY_ELSE, DecidesForm, board_over, somebody_else
from ..forms.hearings import HearingForm, Reason
from ..forms.letters import LetterForm
from ..forms.objecting import DecidesObjectionForm, HearObjectionForm, ObjectionForm
from ..forms.one_pupil import OnePupilForm
from ..forms.plain import LegalReviewForm
from ..letters import HEARING
from ..models import (
    BoardConsulted,
    InspectorateReport,
    LawfulAbsence,
    Part,
    SuspensionDecided,
    SuspensionGround,
)
from ..protocol import SUSPENSION
from .days import NoSchool, days_from, follow_each_other, in_words, others_of, share_a_day
from .letters import OBJECTION, REPORT_LETTER, SUSPENSION_LETTER
from .protocol import MOST_DAYS, Days

GROUNDS: dict[str, Any] = {
    SuspensionGround.Ground.PARENTS: _("Ask a lawyer first: the pupil did nothing."),
}


class ProposeForm(OnePupilForm):
    says = _("What happened, and why is suspension thought of?")
    hint = _("Facts, no opinion. What was tried before, and what would something milder do?")
    when = _("When did it happen?")

    ground = forms.ChoiceField(
        label=_("On what ground?"),
        choices=SuspensionGround.Ground,
        widget=ChoiceCards(hints=GROUNDS),
        error_messages=either(_("Choose the ground.")),
    )

    def facts(self) -> list[Fact]:
        return [SuspensionGround(ground=self.cleaned_data["ground"]), *super().facts()]


class ConsultForm(StepForm):
    says = _("What did the board think, and what was agreed?")
    when = _("When was the board consulted?")

    consulted = forms.TypedChoiceField(
        label=_("With whom of the board?"),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(_("Choose with whom it was.")),
    )

    def prepare(self) -> None:
        self.field("consulted").choices = [*board_over(self.about).items(), somebody_else()]
        if self.about.corrects and self.initial.get("consulted") is None:
            self.initial["consulted"] = SOMEBODY_ELSE

    def facts(self) -> list[Fact]:
        return [BoardConsulted(consulted_id=self.cleaned_data["consulted"] or None)]


class HearParentsForm(HearingForm):
    accepted = (Reason.DID_NOT_COME, Reason.URGENT)


class DecideForm(DecidesForm, AsksToConfirm):
    says = _("The reasons")
    hint = _("As the letter gives them: what happened, and why this long.")

    first_on = forms.DateField(
        label=_("First day"),
        help_text=_("A day with school."),
        widget=DayInput(),
        error_messages=either(_("Fill in the first day.")),
    )
    days = forms.IntegerField(
        label=_("How many school days?"),
        help_text=_("One to five, one after the other. Weekends, holidays and study days do not count."),
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={
            "required": _("Fill in how many school days."),
            "max_value": _(
                "A suspension lasts five school days at most (WPO art. 40c). A sixth is not possible."
            ),
        },
    )

    def prepare(self) -> None:
        super().prepare()
        self.order_fields(["first_on", "days", *self.fields])  # what is decided comes before who did

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self.counted = self._counted(said.get("first_on"), said.get("days"))
        if self.counted:
            self._compare(self.counted)
        return said

    def _counted(self, first_on: date | None, number: int | None) -> Days | None:
        if first_on is None or number is None:
            return None
        decided_at = self.cleaned_data.get("happened_at")
        if decided_at and first_on < timezone.localdate(decided_at):
            self.add_error("first_on", _("This lies before the decision. Choose that day or a later one."))
            return None
        try:
            return days_from(first_on, number, calendar_of(self.about.dossier.school))
        except NoSchool as free:
            says = gettext("There is no school on this day. The first day with school is %(day)s.")
            self.add_error("first_on", says % {"day": day(free.next_on)})
        except CalendarUnknown as unknown:
            self.add_error("first_on", gettext(unknown.message) % unknown.params)
        return None

    def _compare(self, days: Days) -> None:
        """With other suspensions of this pupil: no day twice, and none made longer by the next."""
        for other in others_of(self.about.dossier):
            words = {"first": day(other.first_on), "last": day(other.last_on), "source": SUSPENSION.cite()}
            if share_a_day(days, other):
                says = gettext("This pupil is suspended from %(first)s up to and including %(last)s already.")
                self.add_error("first_on", says % words)
            elif follow_each_other(days, other):
                says = gettext(
                    "There is no school day between this and the suspension of %(first)s up to and including %(last)s. "
                    "A suspension is not made longer than a week (%(source)s): this must be about something new. If "
                    "it is, tick here."
                )
                self.confirm_first(says % words)

    def facts(self) -> list[Fact]:
        days = self.counted
        if days is None:
            return []
        return [
            SuspensionDecided(
                **self.decided(),
                first_on=days.first_on,
                last_on=days.last_on,
                days=days.number,
                back_on=days.back_on,
            )
        ]


class InviteParentsForm(InviteForm):
    writes = HEARING
    roles = (Part.PUPIL,)


class SendLetterForm(WritesToParent, LetterForm):
    writes = SUSPENSION_LETTER

    tells_to_object = forms.BooleanField(
        label=_("The letter says that the parents can object"),
        help_text=_("At a public school it must (Awb art. 3:45)."),
        required=False,
    )


class ReportForm(WritesLetter):
    writes = REPORT_LETTER
    says = _("What must be known of it?")
    needs_text = False
    when = _("When was it reported?")

    number = forms.CharField(label=_("Number of the report"), required=False, max_length=60)

    def addressee(self, said: dict[str, Any]) -> Addressee:
        """About the pupil, so that no other child is named in it."""
        way = gettext("Through the Internet Schooldossier")
        return Addressee((gettext("Inspectorate of Education"), way), child=super().addressee(said).child)

    def facts(self) -> list[Fact]:
        return [InspectorateReport(number=self.cleaned_data["number"]), *super().facts()]


class GiveWorkForm(StepForm):
    says = _("Which work, and how does it come back?")
    hint = _("And who helps the pupil with it, or looks at it?")
    when = _("When was it given?")


class EnterAbsenceForm(StepForm):
    says = _("What must be known of it?")
    needs_text = False
    when = _("When was it entered?")

    def prepare(self) -> None:
        decided = SuspensionDecided.objects.standing().filter(entry__dossier=self.about.dossier).last()
        self.decided = decided
        if decided:
            days = Days(decided.first_on, decided.last_on, decided.days)
            self.fields["happened_at"].help_text = in_words(days)

    def facts(self) -> list[Fact]:
        if self.decided is None:
            return []
        of_decision = ("first_on", "last_on", "days")
        return [LawfulAbsence(**{name: getattr(self.decided, name) for name in of_decision})]


class DecideObjectionForm(DecidesObjectionForm):
    writes = OBJECTION


class ReturnTalkForm(TalkForm):
    partners = (Partner.CHILD, Partner.PARENT)
    roles = (Part.PUPIL,)


FORMS: dict[str, type[StepForm]] = {
    "propose_suspension": ProposeForm,
    "consult_board": ConsultForm,
    "legal_review": LegalReviewForm,
    "invite": InviteParentsForm,
    "hear_parents": HearParentsForm,
    "decide_suspension": DecideForm,
    "send_letter": SendLetterForm,
    "report_inspectorate": ReportForm,
    "give_work": GiveWorkForm,
    "enter_absence": EnterAbsenceForm,
    "return_talk": ReturnTalkForm,
    "objection": ObjectionForm,
    "hear_objection": HearObjectionForm,
    "decide_objection": DecideObjectionForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
