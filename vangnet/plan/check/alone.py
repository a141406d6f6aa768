"""The process that reads and checks one plan for `apart`: standard input has what is asked, and then the plan.

It sets its limits before it looks at anything of the plan. Django is not needed, and neither a database nor a key.
"""

import json
import sys
from datetime import date
from typing import Any

from vangnet.core.words import _

from .checking import check
from .reading import Document, Unreadable, read_bytes
from .said import Said, say
from .values import document_of, document_values, report_values, said_values

MOST_MEMORY = 1024**3
MOST_SECONDS = 20  # of the processor
MOST_TOLD = 16 * 2**20
TOO_MUCH = _(
    "There is more in this file than a plan can hold. Save it anew as docx or PDF, without pictures."
)


def main() -> None:
    set_limits()
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(answer(asked, content))


def set_limits() -> None:
    try:
        import resource
    except ImportError:  # Windows, where only a developer would run this
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))  # told, and then ended
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_TOLD, MOST_TOLD))  # the answer goes into a file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # whose memory would lie on the disk


def answer(asked: dict[str, Any], content: bytes) -> bytes:
    try:
        told = json.dumps(_checked(asked, content)).encode()
    except Unreadable as refused:
        return _refused(refused.why)
    except MemoryError:
        return _refused(say(TOO_MUCH))
    return told if len(told) <= MOST_TOLD else _refused(say(TOO_MUCH))


def _checked(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    """A file has a name; a text that was written here comes as the values of a document."""
    is_file = "name" in asked
    document: Document = read_bytes(asked["name"], content) if is_file else document_of(json.loads(content))
    report = check(document, date.fromisoformat(asked["today"]), asked.get("from_registers", ()))
    told = {"report": report_values(report)}
    return {**told, "document": document_values(document)} if is_file else told


def _refused(why: Said) -> bytes:
    return json.dumps({"refused": said_values(why)}).encode()


if __name__ == "__main__":
    main()
