"""Of which kind a file is, by what it holds; its name must agree."""

from pathlib import PurePath

from vangnet.core.words import _
from vangnet.plan.check.said import say

from .document import Unreadable

LARGEST = 50 * 2**20
NAMED = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def form_of(name: str, content: bytes) -> str:
    named = NAMED.get(PurePath(name).suffix.lower())
    if named is None:
        raise Unreadable(
            say(_("Choose a txt, md, docx, odt, pdf or html file; this is none of these by its name."))
        )
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable(say(_("The file is empty.")))
    seen = _seen(content)
    if (named in {"txt", "md", "html"}) if seen == "text" else seen == named:
        return named
    if seen == "text":
        raise Unreadable(
            say(_("The file is damaged, or it isn't what its name says (%(form)s)."), form=named)
        )
    raise Unreadable(
        say(
            _("By its name this is %(named)s, but it holds %(seen)s. Give it its right name."),
            named=named,
            seen=seen,
        )
    )


def _seen(content: bytes) -> str:
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            say(
                _(
                    "This is a Word file of the old kind, or one with a password. Save it as docx without password."
                )
            )
        )
    if content.startswith(b"{\\rtf"):
        raise Unreadable(say(_("This is an RTF file. Save it as docx first.")))
    return _of_archive(content) if content.startswith(b"PK") else "text"


def _of_archive(content: bytes) -> str:
    from .archive import members  # only here: XML is not needed to read a text

    names = members(content)
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "odt"
    return "zip"
