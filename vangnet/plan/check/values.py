"""A document and a report as plain values: they leave one process for another, and are kept by whoever asked."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from .findings import Finding, Place, Report, Score, Severity
from .kinds import KINDS
from .reading.document import Block, Document, Start
from .said import Said

Values = dict[str, Any]

KIND_OF = {kind.key: kind for kind in KINDS}
DEFAULTS = {field.name: field.default for field in fields(Block)}
TUPLES = ("cells", "links")


def document_values(document: Document) -> Values:
    """A block names only what is out of the ordinary."""
    return {
        "name": document.name,
        "form": document.form,
        "counts": document.counts,
        "pages": document.pages,
        "blocks": [_block_values(block) for block in document.blocks],
    }


def document_of(values: Mapping[str, Any]) -> Document:
    blocks = tuple(_block_of(each) for each in values["blocks"])
    return Document(values["name"], values["form"], blocks, values["pages"], values["counts"])


def _block_values(block: Block) -> Values:
    named = {name: getattr(block, name) for name in DEFAULTS if name != "starts"}
    told = {name: _storable(value) for name, value in named.items() if value != DEFAULTS[name]}
    starts = [[each.offset, each.line, each.page] for each in block.starts]
    return {**told, "starts": starts} if starts else told


def _block_of(values: Mapping[str, Any]) -> Block:
    told: Values = {name: tuple(value) if name in TUPLES else value for name, value in values.items()}
    told["starts"] = tuple(Start(*each) for each in values.get("starts", ()))
    return Block(**told)


def _storable(value: Any) -> Any:
    """Without the signs that a database refuses; each keeps its place, so that every letter keeps its line."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    return [_storable(each) for each in value] if isinstance(value, tuple) else value


def said_values(said: Said) -> Values:
    """A term is a text with values of its own; a report that is older has the words of it instead."""
    values: Values = {name: _storable(value) for name, value in said.values}
    return {"text": said.text, "values": values | {name: said_values(term) for name, term in said.terms}}


def said_of(values: Mapping[str, Any]) -> Said:
    within = values["values"].items()
    terms = tuple((name, said_of(each)) for name, each in within if isinstance(each, dict))
    return Said(values["text"], tuple(each for each in within if not isinstance(each[1], dict)), terms)


def report_values(report: Report) -> Values:
    return {
        "name": report.name,
        "form": report.form,
        "counts": report.counts,
        "pages": report.pages,
        "findings": [_finding_values(each) for each in report.findings],
        "chapters": [[_storable(each.chapter), each.points, each.findings] for each in report.chapters],
        "score": report.score,
    }


def report_of(values: Mapping[str, Any]) -> Report:
    """Without findings of a kind that is no longer looked for."""
    return Report(
        values["name"],
        values["form"],
        values["counts"],
        values["pages"],
        tuple(_finding_of(each) for each in values["findings"] if each["kind"] in KIND_OF),
        tuple(Score(*each) for each in values["chapters"]),
        values["score"],
    )


def _finding_values(finding: Finding) -> Values:
    return {
        "kind": finding.kind.key,
        "severity": str(finding.severity),
        "place": [finding.place.line, finding.place.page, _storable(finding.place.chapter)],
        "quote": _storable(finding.quote),
        "why": said_values(finding.why),
    }


def _finding_of(values: Mapping[str, Any]) -> Finding:
    return Finding(
        KIND_OF[values["kind"]],
        Severity(values["severity"]),
        Place(*values["place"]),
        values["quote"],
        said_of(values["why"]),
    )
