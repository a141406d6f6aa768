"""A new version of the evacuation plan, a file with it, and what is different from what the plan says."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import PAPERS
from vangnet.ui.fields import SeveralField
from vangnet.ui.widgets import DayInput

from ..models import NewSituation, PlanChapter, PlanFile, PlanVersion

LONG_AGO = timedelta(days=366)
ASKED = (
    (True, gettext_lazy("Yes, staff must know of it")),
    (False, gettext_lazy("No, it was gone through and nothing changed for staff")),
)


class VersionForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput)
    holds_from = forms.DateField(label=gettext_lazy("Holds from"), widget=DayInput())
    why = forms.ChoiceField(
        label=gettext_lazy("Why a new version?"), choices=PlanVersion.Why.choices, widget=forms.RadioSelect
    )
    is_changed = forms.TypedChoiceField(
        label=gettext_lazy("Did anything change for staff?"),
        choices=ASKED,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )
    what_changed = forms.CharField(
        label=gettext_lazy("What must everybody know?"),
        help_text=gettext_lazy(
            "Two or three sentences. Everybody at school sees them, and says with one tap that he or she knows."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    chapters = forms.MultipleChoiceField(
        label=gettext_lazy("What stands in it?"),
        help_text=gettext_lazy(
            "The chapters of NEN 8112:2017. What is not ticked is shown as still missing."
        ),
        choices=PlanChapter.Chapter.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kept_files = SeveralField(
        PlanFile.objects.none(),
        label=gettext_lazy("Which files of the version before still hold?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, before: PlanVersion | None, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid4(), "holds_from": on}
        super().__init__(*args, **kwargs)
        self.before, self.on = before, on
        self._offer_files(before)
        if before is None:
            self.initial["why"], self.initial["is_changed"] = PlanVersion.Why.FIRST, True
        else:
            self.initial["chapters"] = [row.chapter for row in before.chapters.all()]

    def _offer_files(self, before: PlanVersion | None) -> None:
        files = before.files.standing() if before else PlanFile.objects.none()
        if not files:
            del self.fields["kept_files"]
            return
        self.fields["kept_files"].queryset = files  # type: ignore[attr-defined]
        self.initial["kept_files"] = [file.pk for file in files]

    def clean_holds_from(self) -> date:
        day: date = self.cleaned_data["holds_from"]
        if day > self.on:
            raise ValidationError(
                _("This day has not come yet. Record the version on the day from which it holds.")
            )
        if self.before and day < self.before.holds_from:
            raise ValidationError(
                _("The version before this one holds from a later day. Choose that day or a later one.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            cleaned.get("is_changed")
            and not cleaned.get("what_changed")
            and "what_changed" not in self.errors
        ):
            self.add_error("what_changed", _("Say what everybody must know."))
        if cleaned.get("is_changed") is False:
            cleaned["what_changed"] = ""
        return cleaned


class PlanFileForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("For example: floor plan of the ground floor, or the whole evacuation plan."),
        max_length=120,
    )
    chosen_file = AttachmentField(label=gettext_lazy("File"), kinds=PAPERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid4()}
        super().__init__(*args, **kwargs)


class SituationForm(forms.ModelForm):  # type: ignore[type-arg]
    token = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = NewSituation
        fields = ["what", "since"]
        labels = {
            "what": gettext_lazy("What is different from what the plan says?"),
            "since": gettext_lazy("Since"),
        }
        help_texts = {
            "what": gettext_lazy(
                "For example: group 3 sits in the unit beside the gym, or the back gate is walled up."
            )
        }
        widgets = {"since": DayInput()}

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid4(), "since": on}
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since > self.on:
            raise ValidationError(_("This day has not come yet. Record it once it is so."))
        if since < self.on - LONG_AGO:
            raise ValidationError(_("This was more than a year ago. Make a new version of the plan instead."))
        return since
