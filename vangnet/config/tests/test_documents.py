"""The documents say what the code says.

Links lead somewhere, and every name, article and setting stands where a reader looks for it.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db.models import CharField

from vangnet.core import law
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.people.roles import Role
from vangnet.core.protocols import BROUGHT_IN, GLASS, WITHDRAWN
from vangnet.incidents.categories import STARTING
from vangnet.incidents.models.facts import Place

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "vangnet").rglob("*.md")])
# Made by `make pictures`; a fresh copy may not have them yet.
PICTURES = DOCS / "pictures"
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _links() -> Iterator[tuple[Path, str]]:
    for document in DOCUMENTS:
        for target in ("".join(found) for found in LINK.findall(document.read_text())):
            if not target.startswith(("http:", "https:", "mailto:")):
                yield document, target


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _id(value: Path | str) -> str:
    return str(value).removeprefix(f"{ROOT}/")


@pytest.mark.parametrize(("document", "target"), sorted(set(_links())), ids=_id)
def test_every_link_between_documents_leads_somewhere(document, target):
    path, _hash, anchor = target.partition("#")
    there = (document.parent / path).resolve() if path else document
    if there.is_relative_to(PICTURES) and not there.exists():
        pytest.skip("made by `make pictures`")

    assert there.exists()
    assert not anchor or anchor in _anchors(there)


def test_every_document_that_the_code_names_exists():
    sources = [
        *(ROOT / "vangnet").rglob("*.py"),
        *(ROOT / "vangnet").rglob("*.html"),
        ROOT / "pyproject.toml",
    ]
    named = {found for source in sources for found in re.findall(r"docs/[\w/-]+\.md", source.read_text())}

    assert [document for document in sorted(named) if not (ROOT / document).exists()] == []


def test_every_place_in_the_code_that_the_documents_name_exists():
    """Paths in backticks, as a reader would look them up; those of a part are written from `vangnet` on."""
    missing = [
        f"{_name(document)}: {place}"
        for document in DOCUMENTS
        for place in re.findall(r"`((?:vangnet|docs|browser)/[\w./]+)`", document.read_text())
        if not (ROOT / place).exists() and not place.startswith(("vangnet/locale", "docs/pictures"))
    ]

    assert missing == []


# The glossary


def _tables(document: Path) -> dict[str, list[list[str]]]:
    """The cells of each table by the heading above it, without the table's own head."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in document.read_text().splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("|"):
            found.setdefault(heading, []).append([cell.strip() for cell in line.strip("|").split("|")])
    return {heading: rows[2:] for heading, rows in found.items()}


GLOSSARY = _tables(DOCS / "glossary.md")


def _listed(heading: str) -> list[str]:
    return [row[0].strip("`") for row in GLOSSARY[heading]]


def _our_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("vangnet.")]


def _steps() -> set[str]:
    of_kinds = {step.key for kind in kinds().values() for step in kind.protocol.steps}
    return of_kinds | {WITHDRAWN, BROUGHT_IN, GLASS}


@pytest.mark.parametrize(
    ("heading", "in_code"),
    [
        ("Models", lambda: {model.__name__ for model in _our_models()}),
        ("Roles", lambda: set(Role.values)),
        ("Steps", _steps),
        ("Parts", lambda: {role for kind in kinds().values() for role in kind.subject_roles}),
        ("Places", lambda: set(Place.values)),
        ("Categories", lambda: {category.key for category in STARTING}),
    ],
)
def test_the_glossary_has_the_names_of_the_code_and_no_others(heading, in_code):
    assert set(_listed(heading)) == in_code()


def test_the_glossary_has_every_word_that_is_stored_in_a_choice():
    listed = {row[1].strip("`") for row in GLOSSARY["Other values"]}
    listed |= {name for heading in ("Roles", "Parts", "Places") for name in _listed(heading)}
    stored = {
        value
        for model in _our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField) and field.choices
        for value, _label in field.choices
        if value
    }

    assert stored - listed == set()


@pytest.mark.parametrize("heading", sorted(GLOSSARY))
def test_a_table_of_the_glossary_is_in_the_order_of_the_alphabet_and_complete(heading):
    columns = 2 if heading == "Other values" else 1
    names = [[cell.strip("`").casefold() for cell in row[:columns]] for row in GLOSSARY[heading]]

    assert names == sorted(names)
    assert [row for row in GLOSSARY[heading] if not all(row)] == []


# Law


def _cited(protocol: Path) -> set[str]:
    """Every article that is written down in a declaration, as the screen cites it."""
    calls = [node for node in ast.walk(ast.parse(protocol.read_text())) if isinstance(node, ast.Call)]
    articles = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "art"]
    acts = [(_act(call.func, protocol), [argument.value for argument in call.args]) for call in articles]
    return {act.art(*numbers).cite() for act, numbers in acts}


def _act(function: ast.Attribute, protocol: Path) -> law.Act:
    """An act of `core/law.py`, or one that the part declares itself."""
    name = function.value.id
    module = ".".join(protocol.relative_to(ROOT).with_suffix("").parts)
    return getattr(law, name, None) or getattr(import_module(module), name)


@pytest.mark.parametrize("protocol", sorted((ROOT / "vangnet").glob("*/protocol.py")), ids=_name)
def test_every_article_that_a_protocol_cites_is_told_in_both_law_documents(protocol):
    """Rules that come from law can be read beside what the law asks."""
    own = (protocol.parent / "law.md").read_text()
    gathered = {row[0] for row in _tables(DOCS / "law.md")["Articles that a rule cites"]}

    assert _cited(protocol) or "## What no act asks" in own
    assert _cited(protocol) - gathered == set()
    assert [article for article in _cited(protocol) if f"## {article}" not in own] == []
    assert "## Left to people" in own


# Where a part declares what is asked of it: in each case, at what returns, of whom, of which things, of the plan.
DECLARED_IN = ("protocol", "duties", "tasks", "catalogue", "adoption")


def test_no_article_is_listed_that_nothing_declared_cites_and_none_is_forgotten():
    files = [file for name in DECLARED_IN for file in (ROOT / "vangnet").glob(f"*/{name}.py")]
    cited = set().union(*(_cited(file) for file in files))

    assert {row[0] for row in _tables(DOCS / "law.md")["Articles that a rule cites"]} == cited


# Settings, decisions, metadata


def test_the_table_of_environment_variables_is_complete_and_has_nothing_else():
    asked = re.compile(r"(?:environment\.\w+|environ\.get|_database)\(\s*\"([A-Z_]+)\"")
    sources = [path for path in (ROOT / "vangnet").rglob("*.py") if "tests" not in path.parts]
    used = {name for source in sources for name in asked.findall(source.read_text())}

    assert {row[0].strip("`") for row in _tables(DOCS / "running.md")["Environment variables"]} == used


def test_decisions_are_numbered_without_a_gap_dated_whole_and_in_the_map():
    pages = sorted((DOCS / "decisions").glob("*.md"))
    index = (DOCS / "index.md").read_text()

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        lines = page.read_text().splitlines()
        assert lines[0].startswith(f"# {page.name[:4]} "), page
        assert re.fullmatch(r"\*\d{1,2} [A-Z][a-z]+ \d{4}\*", lines[2]), page
        assert {"## Context", "## Choice", "## Consequences", "## Rejected"} <= set(lines), page
        assert f"decisions/{page.name}" in index, page


def test_every_package_that_vangnet_needs_is_accounted_for():
    needed = {re.split(r"[\[<>=]", line)[0] for line in PROJECT["dependencies"]}
    listed = {row[0].strip("`") for row in _tables(DOCS / "decisions/0011-dependencies.md")["Choice"]}

    assert listed == needed


def test_the_licence_is_whole_and_the_same_everywhere():
    text = (ROOT / "LICENSE").read_text()
    code = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert re.findall(r"^(\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "Appendix" in text
    assert code["legal"]["license"] == PROJECT["license"] == "EUPL-1.2"


def test_the_catalogue_and_the_changelog_speak_of_this_version():
    """The standard publiccode.yml 0.4: what is obligatory, and how long a description may be."""
    code = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    obligatory = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}

    assert obligatory | {"description", "legal", "maintenance", "localisation"} <= set(code)
    assert set(code["description"]) == set(code["localisation"]["availableLanguages"]) == {"nl", "en"}
    for told in code["description"].values():
        assert len(told["shortDescription"]) <= 150
        assert 150 <= len(told["longDescription"]) <= 10_000
        assert told["features"]
    assert code["softwareVersion"] == PROJECT["version"]
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1] == PROJECT["version"]
