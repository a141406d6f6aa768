"""Files as people bring them, made here: photos with a place in them, documents, and those that lie."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

WORD = b'<Types><Override ContentType="application/x.wordprocessingml.document.main+xml"/></Types>'
SHEET = b'<Types><Override ContentType="application/x.spreadsheetml.sheet.main+xml"/></Types>'


def photo(
    form: str = "JPEG", size: tuple[int, int] = (400, 300), *, turned: int = 1, mode: str = "RGB"
) -> bytes:
    """A photo of a telephone: where it was taken, which telephone, turned, with words hidden in it."""
    picture = Image.new(mode, size, "white")
    picture.paste(Image.new(mode, (size[0] // 2, size[1] // 2), "red"))
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model], exif[Base.Orientation] = "Fairphone", "FP5", turned
    exif[Base.ImageDescription] = "SECRET-IN-EXIF"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (52.0, 5.0, 7.0)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    file = BytesIO()
    words = "<x:xmpmeta>SECRET-IN-XMP</x:xmpmeta>"
    if form == "PNG":
        hidden = PngInfo()
        hidden.add_itxt("XML:com.adobe.xmp", words)
        picture.save(file, form, exif=exif, pnginfo=hidden)
    else:
        picture.save(file, form, exif=exif, xmp=words.encode(), comment=b"SECRET-IN-COMMENT")
    return file.getvalue()


def pdf(words: bytes = b"words") -> bytes:
    return b"%PDF-1.7\n1 0 obj << >> endobj\n" + words + b"\nstartxref\n9\n%%EOF\n"


def packed(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": WORD, "word/document.xml": b"<w/>", **more})


def xlsx() -> bytes:
    return packed({"[Content_Types].xml": SHEET, "xl/workbook.xml": b"<w/>"})


def open_document(kind: str = "text") -> bytes:
    said = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": said, "content.xml": b"<c/>"})


def bomb() -> bytes:
    """A document of some hundred kilobytes that unpacks to 300 MB."""
    return packed({"[Content_Types].xml": WORD, "word/document.xml": bytes(300 * 1024 * 1024)})


def many_dots(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG that says in its first line that it has a milliard dots."""
    small = bytearray(photo("PNG", (4, 4)))
    small[16:24] = struct.pack(">II", width, height)
    small[29:33] = struct.pack(">I", zlib.crc32(bytes(small[12:29])))
    return bytes(small)
