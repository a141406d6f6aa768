"""Our own sources, read for what would let somebody in: patterns that never end, eval, weak chance."""

import ast
import re
import time
from pathlib import Path

import pytest

from vangnet.core.people.imports.cells import LONGEST_CELL

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for path in ROOT.rglob("*.py") if not {"tests", "migrations", "demo"} & set(path.parts)]
TREES = {path: ast.parse(path.read_text()) for path in SOURCES}
OF_RE = {"compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "split"}


def calls() -> list[tuple[Path, ast.Call]]:
    return [
        (path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Call)
    ]


def is_of_re(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
    )


def patterns() -> dict[str, str | bytes]:
    found = {}
    for path, call in calls():
        if is_of_re(call) and call.func.attr in OF_RE and isinstance(call.args[0], ast.Constant):
            found[f"{path.relative_to(ROOT)}:{call.lineno}"] = call.args[0].value
    return found


def is_of_constants(argument: ast.expr) -> bool:
    """A constant, by name or put together from others; what is escaped is plain text in a pattern."""
    if isinstance(argument, ast.JoinedStr):
        parts = [part.value for part in argument.values if isinstance(part, ast.FormattedValue)]
        return all(is_of_constants(part) for part in parts)
    written = ast.unparse(argument)
    return bool(re.fullmatch(r"_?[A-Z][A-Z_]*", written)) or written.startswith("re.escape(")


# Where patterns are put together from words that we ship, and which words those are.
FROM_OUR_OWN_WORDS = {
    "core/people/imports/dutch.py": "the ways to write a date",
    "plan/bring/tasks.py": "the titles before a name, of the vocabulary",
    "plan/check/days.py": "the names of the months",
    "plan/check/kinds/abbreviations.py": "a row of abbreviations, from the pattern of one",
    "plan/check/kinds/numbers.py": "what is counted, of the vocabulary",
    "plan/check/kinds/people.py": "titles before a name and the ends of places, of the vocabulary",
    "plan/check/kinds/schools.py": "what kinds of schools there are, of the vocabulary",
    "plan/topics.py": "the words of each topic",
}


def test_no_pattern_is_made_from_what_somebody_typed():
    made = [
        str(path.relative_to(ROOT))
        for path, call in calls()
        if is_of_re(call) and call.func.attr in OF_RE and not isinstance(call.args[0], ast.Constant)
        if not is_of_constants(call.args[0])
    ]

    assert set(made) == set(FROM_OUR_OWN_WORDS)


EVIL = [
    "a",
    "1",
    " ",
    "\n",
    "<",
    "-",
    "0-",
    "a ",
    "é",
    "'",
    '="',
    "<c ",
    "<!--",
    "<?",
    "1.",
    "A1",
    "\t",
    "_",
    ";",
    ",",
    "van ",
]


@pytest.mark.parametrize("where", sorted(patterns()))
def test_no_pattern_takes_for_ever(where):
    """The longest cell that is read, of each sign that makes a careless pattern try everything: seconds, not hours."""
    pattern = re.compile(patterns()[where], re.DOTALL)
    began = time.process_time()
    for sign in EVIL:
        text = sign * (LONGEST_CELL // len(sign)) + "!"
        pattern.search(text if isinstance(pattern.pattern, str) else text.encode())

    assert time.process_time() - began < 5


def test_nothing_is_evaluated_or_unpickled():
    forbidden = {"eval", "exec", "__import__"}
    modules = {"pickle", "marshal", "shelve", "yaml"}
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id in forbidden
    ]
    imported = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        and {alias.name for alias in node.names} | {getattr(node, "module", "") or ""} & modules
        if ({alias.name for alias in node.names} | {getattr(node, "module", "") or ""}) & modules
    ]

    assert found + imported == []


def test_nothing_secret_is_drawn_from_a_weak_source():
    """`random` is for the invented board alone; here chance comes from the system."""
    weak = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import) and any(alias.name == "random" for alias in node.names)
    ]

    assert weak == []
