"""What stands on a PDF of ours, read back from the glyphs that are drawn: for tests, and only of what Typst writes."""

import re
import zlib
from collections.abc import Iterator

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)\s*endobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.S)
# A run of glyphs: its font, then strings between numbers.
RUN = re.compile(rb"\nBT .*?/(f\d+) [\d.]+ Tf(.*?)\nET", re.S)
# What the hyphen of a word that is broken off stands for, told inside a run.
BROKEN_OFF = re.compile(rb"/ActualText\([^()]*\)")
SIGN = re.compile(rb"\\.|[()]|<([0-9A-Fa-f]+)>", re.S)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """Page by page, a line end after each run of glyphs."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    return "\f".join("".join(_drawn(page, objects)) for page in _pages(objects))


def squeezed(text: str) -> str:
    """Without spaces, line ends and hyphens: a word that is broken off at the end of a line is found as well."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def _pages(objects: dict[int, bytes]) -> list[bytes]:
    (tree,) = (body for body in objects.values() if re.search(rb"/Type ?/Pages\b", body))
    kids = re.findall(rb"(\d+) 0 R", re.search(rb"/Kids ?\[(.*?)\]", tree)[1])
    return [objects[int(kid)] for kid in kids]


def _drawn(page: bytes, objects: dict[int, bytes]) -> Iterator[str]:
    fonts = {
        name: _glyphs(objects[int(number)], objects)
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", objects[_named(page, b"Resources")])
    }
    for name, strings in RUN.findall(_content(objects[_named(page, b"Contents")])):
        glyphs = b"".join(_strings(BROKEN_OFF.sub(b"", strings)))
        yield "".join(fonts[name][glyphs[at : at + 2]] for at in range(0, len(glyphs), 2)) + "\n"


def _strings(content: bytes) -> Iterator[bytes]:
    """In figures, or between parentheses; those in it stand in pairs, or behind a stroke."""
    depth = begin = 0
    for sign in SIGN.finditer(content):
        if sign[1] and depth == 0:
            yield bytes.fromhex(sign[1].decode())
        elif sign[0] == b"(":
            depth += 1
            begin = sign.end() if depth == 1 else begin
        elif sign[0] == b")":
            depth -= 1
            if depth == 0:
                yield ESCAPED.sub(_unescaped, content[begin : sign.start()])


def _named(body: bytes, key: bytes) -> int:
    return int(re.search(rb"/" + key + rb" (\d+) 0 R", body)[1])


def _unescaped(found: "re.Match[bytes]") -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code.isdigit() else ESCAPES.get(code, code)


def _content(body: bytes) -> bytes:
    content = STREAM.search(body)[1]
    return zlib.decompress(content) if b"/FlateDecode" in body.partition(b"stream")[0] else content


def _glyphs(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    """Which letters each glyph stands for."""
    table = _content(objects[_named(font, b"ToUnicode")]).decode()
    found = {}
    for line in "".join(re.findall(r"beginbfchar(.*?)endbfchar", table, re.S)).splitlines():
        if pair := re.findall(r"<(\w+)>", line):
            found[bytes.fromhex(pair[0])] = bytes.fromhex(pair[1]).decode("utf-16-be")
    assert "beginbfrange" not in table, "Typst writes each glyph on its own line"
    return found
