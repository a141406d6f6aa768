"""The files of the look: nothing is missing, nothing comes from elsewhere, nothing needs an unsafe policy."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

UI = Path(__file__).parent.parent
STATIC = UI / "static" / "ui"
TEMPLATES = sorted(path for path in UI.parent.rglob("templates/**/*.html"))
OWN = sorted((UI / "templates").rglob("*.html"))
TAGS = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}", re.S)
SAME_IN_EVERY_LANGUAGE = {"Vangnet", "Nederlands", "English"}


def name(path: Path) -> str:
    return str(path.relative_to(UI.parent))


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_no_template_needs_inline_styles_or_scripts(template):
    """The content security policy allows neither: script-src and style-src are 'self'."""
    source = template.read_text()

    assert not re.search(
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on|data:[a-z]+/", source
    )
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", source)


class Words(HTMLParser):
    """Collects the words that stand bare between the tags, and in attributes that people read."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        self.found.append(data)

    def handle_starttag(self, tag, attributes):
        self.found += [
            value or "" for key, value in attributes if key in {"alt", "aria-label", "placeholder", "title"}
        ]


@pytest.mark.parametrize("template", OWN, ids=name)
def test_every_word_that_people_read_is_marked_for_translation(template):
    source = TAGS.sub(" ", TRANSLATED.sub(" ", template.read_text()))
    words = Words()
    words.feed(source)
    bare = {word for text in words.found for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", "", text))}

    assert bare - SAME_IN_EVERY_LANGUAGE == set()


def test_every_template_says_what_it_needs():
    silent = [
        name(path)
        for path in (UI / "templates/ui").rglob("*.html")
        if "{% comment %}" not in path.read_text()
    ]

    assert silent == []


def test_every_stylesheet_is_in_the_table_of_contents():
    listed = set(re.findall(r'url\("css/([a-z_]+\.css)"\)', (STATIC / "ui.css").read_text()))

    assert listed == {path.name for path in (STATIC / "css").glob("*.css")}


def test_every_icon_that_is_asked_for_is_drawn():
    drawn = set(re.findall(r'<symbol id="([a-z_]+)"', (STATIC / "icons.svg").read_text()))
    asked = {icon for path in OWN for icon in re.findall(r'{% icon "([a-z_]+)"', path.read_text())}

    assert asked - drawn == set()


def test_every_file_that_a_page_or_stylesheet_names_exists(settings, tmp_path):
    """Hashing the names, as an installation does, fails on a reference to nothing."""
    asked = {file for path in OWN for file in re.findall(r'{% static "(ui/[^"]+)"', path.read_text())}
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    files = {}
    for path in (path for path in STATIC.rglob("*") if path.is_file()):
        relative = f"ui/{path.relative_to(STATIC)}"
        (tmp_path / relative).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / relative).write_bytes(path.read_bytes())
        files[relative] = (storage, relative)
    for _original, _hashed, processed in storage.post_process(files):
        if isinstance(processed, Exception):
            raise processed

    assert asked - set(files) == set()
    assert re.search(
        r'url\("css/tokens\.[0-9a-f]{12}\.css"\) layer\(tokens\)', _hashed_text(storage, "ui/ui.css")
    )


def _hashed_text(storage, file):
    return Path(storage.path(storage.hashed_files[file])).read_text()


def test_the_font_carries_its_licence():
    assert "SIL Open Font License" in (STATIC / "fonts/LICENSE.txt").read_text()
    assert sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")) < 60_000


def test_every_script_is_small_and_a_module_of_its_own():
    for path in (STATIC / "js").glob("*.js"):
        source = path.read_text()
        assert len(source.splitlines()) <= 60
        assert "customElements.define(" in source
        assert not re.search(r"\beval\b|innerHTML|\.style\b|document\.write", source)
