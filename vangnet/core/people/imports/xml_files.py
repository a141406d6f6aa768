"""Opens an XML file from outside: nothing in it is fetched, expanded or allowed to grow beyond what a roster
needs.

A document type declaration is the door to every trick with entities and no roster has one, so it is
refused before the parser sees it. The parser's own limits stay on (`huge_tree=False`: 256 levels, 10 MB in
one text or tag).
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from vangnet.core.people.problems import Problem
from vangnet.core.words import _

MOST_BYTES = 200 * 1024 * 1024
LONGEST_PROLOG = 64 * 1024
MOST_INSIDE = 5_000  # elements inside one pupil; the standard has about thirty
LINES_THAT_FIT = 65_535  # the parser keeps larger line numbers elsewhere, and less exactly

# Encodings in which < and ! are one byte each, so that the look at the prolog sees what the parser will see.
ENCODINGS = frozenset({"", "utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})

_NOT_XML: tuple[tuple[tuple[bytes, ...], str], ...] = (
    (
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"),
        _("This is a spreadsheet or a packed file (zip). Unpack it, and send the XML file that is in it."),
    ),
    ((b"%PDF",), _("This is a PDF. Ask your pupil administration for an export in EDEXML.")),
    (
        (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"),
        _("This file is written in UTF-16. Export it again, or save it as UTF-8."),
    ),
)
_PROLOG_PART = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")


class Unreadable(Exception):  # noqa: N818 - named as what it says to people
    """Nothing can be read from this file, or no more of it; the problem says why."""

    def __init__(self, message: str, *, value: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.problem = Problem(line, None, value, message)


def elements(path: Path, wanted: frozenset[str]) -> Iterator[tuple[str, etree._Element]]:
    """The elements at the wanted places ("EDEX/leerlingen/leerling"), each forgotten after use."""
    check_start(path)
    roots = {place.partition("/")[0] for place in wanted}
    try:
        yield from _walk(path, wanted, roots)
    except etree.XMLSyntaxError as error:
        raise _explained(error) from error


def local_name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def line_of(element: etree._Element) -> int:
    """The line on which the element begins; far down the parser knows the line of its first text instead."""
    line: int = getattr(element, "sourceline", None) or 0
    return line - (element.text or "").count("\n") if line > LINES_THAT_FIT else line


def _walk(path: Path, wanted: frozenset[str], roots: set[str]) -> Iterator[tuple[str, etree._Element]]:
    names: list[str] = []
    inside = 0
    for event, element in _events(path):
        if event == "start":
            names.append(local_name(element))
            inside += 1
            if names[0] not in roots:
                raise Unreadable(
                    _("This is XML but no EDEXML: it begins with <%(value)s>."), value=names[0][:40]
                )
            if inside > MOST_INSIDE:
                raise Unreadable(
                    _("One part of this file is far too large for a roster."), line=line_of(element)
                )
            continue
        if len(names) <= 3 and "/".join(names[:-1]) not in wanted:
            if (place := "/".join(names)) in wanted:
                yield place, element
            _forget(element)
            inside = 0
        names.pop()


def _events(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Comments and processing instructions are left out, so that a million of them weigh nothing."""
    with path.open("rb") as file:
        yield from etree.iterparse(
            file,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )


def _forget(element: etree._Element) -> None:
    """Drop what was read, and the empty shells before it, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    if parent is None:
        return
    while element.getprevious() is not None:
        del parent[0]


# --- before the parser


def check_start(path: Path) -> None:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unreadable(
            _("This file is larger than 200 MB. Export one school and one school year at a time.")
        )
    with path.open("rb") as file:
        start = file.read(LONGEST_PROLOG)
    if not start.strip():
        raise Unreadable(_("This file is empty. Export it again."))
    for signatures, message in _NOT_XML:
        if start.startswith(signatures):
            raise Unreadable(message)
    _check_prolog(start.removeprefix(b"\xef\xbb\xbf"))


def _check_prolog(start: bytes) -> None:
    declared = _DECLARED.match(start)
    encoding = declared[1].decode("ascii", "replace") if declared else ""
    if encoding.lower() not in ENCODINGS:
        message = _("This file says that it is written in %(value)s. Export it again, or save it as UTF-8.")
        raise Unreadable(message, value=encoding[:40])
    at = 0
    while part := _PROLOG_PART.match(start, at):
        at = part.end()
    if start[at : at + 2] == b"<!":
        message = _("This file declares a document type (DOCTYPE). A roster has none: ask who made the file.")
        raise Unreadable(message, line=start.count(b"\n", 0, at) + 1)
    if start[at : at + 1] != b"<":
        raise Unreadable(_("This is no XML. Ask your pupil administration for an export in EDEXML."))


# --- what the parser stumbled on


def _explained(error: etree.XMLSyntaxError) -> Unreadable:
    line = error.position[0] or None
    code: int = getattr(error, "code", 0)
    types = etree.ErrorTypes
    if code in (types.ERR_INVALID_CHAR, types.ERR_INVALID_ENCODING, types.ERR_UNSUPPORTED_ENCODING):
        message = _(
            "From this line on the letters are not in the encoding that the file names. Save it as UTF-8."
        )
    elif code in (types.ERR_NAME_TOO_LONG, types.ERR_RESOURCE_LIMIT):
        message = _("Something in this file is far too long or too deep for a roster. Ask who made the file.")
    elif code in (types.ERR_TAG_NOT_FINISHED, types.ERR_DOCUMENT_END):
        message = _(
            "The file breaks off or goes on where it should end. Export it again and send the whole file."
        )
    else:
        message = _("The XML is broken on this line. Export the file again and do not edit it by hand.")
    return Unreadable(message, line=line)
