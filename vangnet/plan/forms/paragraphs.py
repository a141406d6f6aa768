"""Writing a paragraph: its title and text, where it stands, whether the public reads it; or leaving it out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.forms import TokenForm

from ..annexes import is_annex
from ..chapters import Chapter
from ..facts import declared, nearest
from ..models import Version
from ..models.layered import STEP
from ..models.paragraphs import LONGEST_TEXT
from ..reading import Placed
from ..text import named_in
from .topics import TopicsField, told_topics

FARTHEST = 999_999_999


class PlaceField(forms.ChoiceField):
    """A chapter and a place in it. What was offered a moment ago still holds when a colleague moved something."""

    def valid_value(self, value: str) -> bool:
        chapter, _colon, place = value.partition(":")
        return chapter in Chapter.values and place.isdecimal() and len(place) < 10


class ParagraphForm(TokenForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    where = PlaceField(label=gettext_lazy("Place in the plan"))
    text = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "An empty line begins a new paragraph. ## makes a heading, - a list, **bold**, *italic*, "
            "[words](https://address) a link."
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=LONGEST_TEXT,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Also in the public plan"),
        help_text=gettext_lazy(
            "Only if the school publishes its plan. Leave it unticked for what is for staff."
        ),
        required=False,
        initial=True,
    )
    topics = TopicsField()
    why = forms.CharField(
        label=gettext_lazy("What changed, and why"),
        help_text=gettext_lazy("Colleagues read it beside this version."),
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, beside: Sequence[Placed], now: Version | None = None, **kwargs: Any
    ) -> None:
        if now:
            said = {name: getattr(now, name) for name in ("title", "text", "is_public", "topics")}
            kwargs["initial"] = {**said, "where": f"{now.chapter}:{now.place}", **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = list(_choices(beside, now))  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name != "token"), "token"])

    def clean_text(self) -> str:
        """A browser ends its lines in two signs; with one the versions can be compared."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        unknown = [name for name in named_in(text) if name not in declared() and not is_annex(name)]
        if unknown:
            raise ValidationError([_not_known(name) for name in unknown])
        return text

    @property
    def written(self) -> dict[str, Any]:
        chapter, place = self.cleaned_data["where"].split(":")
        said = {name: self.cleaned_data[name] for name in ("title", "text", "is_public", "why")}
        return {**said, "topics": self.covers, "chapter": chapter, "place": int(place)}

    @property
    def covers(self) -> list[str]:
        said = self.cleaned_data
        return told_topics(said["topics"], said["title"], said["text"])


class EditForm(ParagraphForm):
    """`seen` is the version that stood on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_000)


class LeaveOutForm(TokenForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_000)
    why = forms.CharField(
        label=gettext_lazy("Why is this paragraph left out?"),
        help_text=gettext_lazy("It is kept with all its versions, and can be put back."),
        max_length=300,
    )


def _not_known(name: str) -> str:
    near = nearest(name)
    if not near:
        return _("Nothing is known as “%(name)s”. Choose one from the list below the form.") % {"name": name}
    meant = ", ".join(f"{{{{ {each} }}}}" for each in near)
    return _("Nothing is known as “%(name)s”. Did you mean %(meant)s?") % {"name": name, "meant": meant}


def end_of(chapter: Chapter, beside: Sequence[Placed]) -> str:
    """The last place in a chapter, as the form offers it."""
    return next(offered[-1][0] for label, offered in _choices(beside, None) if label == str(chapter.label))


def _choices(beside: Sequence[Placed], now: Version | None) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Under each chapter its start and the place after each paragraph; where it stands now is one of them."""
    for chapter in Chapter:
        inside = [each for each in beside if each.version.chapter == chapter and not _is(each, now)]
        places = [0, *(each.version.place for each in inside)]
        offered = [
            (
                f"{chapter}:{place}",
                _("After %(number)s %(title)s") % {"number": each.number, "title": each.version.title},
            )
            if each
            else (f"{chapter}:{place}", _("At the start"))
            for each, place in zip([None, *inside], _between(places), strict=True)
        ]
        if now and now.chapter == chapter:
            offered.insert(0, (f"{chapter}:{now.place}", _("Where it stands now")))
        yield str(chapter.label), offered


def _between(places: Sequence[int]) -> list[int]:
    """After each of these places one that lies before the next."""
    return [*((first + second) // 2 for first, second in pairwise(places)), min(places[-1] + STEP, FARTHEST)]


def _is(each: Placed, now: Version | None) -> bool:
    return now is not None and each.version.paragraph_id == now.paragraph_id
