"""A picture is drawn anew before it is kept: upright, no larger than a screen, and without what lies hidden in it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from vangnet.core.words import _

from .kinds import JPEG, PNG, WEBP, FileKind
from .refusals import Refused

FORMS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
DRAWS = Path(__file__).with_name("redrawn.py")  # what it loads is never loaded here
MOST_SECONDS = 40

_DAMAGED = _("This picture is damaged, or is not what it says it is. Open it, save it anew, and send that.")
_PIXELS = _("This picture has too many dots. Make it smaller, or take the photo in an ordinary size.")


def drawn_anew(file: BinaryIO, kind: FileKind) -> bytes:
    file.seek(0)
    command = [sys.executable, "-P", str(DRAWS), FORMS[kind]]
    try:
        done = subprocess.run(  # noqa: S603 - our own file
            command, input=file.read(), capture_output=True, timeout=MOST_SECONDS, check=True
        )
        says, _end, content = done.stdout.partition(b"\n")
        told = json.loads(says)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Refused(_DAMAGED) from error
    if "refused" in told:
        raise Refused(_PIXELS if told["refused"] == "pixels" else _DAMAGED)
    if told["size"] != len(content):
        raise Refused(_DAMAGED)
    return content
