"""Links that cannot work, and places where nobody can look. No link is ever visited."""

import re
from collections import Counter
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.reading.document import Block
from vangnet.plan.check.said import Said, say
from vangnet.plan.check.text import Plan

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
WITH_SPACE = re.compile(r"(?:https?://|www\.)\S+ \S*\.(?:pdf|docx?|html?|aspx|php)\b", re.IGNORECASE)
MISTYPED = re.compile(
    r"\b(?!https?\b)(?:ht{1,3}ps?|h{1,2}t{1,3}p{1,3}s?|htpps?|ttps?|hppts?|hhttps?)[:;]?/{1,2}\S+"  # "htpp://"
    r"|\bhttps?(?:/{1,2}|;/{1,2}|:/(?!/)|:\\{1,2}|\.//|//:|::?(?=www))[^\s/]\S*"  # "https//", "http:/x"
    r"|\bhttps?://\s+\S+|\bhttps?://(?:www\.)?[\w-]+(?=[\s,;)]|$)"  # a space, or no dot at all
    r"|\b(?:ww|wwww|vvv?w|wwv|ww\.w)\.[\w-]+\.[a-z]{2,4}\b|\bwww(?:,|\.\.| \.|\. )\s?[\w-]+\.(?:nl|com|org|eu)\b"
    r"|\bwww\.[\w-]+(?=[\s,;/)]|$)|\bwww[a-z][\w-]+\.(?:nl|com|org)\b|\bwww\.[\w.-]+,(?:nl|com|org)\b"
    r"|[\w.-]{1,60}@[\w-]{1,60}(?:,(?:nl|com|org|eu)\b|(?=[\s,;)]|$))",
    re.IGNORECASE,
)
DRIVE = re.compile(
    r"\b([A-Z])-schijf\b|\b[A-Z]:\\\S*|\\\\[\w-]+\\|\b(?:gedeelde|interne|lokale) (?:schijf|map)\b|file://\S+",
    re.IGNORECASE,
)
HOME_PAGE = re.compile(r"\bte vinden op:?\s*((?:www\.)?[\w-]+\.(?:nl|com|org|eu))/?\W*$", re.IGNORECASE)


def _links(plan: Plan) -> Iterator[Spot]:
    yield from _mistyped(plan)
    found = [
        (address.rstrip(".,;)"), number)
        for number, block in enumerate(plan.blocks)
        for address in _addresses(block)
    ]
    times = Counter(address for address, _number in found)
    told: set[str] = set()
    for address, number in found:
        if address in told:
            continue
        told.add(address)
        block = plan.blocks[number]
        place = Place(block.line, block.page, plan.chapter_of(number))
        for why in _troubles(address, block, times[address]):
            yield Spot(place, address, why)


def _mistyped(plan: Plan) -> Iterator[Spot]:
    for number, block in enumerate(plan.blocks):
        for found in MISTYPED.finditer(block.text):
            place = Place(*block.at(found.start()), plan.chapter_of(number))
            yield Spot(place, found[0], say(_("The address is mistyped: as it stands it leads nowhere.")))


def _addresses(block: Block) -> list[str]:
    inline = [hit[0] for hit in WITH_SPACE.finditer(block.text)]
    inline += [each for each in ADDRESS.findall(block.text) if not any(each in longer for longer in inline)]
    return inline + [
        link for link in block.links if link not in inline and not link.startswith(("#", "mailto:", "tel:"))
    ]


def _troubles(address: str, block: Block, times: int) -> Iterator[Said]:
    if " " in address or ("%20" in address and address in block.links and "://" not in address):
        yield say(_("The link holds a space, so it stops halfway."))
    elif _runs_over(address, block):
        yield say(_("The link is broken over two lines; only the first part works."))
    elif "...." in address:
        yield say(_("The link holds a row of dots: part of it is missing."))
    elif address.lower().startswith("http://"):
        yield say(_("The link is not secure (http)."))
    elif address.lower().startswith("file:") or address.startswith("\\\\"):
        yield say(_("The link points into one computer."))
    if times > 1:
        yield say(_("The same link stands here %(times)s times; the others may be left over."), times=times)


def _runs_over(address: str, block: Block) -> bool:
    """In a text whose lines are known: the address begins on one line and ends on another."""
    start = block.text.find(address)
    return start >= 0 and block.at(start) != block.at(start + len(address) - 1)


def _out_of_reach(plan: Plan) -> Iterator[Spot]:
    for sentence in plan.sentences:
        if found := DRIVE.search(sentence.text):
            why = say(
                _("“%(place)s” cannot be reached by parents, at home, or when the network is down."),
                place=found[0],
            )
            yield Spot(sentence.place, sentence.text, why)
        elif found := HOME_PAGE.search(sentence.text):
            yield Spot(
                sentence.place,
                sentence.text,
                say(_("“%(place)s” is a whole site, not a place."), place=found[1]),
            )


LINKS = Kind(
    "link",
    _("A link that does not work as it stands"),
    Severity.MINOR,
    _("Give the document its name, and a link that you have tried."),
    _links,
)
OUT_OF_REACH = Kind(
    "place-unreachable",
    _("A place where the reader cannot look"),
    Severity.NOTABLE,
    _("Say where everybody can find it, also when it is needed at once."),
    _out_of_reach,
)
