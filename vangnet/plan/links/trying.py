"""Every link tried, a few at once: whether a reader would get something there, and why not."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urldefrag, urljoin

from .reaching import Trouble, addresses_of, asked, target_of

AT_ONCE = 5
MOST_SECONDS = 15.0  # for a link, with everywhere it is sent on to
MOST_TURNS = 5
SENT_ON = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
UNSURE = {401, 403, 407, 429}  # what is shown to who signs in, and how a program is kept out


class State(StrEnum):
    WORKS = "works"
    MOVED = "moved"
    UNSURE = "unsure"
    BROKEN = "broken"
    PRIVATE = "private"

    @property
    def is_fine(self) -> bool:
        return self not in {State.BROKEN, State.PRIVATE}


@dataclass(frozen=True)
class Outcome:
    """`leads_to` is where it has moved to for good."""

    state: State
    says: str
    leads_to: str = ""


def try_all(links: Iterable[str], *, allows_private: bool = False) -> dict[str, Outcome]:
    """Each once, in the order in which they were given."""
    return asyncio.run(_try_all(list(dict.fromkeys(links)), allows_private))


async def _try_all(links: list[str], allows_private: bool) -> dict[str, Outcome]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def tried(link: str) -> Outcome:
        async with gate:
            return await _tried(link, allows_private)

    return dict(zip(links, await asyncio.gather(*map(tried, links)), strict=True))


async def _tried(link: str, allows_private: bool) -> Outcome:
    try:
        async with asyncio.timeout(MOST_SECONDS):
            return await _followed(link, allows_private)
    except TimeoutError:
        return Outcome(State.BROKEN, f"no answer within {MOST_SECONDS:.0f} seconds")
    except Trouble as trouble:
        return Outcome(State.PRIVATE if trouble.is_private else State.BROKEN, trouble.says)


async def _followed(link: str, allows_private: bool) -> Outcome:
    place, has_moved, leads_to = link, True, ""
    for _turn in range(MOST_TURNS + 1):
        target = target_of(place)
        addresses = await addresses_of(target, allows_private=allows_private)
        answer = await asked(target, addresses, "HEAD")
        if answer.status >= 400:  # some servers know only GET
            answer = await asked(target, addresses, "GET")
        if answer.status not in SENT_ON or not answer.location:
            return _outcome(answer.status, leads_to)
        place = urldefrag(urljoin(place, answer.location)).url
        has_moved = has_moved and answer.status in FOR_GOOD
        leads_to = place if has_moved else leads_to
    return Outcome(State.BROKEN, f"it is sent on more than {MOST_TURNS} times")


def _outcome(status: int, leads_to: str) -> Outcome:
    if status in UNSURE:
        return Outcome(State.UNSURE, f"it asks to sign in, or keeps programs out ({status}): look yourself")
    if status >= 400 or status in SENT_ON:
        return Outcome(State.BROKEN, f"the server answers {status}")
    if leads_to:
        return Outcome(State.MOVED, f"it works, and has moved for good to {leads_to}", leads_to)
    return Outcome(State.WORKS, "it works")
