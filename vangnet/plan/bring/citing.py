"""Where a paragraph cites an annex that the school does not want in its register, it says its title."""

from collections.abc import Iterable

from .markdown import inline
from .proposed import ProposedAnnex


def without_citations(text: str, annexes: Iterable[ProposedAnnex]) -> str:
    for annex in annexes:
        text = text.replace(f"{{{{ {annex.name} }}}}", inline(annex.title))
    return text
