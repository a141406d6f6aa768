"""How long something took, and what it cost the processor, over a number of times."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Milliseconds; `cpu` is per time, of all the server's processes and the database's."""

    times: int
    p50: float
    p95: float
    cpu: float
    size: int = 0  # bytes of the answer


def summarised(took: Sequence[float], cpu_seconds: float, size: int = 0) -> Measured:
    ordered = sorted(took)
    return Measured(
        times=len(ordered),
        p50=round(1000 * ordered[len(ordered) // 2], 2),
        p95=round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2),
        cpu=round(1000 * cpu_seconds / len(ordered), 2),
        size=size,
    )
