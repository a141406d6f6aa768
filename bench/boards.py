"""The made boards: each is made once, kept under build/bench, and measured on a copy, so that runs begin alike."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from . import postgresql

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Board:
    """A register of one size in one database, and the environment in which Vangnet finds it."""

    database: str
    incidents: int
    environment: Mapping[str, str]
    cluster: postgresql.Cluster | None = None

    @property
    def data(self) -> Path:
        return Path(self.environment["VANGNET_DATA"])


@contextmanager
def on_sqlite(incidents: int) -> Iterator[Board]:
    made, copy = KEPT / f"sqlite-{incidents}-{_recipe()}", KEPT / "measured-sqlite"
    if not made.exists():
        _forget(f"sqlite-{incidents}-*")
        draft = KEPT / "draft-sqlite"
        shutil.rmtree(draft, ignore_errors=True)
        _make(incidents, environment(draft))
        draft.rename(made)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(made, copy)
    os.sync()  # what the copy left to be written is not to be paid by what is measured
    try:
        yield Board("SQLite", incidents, environment(copy))
    finally:
        shutil.rmtree(copy, ignore_errors=True)


@contextmanager
def on_postgresql(incidents: int) -> Iterator[Board]:
    """In a cluster of our own; a measured database is a copy of the made one inside it."""
    made = f"made_{incidents}_{_recipe()}"
    keeps = KEPT / "postgresql" if _account_reaches(KEPT) else None
    with postgresql.running(keeps) as cluster:
        folder = KEPT / f"postgresql-{incidents}-{_recipe()}" if keeps else KEPT / "draft-postgresql"
        if not (cluster.has(made) and (folder / "whole").exists()):
            shutil.rmtree(folder, ignore_errors=True)
            for name in (made, f"{made}_keys"):
                cluster.drop(name)
                cluster.make(name)
            _make(incidents, environment(folder, cluster, made))
            (folder / "whole").touch()
        for name in ("measured", "measured_keys"):
            cluster.drop(name)
            cluster.make(name, like=name.replace("measured", made))
        os.sync()
        try:
            yield Board("PostgreSQL", incidents, environment(folder, cluster, "measured"), cluster)
        finally:
            cluster.drop("measured")
            cluster.drop("measured_keys")


def verified(board: Board) -> tuple[int, float]:
    """How many entries `vangnet verify` went through, and the seconds; it may find nothing in what was measured."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "vangnet", "verify"]
    done = subprocess.run(
        command, cwd=ROOT, env=board.environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"verify found something:\n{done.stdout}{done.stderr}")
    numbers = re.findall(r"\d+", done.stdout)
    return int(numbers[1]), seconds


def environment(data: Path, cluster: postgresql.Cluster | None = None, database: str = "") -> dict[str, str]:
    """Without https: the browser of the measurement speaks to this machine alone."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("VANGNET_", "EMAIL_"))
    }
    for name in ("DATABASE_URL", "KEYS_DATABASE_URL", "PYTHONDONTWRITEBYTECODE", "DJANGO_SETTINGS_MODULE"):
        inherited.pop(name, None)
    ours = {"VANGNET_DATA": str(data), "VANGNET_SECURE": "0"}
    if cluster:
        ours |= {"DATABASE_URL": cluster.url(database), "KEYS_DATABASE_URL": cluster.url(f"{database}_keys")}
    return {**inherited, **ours}


def _make(incidents: int, environment: Mapping[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "bench.data", "--incidents", str(incidents)],
        cwd=ROOT,
        env=environment,
        check=True,
    )


def _recipe() -> str:
    """A figure over what the made data depend on: how they are made, and the shape of the tables."""
    files = [ROOT / "bench" / name for name in ("data.py", "names.py", "people.py", "writing.py")]
    files += sorted(ROOT.glob("vangnet/**/migrations/0*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def _forget(pattern: str) -> None:
    for old in KEPT.glob(pattern):
        shutil.rmtree(old)


def _account_reaches(place: Path) -> bool:
    """Whether PostgreSQL's own account, when we are root, may enter the folders above."""
    place.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return True
    return all(folder.stat().st_mode & 0o001 for folder in (place, *place.parents))
