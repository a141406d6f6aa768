"""The table of OWASP ASVS 5.0 is whole, its tests exist, and what is not met is said where people read it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from vangnet.core.access import passwords
from vangnet.core.attachments import forms as attached
from vangnet.core.attachments import packed, redrawn
from vangnet.core.people.imports import cells, first_sheet, registry, spreadsheets, xml_files
from vangnet.incidents import export, search

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
SECURITY = (DOCS / "security.md").read_text()
ASVS = (DOCS / "asvs.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+) \| (.+) \| (.+) \| (.*) \|$", re.MULTILINE)
ROWS = ROW.findall(ASVS)
STATUSES = {"met", "host", "n/a", "**not met**"}


def numbers() -> list[str]:
    return [row[0] for row in ROWS]


def test_every_requirement_of_levels_1_and_2_stands_in_the_table_once():
    """253 in all, 70 of them of level 1; the list itself is `vangnet/config/tests/asvs_numbers.txt`."""
    wanted = dict(
        line.split() for line in (Path(__file__).parent / "asvs_numbers.txt").read_text().splitlines()
    )

    assert len(wanted) == 253
    assert sum(level == "1" for level in wanted.values()) == 70
    assert sorted(numbers()) == sorted(wanted)
    assert {row[0]: row[1] for row in ROWS} == wanted


@cache
def functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_is_complete_and_its_test_exists(row):
    _number, _level, asked, status, how, test = row

    assert status in STATUSES
    assert len(asked.split()) <= 12, "in a few words of our own"
    assert how.strip()
    assert bool(test) or status != "met"
    if test:
        file, name = test.strip("`").split("::")
        assert name in functions_of(ROOT / "vangnet" / file), test


def test_every_document_that_a_row_names_is_there():
    named = re.findall(r"\]\(([^)#]+)", ASVS)

    assert [name for name in named if not name.startswith("http") and not (DOCS / name).exists()] == []


def test_what_is_not_met_is_told_again_with_what_to_do_and_in_the_document_on_security():
    not_met = [row[0] for row in ROWS if row[3] == "**not met**"]
    told = re.findall(r"^\| (\d+\.\d+\.\d+) \| [A-Z]", ASVS.partition("## Not met")[2], re.MULTILINE)
    missing = SECURITY.partition("## Not met yet")[2]

    assert told == not_met
    assert [number for number in not_met if number not in missing] == []
    assert not_met


def test_what_is_left_to_the_host_is_said_how():
    assert [row[0] for row in ROWS if row[3] == "host" and len(row[4]) < 8] == []


# The text says what the code does


def test_the_limits_in_the_text_are_those_of_the_code():
    said = SECURITY.partition("## What comes in")[2].partition("## What it talks to")[0]
    mega = 1024 * 1024
    limits = [
        f"{xml_files.MOST_BYTES // mega} MB",
        f"{cells.MOST_BYTES // mega} MB; {spreadsheets.MOST_UNPACKED // mega} MB and {spreadsheets.MOST_PARTS} parts",
        f"{cells.MOST_ROWS} rows, {cells.MOST_COLUMNS} columns",
        f"{redrawn.MOST_PIXELS // 10**6} million dots",
        f"{packed.MOST_UNPACKED // mega} MB and {packed.MOST_PARTS} parts unpacked",
        f"at most {attached.MOST_BYTES // mega} MB",
        f"above {attached.MOST_SENT // mega} MB",
        f"at most {search.MOST_SEARCHED} dossiers",
        f"at most {export.MOST_ROWS} incidents",
        f"{first_sheet.MOST_MEMORY // 1024**3} GB and {first_sheet.MOST_SECONDS} seconds",
    ]

    assert [limit for limit in limits if limit not in said] == []
    assert max(kind.most_bytes for kind in registry.KINDS) == xml_files.MOST_BYTES


def test_every_way_in_is_told():
    said = SECURITY.partition("## Ways in")[2].partition("## Passwords")[0]

    ways = {"password", "passkey", "OpenID Connect", "recovery code", "invitation"}
    assert {way for way in ways if way not in said} == set()


def test_the_words_that_no_password_may_be_made_of_are_told():
    said = SECURITY.partition("## Passwords")[2].partition("## What comes in")[0]

    assert [word for word in passwords.ALWAYS if f"`{word}`" not in said] == []


def test_the_inventory_of_cryptography_names_what_the_code_uses():
    """Whatever our sources import of a cryptographic library is in the table, under the name that people know."""
    known = {
        "AESGCM": "AES-256-GCM",
        "HKDF": "HKDF",
        "ec": "P-256",
        "hashes": "SHA-256",
        "SHA256": "SHA-256",
        "sha256": "SHA-256",
        "blake2b": "BLAKE2b",
        "hashlib": "SHA-256",
        "hmac": "HMAC",
        "ECDH": "P-256",
        "SECP256R1": "P-256",
        "EllipticCurvePublicKey": "P-256",
        "EllipticCurvePrivateKey": "P-256",
        "derive_private_key": "P-256",
        "Scrypt": "scrypt",
        "X25519PrivateKey": "X25519",
        "X25519PublicKey": "X25519",
    }
    harmless = {
        "InvalidTag",
        "InvalidSignature",
        "serialization",
        "InvalidKey",
        "Encoding",
        "PublicFormat",
        "file_digest",
    }
    said = SECURITY.partition("## Cryptography")[2].partition("\n## ")[0]
    used = set()
    for path in (ROOT / "vangnet").rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                ("cryptography", "hashlib")
            ):
                used |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Import):
                used |= {alias.name for alias in node.names} & {"hashlib", "hmac"}

    assert used - set(known) - harmless == set()
    assert [name for name in used & set(known) if known[name] not in said] == []


def test_the_times_in_which_we_mend_are_said():
    said = (ROOT / "SECURITY.md").read_text().partition("## When we mend")[2]

    assert re.findall(r"\| (\d+) days \|", said)[:3] == ["3", "14", "30"]


def test_every_attacker_has_a_story_whose_tests_exist():
    stories = SECURITY.partition("## Attackers")[2].partition("\n## ")[0].split("\n### ")[1:]
    tests = functions_of(Path(__file__).parent / "test_attackers.py")

    assert len(stories) == 7
    for story in stories:
        named = re.findall(r"`(test_\w+)`", story)
        assert named
        assert set(named) <= tests
        assert "*What remains:*" in story
