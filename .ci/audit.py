"""Asks whether a package that we install has a known weakness: `python .ci/audit.py`.

The question goes to the vulnerability service of the package index. Three answers are told apart: none known (0), a
known one (1), and "nobody could be asked" (0, said loudly): a machine without that service must still be able to
build, and silence may never look like a clean bill.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300


def main(command: list[str]) -> int:
    try:
        asked = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=ROOT
        )
        packages = json.loads(asked.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return _not_possible(f"no answer within {PATIENCE} seconds")
    except (json.JSONDecodeError, KeyError, TypeError):
        return _not_possible((asked.stderr.strip().splitlines() or ["no answer"])[-1])
    return _told(packages)


def _told(packages: list[dict]) -> int:
    answered = [one for one in packages if "skip_reason" not in one]
    weak = [one for one in answered if one["vulns"]]
    for one in weak:
        for found in one["vulns"]:
            mended = ", ".join(found.get("fix_versions", [])) or "no version yet"
            print(f"KNOWN WEAKNESS: {one['name']} {one['version']}: {found['id']}, mended in {mended}")
    if weak:
        return 1
    if not answered:
        return _not_possible(f"the service knows none of the {len(packages)} packages")
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    print(f"No known weakness in {len(answered)} packages.")
    if unknown:
        print(f"NOT AUDITED, the service does not know them: {', '.join(unknown)}")
    return 0


def _not_possible(why: str) -> int:
    print("=" * 72)
    print("THE DEPENDENCIES WERE NOT AUDITED. This says nothing about their safety.")
    print(f"Why: {why[:500]}")
    print("Run `make audit` on a machine that reaches the vulnerability service before you release.")
    print("=" * 72)
    return 0


if __name__ == "__main__":
    programs = Path(sys.executable).parent
    sys.exit(
        main(
            sys.argv[1:]
            or [
                str(programs / "pip-audit"),
                *("--requirement", "requirements.lock", "--require-hashes", "--disable-pip"),
                *("--format", "json", "--progress-spinner", "off", "--timeout", "15"),
            ]
        )
    )
