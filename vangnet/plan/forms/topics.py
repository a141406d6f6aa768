"""What a paragraph or annex is about, of all that a plan must cover: ticked by who writes it, or else recognised."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from vangnet.ui.widgets import FoldedChoices

from ..recognising import recognised
from ..topics import TOPICS, Topic

NONE = "none"  # kept as well: who says so is not told otherwise at the next change


class TopicsField(forms.MultipleChoiceField):
    widget = FoldedChoices

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("What it covers of all that a plan must cover"),
            help_text=gettext_lazy("Tick nothing, and it is recognised by the words."),
            choices=_choices,
            required=False,
        )


def _choices() -> Iterator[tuple[str, Any]]:
    for topic in TOPICS:
        shown = format_html('<span>{} <small class="soft">{}</small></span>', _(topic.title), _(topic.source))
        yield topic.key, shown
    yield NONE, _("None of these")


def proposed_title(topic: Topic) -> str:
    """For a paragraph about it, in the language of the plan."""
    with override(settings.LANGUAGE_CODE):
        return capfirst(_(topic.title))


def told_topics(ticked: Sequence[str], title: str, text: str = "") -> list[str]:
    """Those that were ticked, or that nothing is; without a tick those that are recognised."""
    return [each for each in ticked if each != NONE] or list(ticked) or recognised(title, text)


def told_in_words(topics: Sequence[str]) -> str:
    """For who wrote it, to look whether that is right."""
    titles = [_(topic.title) for topic in TOPICS if topic.key in topics]
    if not titles:
        return _("It covers none of what a plan must cover.")
    return _("It covers: %(topics)s.") % {"topics": "; ".join(titles)}
