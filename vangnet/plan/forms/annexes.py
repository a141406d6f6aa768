"""A line in the register of annexes: what it is, how far, where it is found and who may see it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import DOCUMENTS
from vangnet.core.attachments.storing import keep
from vangnet.core.people.forms import TokenForm
from vangnet.core.people.models import Person
from vangnet.ui.widgets import DayInput

from ..models import AnnexVersion
from .topics import TopicsField, told_topics

NAMES = ("title", "status", "edition", "review_on", "found", "link", "seen_by", "topics", "why")
Found = AnnexVersion.Found


class AnnexForm(TokenForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=AnnexVersion.Status.choices, widget=forms.RadioSelect
    )
    edition = forms.CharField(
        label=gettext_lazy("Version of the document"),
        help_text=gettext_lazy("For example: 2026, or 3.1."),
        max_length=40,
        required=False,
    )
    review_on = forms.DateField(label=gettext_lazy("Review before"), widget=DayInput(), required=False)
    found = forms.ChoiceField(
        label=gettext_lazy("Where it can be found"), choices=Found.choices, widget=forms.RadioSelect
    )
    link = forms.URLField(
        label=gettext_lazy("Link"),
        help_text=gettext_lazy("Only for a link. It begins with https://."),
        assume_scheme="https",
        max_length=500,
        required=False,
    )
    paper_file = AttachmentField(label=gettext_lazy("The file"), kinds=DOCUMENTS, required=False)
    seen_by = forms.ChoiceField(
        label=gettext_lazy("Who may see it"),
        help_text=gettext_lazy("The title is read by everybody who reads the plan."),
        choices=AnnexVersion.SeenBy.choices,
        widget=forms.RadioSelect,
        initial=AnnexVersion.SeenBy.SCHOOL,
    )
    topics = TopicsField()
    why = forms.CharField(label=gettext_lazy("What changed, and why"), max_length=300, required=False)

    def __init__(self, *args: Any, now: AnnexVersion | None = None, **kwargs: Any) -> None:
        if now:
            said = {name: getattr(now, name) for name in NAMES if name != "why"}
            kwargs["initial"] = {**said, "seen": now.number, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.now = now
        self.order_fields([*(name for name in self.fields if name != "token"), "token"])

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError(_("A link begins with https://."))
        return link

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        found = said.get("found")
        if found == Found.LINK and not said.get("link") and "link" not in self.errors:
            self.add_error("link", _("Fill in the link, or choose another place."))
        if found != Found.LINK:
            said["link"] = ""
        has_file = said.get("paper_file") or (self.now and self.now.paper_id)
        if found == Found.FILE and not has_file and "paper_file" not in self.errors:
            self.add_error("paper_file", _("Choose the file, or another place."))
        return said

    def written(self, by: Person, at: datetime) -> dict[str, Any]:
        """Within the transaction in which it is recorded, because a file is kept. One that was kept stays."""
        said = {name: self.cleaned_data[name] for name in NAMES} | {"topics": self.covers}
        paper = self.now.paper if self.now else None
        if self.cleaned_data["paper_file"] and said["found"] == Found.FILE:
            paper = keep(self.cleaned_data["paper_file"], by=by, at=at)
        return {**said, "paper": paper if said["found"] == Found.FILE else None}

    @property
    def covers(self) -> list[str]:
        return told_topics(self.cleaned_data["topics"], self.cleaned_data["title"])


class EditAnnexForm(AnnexForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_000)
