"""Log lines as one JSON object each, without anything that somebody typed about a person.

Vangnet's own messages carry references and counts only. What comes from below it (a database error quotes
the row, a traceback quotes the line) is cut down to its kind and place.
"""

import json
import logging
import traceback
from datetime import UTC, datetime


class WithoutContents(logging.Filter):
    """Drop what may quote a person: exception messages, query strings, arguments of foreign loggers."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("vangnet"):
            return True
        record.msg, record.args = f"{record.name}: {record.levelname.lower()} in {record.funcName}", ()
        return True


class OneLine(logging.Formatter):
    """JSON on one line, so that no value can pretend to be a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = " < ".join(_places(record.exc_info[2]))
        return json.dumps(line, ensure_ascii=True)


def _places(trace: object) -> list[str]:
    frames = traceback.extract_tb(trace)  # type: ignore[arg-type]
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)][
        :12
    ]
