"""The small part of Markdown: what it can write, and that nothing else ever comes out of it."""

from html.parser import HTMLParser

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.plan.text import SCHEMES, Shown, as_html, links_in, named_in

ELEMENTS = {"p", "div", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "br"} | {
    *("table", "thead", "tbody", "tr", "th", "td")
}
ATTRIBUTES = {"a": {"href", "title"}, "table": {"class", "data-plain"}, "ol": {"start"}}


class Read(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.refused = [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        if tag not in ELEMENTS or {name for name, _value in attrs} - ATTRIBUTES.get(tag, set()):
            self.refused.append((tag, attrs))
        for name, value in attrs:
            if name == "href" and not value.startswith(tuple(f"{scheme}:" for scheme in SCHEMES)):
                self.refused.append((tag, attrs))

    def handle_comment(self, data):
        self.refused.append(data)

    handle_decl = handle_pi = handle_comment


def read(text):
    chips = {name: Shown(mark_safe("één"), mark_safe("<table></table>")) for name in named_in(text)}
    reader = Read()
    reader.feed(as_html(text, chips))
    reader.close()
    return reader


MEAN = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- x -->",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\nscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,x)",
    "[a](//elsewhere.example)",
    "[a](https://a.example \"x\" onclick='y')",
    '[a](<https://a.example/"onclick=x>)',
    "[a](https://[half)",
    "![a](https://a.example/a.png)",
    "<https://a.example>",
    "[a]: javascript:x\n\n[a]",
    "| a |\n|:-:|\n| <b>b</b> |",
    "{{ <script> }}",
    "{{ a.b }}{{c}}",
    "&lt;script&gt;",
    "```html\n<b>\n```",
    "1. a\n   - b\n     1. c\n        - {{ a.b }}",
)


SIGNS = "<>[]()!&#*_-|{}`\\ \n\"'abc:/.=1"


@settings(max_examples=100)
@given(st.lists(st.sampled_from(MEAN) | st.text(SIGNS, max_size=30), max_size=6).map("\n".join))
def test_whatever_is_typed_nothing_comes_out_but_the_small_part(text):
    assert read(text).refused == []


@pytest.mark.parametrize("text", MEAN)
def test_each_mean_text_gives_no_element_and_no_address_that_is_not_ours(text):
    assert read(text).refused == []


def test_headings_lists_tables_links_and_emphasis_are_written():
    lists = "## Kop\n\n- *een*\n- **twee**\n\n1. drie\n\n"
    text = lists + "| a | b |\n|---|--:|\n| 1 | 2 |\n\n[x](https://x.example) [y](mailto:y@x.example)"

    assert set(read(text).elements) == ELEMENTS - {"div", "h4", "h6", "br"}
    assert links_in(text) == ("https://x.example", "mailto:y@x.example")


def test_a_heading_in_a_text_stands_below_the_heading_of_its_paragraph():
    assert as_html("# Een\n\n###### Zes", {}) == "<h4>Een</h4>\n<h6>Zes</h6>\n"


def test_what_is_named_is_found_in_sentences_lists_and_tables_once_each_and_not_behind_a_backslash():
    text = "Er zijn {{ a.b }}.\n\n- {{c.d}}\n\n| {{ a.b }} |\n|---|\n| {{ e:f }} |\n\n\\{{ not.this }}"

    assert named_in(text) == ("a.b", "c.d", "e:f")


def test_what_is_named_alone_may_be_a_table_and_in_a_sentence_it_is_words():
    chips = {"a": Shown(mark_safe("<b>in</b>"), mark_safe("<table></table>"))}

    assert as_html("{{ a }}\n\nx {{ a }}", chips) == "<div><table></table></div>\n<p>x <b>in</b></p>\n"
