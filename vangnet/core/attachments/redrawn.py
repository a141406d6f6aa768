"""Draws the picture on standard input anew, and writes it to standard output: only what can be seen goes along.

It runs as a process of its own and imports nothing of the program. A picture that was made to harm its reader, or to
unfold to more than the machine holds, makes only this process fall, within limits that it sets. Where a photo was
taken, by which telephone, its small copy inside, and whatever hangs behind it stay out.
"""

import json
import struct
import sys
import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

MOST_MEMORY = 1024**3
MOST_SECONDS = 20
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 2560
HOW: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85},
}
SIGNS_OF_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError, IndexError)


def main(form: str) -> None:
    _set_limits()
    try:
        content = redrawn(sys.stdin.buffer.read(), form)
    except Image.DecompressionBombError:
        _end({"refused": "pixels"})
    except SIGNS_OF_DAMAGE:
        _end({"refused": "damaged"})
    else:
        _end({"size": len(content)}, content)


def redrawn(content: bytes, form: str) -> bytes:
    warnings.simplefilter("ignore")
    with Image.open(BytesIO(content), formats=[form]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read at a fraction of its size at once
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        plain = _in_plain_colours(upright, form)
    made = BytesIO()
    _bare(plain).save(made, form, **HOW[form])
    return made.getvalue()


def _in_plain_colours(picture: Image.Image, form: str) -> Image.Image:
    """In the colours that every screen knows, for the table of colours that came along does not go along."""
    is_clear = picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info
    wanted = "RGBA" if is_clear and form != "JPEG" else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            known = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(
                picture, known, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            return turned or picture.convert(wanted)
        except (ImageCms.PyCMSError, OSError, ValueError):
            return picture.convert(wanted)
    return picture.convert(wanted)


def _bare(picture: Image.Image) -> Image.Image:
    """Its dots alone."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _set_limits() -> None:
    try:
        import resource
    except ImportError:  # Windows, where only a developer would run this
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _end(says: dict[str, object], content: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(says).encode() + b"\n" + content)


if __name__ == "__main__":
    main(sys.argv[1])
