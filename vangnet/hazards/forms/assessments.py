"""Recording a version of the assessment, its review, a change that asks for a new one, and the yearly evaluation."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import DOCUMENTS
from vangnet.core.attachments.storing import keep
from vangnet.core.people.forms import TokenForm, has_been
from vangnet.core.people.models import Person, School
from vangnet.ui.widgets import DayInput

from ..models import ExpertReview, PlanEvaluation, RiskAssessment, RiskChange
from ..models.assessments import MOST_EMPLOYEES_EXEMPT


class _HappenedForm(TokenForm):
    """Something of the school that happened on a day."""

    held_on = forms.DateField(label=gettext_lazy("On"), widget=DayInput())

    def __init__(self, *args: Any, school: School, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"held_on": on, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.school, self.on = school, on
        self.order_fields([*(name for name in self.fields if name != "token"), "token"])

    def clean_held_on(self) -> date:
        return has_been(self.cleaned_data["held_on"], self.on)

    def told(self, by: Person, now: datetime, *names: str) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("held_on", *names)}
        return {"school": self.school, "recorded_by": by, "recorded_at": now, **said}


class AssessmentForm(_HappenedForm):
    number = forms.CharField(
        label=gettext_lazy("Version"), help_text=gettext_lazy("For example: 2026."), max_length=20
    )
    method = forms.ChoiceField(
        label=gettext_lazy("With which instrument"),
        choices=RiskAssessment.Method.choices,
        widget=forms.RadioSelect,
    )
    occasion = forms.ChoiceField(
        label=gettext_lazy("Why now"), choices=RiskAssessment.Occasion.choices, widget=forms.RadioSelect
    )
    by = forms.CharField(label=gettext_lazy("By whom"), max_length=120)
    is_exempt = forms.BooleanField(
        label=gettext_lazy("Our employer needs no review by an expert"),
        help_text=gettext_lazy(
            "Only when the employer, which is the board and not the school, normally has at most 25 employees and "
            "used a recognised instrument. A small team at a larger board is not exempt."
        ),
        required=False,
    )
    employees = forms.IntegerField(
        label=gettext_lazy("Employees of the whole board"),
        help_text=gettext_lazy("Only where no review is needed."),
        min_value=1,
        max_value=32000,
        required=False,
    )
    paper_file = AttachmentField(label=gettext_lazy("The assessment itself"), kinds=DOCUMENTS, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("is_exempt"):
            said["employees"] = None
            return said
        if not said.get("employees") and "employees" not in self.errors:
            self.add_error("employees", _("Say how many employees the whole board has."))
        elif (said.get("employees") or 0) > MOST_EMPLOYEES_EXEMPT:
            self.add_error(
                "is_exempt",
                _("A board with more than 25 employees has every assessment reviewed by an expert."),
            )
        if said.get("method") == RiskAssessment.Method.OWN:
            self.add_error("is_exempt", _("Without a recognised instrument the review is needed."))
        return said

    def record(self, by: Person, now: datetime) -> RiskAssessment:
        row = RiskAssessment(**self.told(by, now, "number", "method", "occasion", "by", "employees"))

        def with_paper(row: RiskAssessment) -> None:
            if file := self.cleaned_data["paper_file"]:
                row.paper = keep(file, by=by, at=now)
                row.save(update_fields=["paper"])

        return self.once(row, with_paper)


class ReviewForm(_HappenedForm):
    by = forms.CharField(
        label=gettext_lazy("By which expert"),
        help_text=gettext_lazy("A certified expert or an occupational health service."),
        max_length=120,
    )
    copied_on = forms.DateField(
        label=gettext_lazy("Copy sent to the participation council on"),
        help_text=gettext_lazy("The expert sends a copy of the advice to the employees' side."),
        widget=DayInput(),
        required=False,
    )
    paper_file = AttachmentField(label=gettext_lazy("The advice"), kinds=DOCUMENTS, required=False)

    def __init__(self, *args: Any, assessment: RiskAssessment, **kwargs: Any) -> None:
        super().__init__(*args, school=assessment.school, **kwargs)
        self.assessment = assessment

    def clean_held_on(self) -> date:
        held_on = super().clean_held_on()
        if held_on < self.assessment.held_on:
            raise ValidationError(
                _("The assessment was completed on %(day)s. Choose that day or a later one.")
                % {"day": date_format(self.assessment.held_on)}
            )
        return held_on

    def clean_copied_on(self) -> date | None:
        copied_on: date | None = self.cleaned_data["copied_on"]
        return has_been(copied_on, self.on) if copied_on else None

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        held_on, copied_on = said.get("held_on"), said.get("copied_on")
        if held_on and copied_on and copied_on < held_on:
            self.add_error("copied_on", _("The copy cannot go before the review."))
        return said

    def record(self, by: Person, now: datetime) -> ExpertReview:
        row = ExpertReview(assessment=self.assessment, **self.told(by, now, "by", "copied_on"))

        def with_paper(row: ExpertReview) -> None:
            if file := self.cleaned_data["paper_file"]:
                row.paper = keep(file, by=by, at=now)
                row.save(update_fields=["paper"])

        return self.once(row, with_paper)


class ChangeForm(_HappenedForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What changed"), choices=RiskChange.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("For example: from the temporary building to the new one."),
        max_length=300,
    )

    def record(self, by: Person, now: datetime) -> RiskChange:
        return self.once(RiskChange(**self.told(by, now, "kind", "text")))


class EvaluationForm(_HappenedForm):
    attended = forms.CharField(
        label=gettext_lazy("With whom"),
        help_text=gettext_lazy("For example: the team, the prevention officer."),
        max_length=200,
    )
    outcome = forms.CharField(
        label=gettext_lazy("What came of it"),
        help_text=gettext_lazy("What is done, what is late and why, what was agreed."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
    )
    told_on = forms.DateField(
        label=gettext_lazy("Discussed with the participation council on"), widget=DayInput(), required=False
    )

    def clean_told_on(self) -> date | None:
        told_on: date | None = self.cleaned_data["told_on"]
        return has_been(told_on, self.on) if told_on else None

    def record(self, by: Person, now: datetime) -> PlanEvaluation:
        return self.once(PlanEvaluation(**self.told(by, now, "attended", "outcome", "told_on")))
