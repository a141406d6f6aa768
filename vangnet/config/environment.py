"""The few values that a machine, and not a school, decides; read from environment variables."""

import os
from pathlib import Path


def word(name: str, default: str) -> str:
    return os.environ.get(name, default)


def words(name: str, default: str) -> list[str]:
    return word(name, default).replace(",", " ").split()


def flag(name: str, *, default: bool = False) -> bool:
    return word(name, "1" if default else "0").lower() in {"1", "yes", "true", "on"}


def path(name: str, default: str) -> Path:
    return Path(word(name, default)).expanduser().absolute()


def place(name: str) -> Path | None:
    """A folder, where one is set."""
    return path(name, "") if word(name, "") else None
