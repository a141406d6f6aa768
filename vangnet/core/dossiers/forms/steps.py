"""What every form of a step shares: when it was, a text, the name of the form itself, and what was seen before it.

The same form sent twice is recorded once (`token`); who was overtaken by a colleague gets the form back (`seen`).
A correction is the same form, filled in with what stood there, and with a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Correction, Dossier, Entry, Fact
from vangnet.core.dossiers.recording import Act
from vangnet.core.people.models import Person

from .fields import LONGEST_TEXT, WrittenText

if TYPE_CHECKING:
    from ..letters import LetterText

MOMENT = "%Y-%m-%dT%H:%M"  # as browsers write day and time in one field
FIRST = ("confirmed",)
LAST = ("happened_at", "text", "reason", "token", "seen")


@dataclass(frozen=True)
class About:
    """For whom a form is made, in which dossier, at what moment; `corrects` is the entry that it replaces."""

    dossier: Dossier
    person: Person
    now: datetime
    handles: bool = True
    corrects: Entry | None = None
    recorded: tuple[Fact, ...] = ()

    @property
    def on(self) -> date:
        return timezone.localdate(self.now)


class StepForm(forms.Form):
    """One step; a subclass adds the fields of its facts and says what the text is for."""

    says: ClassVar[Any] = _("What must be known?")
    hint: ClassVar[Any] = ""
    needs_text: ClassVar[bool] = True
    when: ClassVar[Any] = _("When was this?")
    writes: ClassVar["LetterText | None"] = None  # the letter that goes out with it (`forms.letters`)

    happened_at = forms.DateTimeField(
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        error_messages={
            "required": _("Fill in when this was."),
            "invalid": _("Write it as 31-12-2026 10:15."),
        },
    )
    text = WrittenText(
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write this down; one sentence is enough.")},
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, about: About, typed: QueryDict | None = None
    ) -> None:
        """`typed` is what stood in the form when one of its search buttons was pressed: shown again, not judged."""
        self.about, self.typed = about, typed
        super().__init__(data, initial=self._initial())
        text = self.fields["text"]
        text.label, text.help_text, text.required = self.says, self.hint, self.needs_text
        self.fields["happened_at"].label = self.when
        if about.corrects:
            self.fields["reason"] = WrittenText(
                label=_("Why is it corrected?"),
                help_text=_("What stood there stays readable; this says what was wrong with it."),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=500,
            )
        self.prepare()
        if typed:
            self.initial = {
                name: field.widget.value_from_datadict(typed, {}, name) for name, field in self.fields.items()
            }
        self.order_fields([*FIRST, *(name for name in self.fields if name not in LAST + FIRST), *LAST])

    # A form with a field `confirmed` shows it only once there is something to confirm.
    asks_to_confirm = False

    def confirm_first(self, says: Any) -> None:
        """Refuse what is recorded only after somebody read this and ticked that it is right."""
        if not self.cleaned_data.get("confirmed"):
            self.asks_to_confirm = True
            self.add_error("confirmed", says)

    @property
    def shows_confirmation(self) -> bool:
        return self.asks_to_confirm or bool(self.is_bound and self.data.get("confirmed"))

    def prepare(self) -> None:
        """Fill in what can be chosen in this dossier."""

    @classmethod
    def is_picking(cls, sent: QueryDict) -> bool:
        """Whether a button inside the form was pressed: then it is shown again, and nothing is recorded yet."""
        return False

    @property
    def sent(self) -> QueryDict:
        """What came from the browser, to be recorded or to be shown again."""
        return self.data if isinstance(self.data, QueryDict) else self.typed or QueryDict()

    @property
    def visible_without_letter(self) -> list[forms.BoundField]:
        """The fields of the step itself; those of its letter stand below them."""
        return self.visible_fields()

    def facts(self) -> list[Fact]:
        return []

    def clean_happened_at(self) -> datetime:
        moment: datetime = self.cleaned_data["happened_at"]
        if moment > self.about.now:
            raise forms.ValidationError(_("This lies in the future. Record it when it has happened."))
        return moment

    def act(self, step: str) -> Act:
        said = self.cleaned_data
        why = [Correction(reason=said["reason"])] if self.about.corrects else []
        return Act(
            step=step,
            by=self.about.person,
            happened_at=said["happened_at"],
            now=self.about.now,
            token=said["token"],
            text=said["text"],
            facts=[*self.facts(), *why],
            corrects=self.about.corrects,
            seen=said["seen"],
        )

    def field(self, name: str) -> forms.ChoiceField:
        """A field that a subclass declares as a choice, to give it the choices of this dossier."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a mistake of ours, not of who fills in the form
        return field

    def _initial(self) -> dict[str, Any]:
        about = self.about
        fresh = {"token": uuid4(), "seen": about.dossier.entry_count, "happened_at": about.now}
        if about.corrects is None:
            return fresh
        stood = {"happened_at": about.corrects.happened_at, "text": about.corrects.text}
        return {**fresh, **stood, **self.stood(about.recorded)}

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        """The fields as the entry that is corrected had them; a field carries the name of the fact's column."""
        return {
            column.name: getattr(fact, column.name if column.name == "nature" else column.attname)
            for fact in recorded
            for column in fact._meta.concrete_fields
            if column.name in self.base_fields
        }


class WithdrawForm(forms.Form):
    """Taking back an entry: it stays readable, struck through, with the reason."""

    reason = WrittenText(
        label=_("Why is it withdrawn?"),
        help_text=_("What stood there stays readable, struck through."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": _("Write down why; one sentence is enough.")},
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"token": uuid4()}, auto_id="id_withdraw_%s")

    def act(self, step: str, about: About) -> Act:
        return Act(
            step=step,
            by=about.person,
            happened_at=about.now,
            now=about.now,
            token=self.cleaned_data["token"],
            text=self.cleaned_data["reason"],
            corrects=about.corrects,
        )
