"""The kinds of files that are taken, read from top to bottom; a form names those that it asks for."""

from dataclasses import dataclass

from vangnet.core.words import _


@dataclass(frozen=True)
class FileKind:
    """`endings`: what its name may end in, the first where none fits."""

    media_type: str
    name: str
    endings: tuple[str, ...]

    def named(self, file_name: str) -> str:
        """The name, with an ending that says what the content is."""
        if file_name.lower().endswith(self.endings):
            return file_name
        return f"{file_name}{self.endings[0]}"


JPEG = FileKind("image/jpeg", _("JPEG"), (".jpg", ".jpeg"))
PNG = FileKind("image/png", _("PNG"), (".png",))
WEBP = FileKind("image/webp", _("WebP"), (".webp",))
PDF = FileKind("application/pdf", _("PDF"), (".pdf",))
ODT = FileKind("application/vnd.oasis.opendocument.text", _("ODT"), (".odt",))
ODS = FileKind("application/vnd.oasis.opendocument.spreadsheet", _("ODS"), (".ods",))
DOCX = FileKind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("DOCX"), (".docx",)
)
XLSX = FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("XLSX"), (".xlsx",))
TEXT = FileKind("text/plain", _("plain text or CSV"), (".txt", ".csv", ".tsv", ".md", ".log"))

PICTURES = (JPEG, PNG, WEBP)
DOCUMENTS = (PDF, DOCX, ODT)
TABLES = (XLSX, ODS, TEXT)
PAPERS = (*PICTURES, *DOCUMENTS)  # what comes out of a scanner, a phone or a word processor
EVERYTHING = (*PICTURES, *DOCUMENTS, *TABLES)

KIND_OF = {kind.media_type: kind for kind in EVERYTHING}
