"""Small words for templates: an icon, a part that is drawn once, the reader's theme, the version that runs."""

from functools import cache

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vangnet import __version__
from vangnet.ui.appearance import Theme, theme_of
from vangnet.ui.drawn import drawn

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawing beside words that say the same; on its own it says nothing to a screen reader."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("ui/icons.svg"),
        name,
    )


register.simple_tag(drawn)


@register.simple_tag(takes_context=True)
def theme(context: Context) -> Theme:
    """The theme of whoever reads; error pages may come without a request, and follow the device."""
    request = context.get("request")
    return theme_of(request) if isinstance(request, HttpRequest) else Theme.DEVICE


@register.simple_tag
def version() -> str:
    """The version of the program, for the foot of the page and for whoever asks for help."""
    return __version__
