"""The text of a paragraph: a small part of Markdown, and the facts that it names between double braces.

Headings, lists, tables, links and emphasis, and nothing else: HTML is text like any other, pictures are not fetched,
and a link leads to a website or a mail address. Nothing is cleaned afterwards, because nothing else can come out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

SCHEMES = ("http", "https", "mailto")
HEADINGS_BELOW = 3  # a paragraph itself is a heading of this depth on the page
NAMED = re.compile(r"\{\{[ \t]*([^{}\n]{1,80}?)[ \t]*\}\}")


@dataclass(frozen=True)
class Shown:
    """How something that a text names is written, within a sentence and where it stands alone."""

    within: SafeString
    alone: SafeString


def as_html(text: str, shown: Mapping[str, Shown]) -> SafeString:
    """`shown` has everything that the text names (`named_in`)."""
    html: str = MARKDOWN.renderer.render(parsed(text), MARKDOWN.options, {"shown": shown})
    return mark_safe(html)  # noqa: S308 - see the top


def named_in(text: str) -> tuple[str, ...]:
    """What the text names, once each, in the order of the text."""
    return tuple(dict.fromkeys(token.content for token in _inside(parsed(text)) if token.type == "named"))


def links_in(text: str) -> tuple[str, ...]:
    return tuple(str(token.attrs["href"]) for token in _inside(parsed(text)) if token.type == "link_open")


def _inside(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def parsed(text: str) -> list[Token]:
    """As `markdown-it-py` tells it, with headings below that of the paragraph; what is named alone says so."""
    tokens = MARKDOWN.parse(text)
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.type == "paragraph_open" and [child.type for child in token.children or ()] == ["named"]:
            before.tag = after.tag = "div"  # so that it may be a table
            (token.children or [])[0].meta["is_alone"] = True
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + HEADINGS_BELOW, 6)}"
        elif token.type in {"th_open", "td_open"}:
            token.attrs = {}  # how a column is aligned would be a style in the page
        elif token.type == "table_open":
            token.attrs = {"class": "table", "data-plain": ""}
    return tokens


def _named(state: StateInline, silent: bool) -> bool:
    found = NAMED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("named", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _written(_self: Any, tokens: Sequence[Token], place: int, _options: Any, env: Mapping[str, Any]) -> str:
    shown: Shown = env["shown"][tokens[place].content]
    return shown.alone if tokens[place].meta.get("is_alone") else shown.within


def _leads_to_a_website_or_mail(address: str) -> bool:
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:  # such as half an IPv6 address
        return False


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20})
    parser.enable(["heading", "list", "table", "emphasis", "link", "escape", "newline"])
    parser.inline.ruler.before("escape", "named", _named)
    parser.add_render_rule("named", _written)
    parser.validateLink = _leads_to_a_website_or_mail  # type: ignore[assignment]
    return parser


MARKDOWN = _markdown()
