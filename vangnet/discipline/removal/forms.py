"""What is filled in before a pupil is removed, up to and including the board's decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.inviting import InviteForm
from vangnet.core.dossiers.forms.plain import CloseForm, NoteForm, ReopenForm
from vangnet.core.dossiers.forms.steps import About, StepForm
from vangnet.core.dossiers.forms.to_parents import WritesToParent
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Person, Placement, Teaching
from vangnet.ui.widgets import ChoiceCards

from ..forms.deciding import SOMEBODY_ELSE, DecidesForm
from ..forms.hearings import HearingForm
from ..forms.letters import LetterForm
from ..forms.objecting import HearObjectionForm, ObjectionForm
from ..forms.one_pupil import OnePupilForm
from ..forms.plain import LegalReviewForm
from ..letters import HEARING
from ..models import Admissibility, RemovalDecided, RemovalGround, SchoolAsked, TeacherHeard
from .forms_after import (
    DecideObjectionForm,
    DisputeEndedForm,
    DisputeForm,
    SendDecisionForm,
    TellOfficerForm,
)
from .letters import INTENTION

GROUNDS: dict[str, Any] = {
    RemovalGround.Ground.SUPPORT: _("And no help, also from the partnership, can change that."),
    RemovalGround.Ground.PARENTS: _("Ask a lawyer first: the pupil did nothing."),
}
SPECIAL = _("An admissibility statement of the partnership is needed.")
TYPES: dict[str, Any] = {SchoolAsked.Type.SPECIAL_PRIMARY: SPECIAL, SchoolAsked.Type.SPECIAL: SPECIAL}


def teachers_of(about: About) -> dict[int, str]:
    """Who teaches a group in which the pupil sits at this school today."""
    pupils = Subject.objects.standing().filter(dossier=about.dossier).values("pupil")
    sits = Placement.objects.filter(
        holds_on(about.on), enrolment__pupil__in=pupils, enrolment__school=about.dossier.school_id
    )
    teach = Teaching.objects.filter(holds_on(about.on), group__in=sits.values("group"))
    people = Person.objects.filter(pk__in=teach.values("person"))
    return {person.pk: person.full_name for person in people}


class IntendForm(OnePupilForm):
    says = _("Why does the school mean to remove this pupil?")
    hint = _("Facts, no opinion. What was tried, with whose help, and why is that not enough?")
    when = _("When did the school come to this?")

    ground = forms.ChoiceField(
        label=_("On what ground?"),
        choices=RemovalGround.Ground,
        widget=ChoiceCards(hints=GROUNDS),
        error_messages=either(_("Choose the ground.")),
    )

    def facts(self) -> list[Fact]:
        return [RemovalGround(ground=self.cleaned_data["ground"]), *super().facts()]


class AnnounceForm(WritesToParent, LetterForm):
    writes = INTENTION


class InviteParentsForm(InviteForm):
    writes = HEARING


class HearTeacherForm(StepForm):
    says = _("What did the teacher say?")
    hint = _("The teacher reads this too.")
    when = _("When was the teacher heard?")

    teacher = forms.TypedChoiceField(
        label=_("Which teacher?"),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(_("Choose who was heard.")),
    )

    def prepare(self) -> None:
        other = (SOMEBODY_ELSE, gettext("Somebody else who teaches the pupil; write below who"))
        self.field("teacher").choices = [*teachers_of(self.about).items(), other]
        if self.about.corrects and self.initial.get("teacher") is None:
            self.initial["teacher"] = SOMEBODY_ELSE

    def facts(self) -> list[Fact]:
        return [TeacherHeard(teacher_id=self.cleaned_data["teacher"] or None)]


class SearchSchoolForm(StepForm):
    says = _("What was asked and answered, and with whom did you speak?")
    needs_text = False
    when = _("When was this school asked, or did it answer?")

    name = forms.CharField(
        label=_("Which school?"),
        help_text=_("Write the same name when it answers later: then the latest answer counts."),
        max_length=200,
        error_messages={"required": _("Fill in the name of the school.")},
    )
    type = forms.ChoiceField(
        label=_("What kind of school is it?"),
        choices=SchoolAsked.Type,
        widget=ChoiceCards(hints=TYPES),
        error_messages=either(_("Choose the kind of school.")),
    )
    answer = forms.ChoiceField(
        label=_("What does it answer?"),
        choices=SchoolAsked.Answer,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what the school answered.")),
    )

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [SchoolAsked(name=said["name"], type=said["type"], answer=said["answer"])]


class AdmissibilityForm(StepForm):
    says = _("What must be known of it?")
    needs_text = False

    outcome = forms.ChoiceField(
        label=_("What about the statement?"),
        choices=Admissibility.Outcome,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what was said.")),
    )
    number = forms.CharField(label=_("Number of the statement"), required=False, max_length=60)

    def facts(self) -> list[Fact]:
        return [Admissibility(outcome=self.cleaned_data["outcome"], number=self.cleaned_data["number"])]


class DecideForm(DecidesForm):
    says = _("The reasons")
    hint = _("As the decision gives them: what was weighed, and why nothing milder is left.")

    def facts(self) -> list[Fact]:
        return [RemovalDecided(**self.decided())]


FORMS: dict[str, type[StepForm]] = {
    "intend_removal": IntendForm,
    "announce_intention": AnnounceForm,
    "legal_review": LegalReviewForm,
    "hear_teacher": HearTeacherForm,
    "invite": InviteParentsForm,
    "hear_parents": HearingForm,
    "search_school": SearchSchoolForm,
    "admissibility": AdmissibilityForm,
    "decide_removal": DecideForm,
    "tell_attendance_officer": TellOfficerForm,
    "send_decision": SendDecisionForm,
    "objection": ObjectionForm,
    "dispute": DisputeForm,
    "dispute_ended": DisputeEndedForm,
    "hear_objection": HearObjectionForm,
    "decide_objection": DecideObjectionForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
