"""What is measured: each page asked for on two connections at once, by somebody who has signed in."""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import takewhile

from .browser import Browser, hidden_in
from .measured import Measured, summarised
from .names import CALL_NAMES, PASSWORD, SECRET, address_of
from .server import Server

CONNECTIONS = 2
WARM_UP = 6
LONGEST = 15.0  # seconds for one scenario
LIST, DOSSIERS = "/incidents/", "/dossiers/"
REPORT, YEAR = "/incidents/report/", "/incidents/year/"
REFERENCE = re.compile(r'href="/dossiers/([0-9A-Z]{4}-[0-9A-Z]{4})/"')
OLDER = re.compile(r'href="(\?[^"]*older=[^"]*)"')
PUPIL = re.compile(r'value="(pupil-\d+)"')
FILTERS = (
    "state=closed",
    "category=bullying",
    "severity=serious&state=closed",
    "place=corridor&category=threat",
)

Turn = Callable[[Browser, int], object]


@dataclass(frozen=True)
class Scenario:
    """`who` has signed in; `share` of the usual number of turns; `first` is the page from which each turn goes on.

    Each connection is at a worker of its own, or both are at one (`together`): what the kernel deals out is luck, and
    decides more than anything in a page.
    """

    name: str
    who: str
    turn: Turn
    share: float = 1.0
    first: str = ""
    together: bool = False


def scenarios(references: Sequence[str]) -> list[Scenario]:
    opened = Scenario(
        "open", "head", lambda browser, turn: browser.get(f"{DOSSIERS}{references[turn % len(references)]}/")
    )
    return [
        Scenario("empty", "", lambda browser, _turn: browser.get("/")),
        Scenario("sign-in page", "", lambda browser, _turn: browser.get("/account/login/"), 0.5),
        Scenario("list", "head", lambda browser, _turn: browser.get(LIST)),
        Scenario("list, teacher", "teacher0", lambda browser, _turn: browser.get(LIST)),
        Scenario("list, director", "director", lambda browser, _turn: browser.get(LIST), 0.5),
        Scenario(
            "list, filtered",
            "head",
            lambda browser, turn: browser.get(f"{LIST}?{FILTERS[turn % len(FILTERS)]}"),
        ),
        Scenario(
            "search by pupil",
            "head",
            lambda browser, turn: _searched(browser, CALL_NAMES[turn % 20][:3], "pupils"),
        ),
        Scenario(
            "search in texts", "head", lambda browser, _turn: _searched(browser, "glijbaan", "texts"), 0.05
        ),
        opened,
        replace(opened, name="open, both at one worker", share=0.5, together=True),
        Scenario("desk", "head", lambda browser, _turn: browser.get("/"), 0.5),
        Scenario("report, form", "teacher0", lambda browser, _turn: browser.get(REPORT), 0.5),
        Scenario("report, sent", "teacher0", _reported, first=REPORT),
        Scenario("year, school", "head", lambda browser, _turn: browser.get(YEAR), 0.25),
        Scenario("year, board", "board", lambda browser, _turn: browser.get(YEAR), 0.25),
    ]


def _searched(browser: Browser, words: str, where: str) -> None:
    browser.post(LIST, {"words": words, "in": where})


def _reported(browser: Browser, turn: int) -> None:
    leads_to, _page = browser.post(REPORT, report_of(browser.pages.pop(), turn))
    if not leads_to.endswith("/receipt/"):
        raise AssertionError("the report was not recorded")


def report_of(page: str, turn: int) -> dict[str, str | Sequence[str]]:
    """What a teacher sends: two children of the own group and three hundred characters."""
    children = PUPIL.findall(page)[turn % 20 :][:2]
    return {
        "token": hidden_in(page)["token"],
        "category": "physical_violence",
        "place": "playground",
        "happened_on": time.strftime("%Y-%m-%d", time.localtime(time.time() - 86400)),
        "happened_at": "10:15",
        "text": "Na de pauze liep het bij de schommel uit de hand. " * 6,
        "people": children,
        f"people_part_{children[0]}": "victim",
        f"people_part_{children[1]}": "perpetrator",
    }


class Load:
    """The people who have signed in, each on two connections, and what they are told to do."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._browsers: dict[str, list[Browser]] = {}

    def close(self) -> None:
        for browsers in self._browsers.values():
            for browser in browsers:
                browser.close()

    def measure(self, times: int, *, only: Sequence[str] = ()) -> dict[str, Measured]:
        wanted = scenarios(self._references(pages=4))
        return {
            scenario.name: self.run(scenario, max(12, int(times * scenario.share)))
            for scenario in wanted
            if not only or scenario.name in only
        }

    def run(self, scenario: Scenario, times: int) -> Measured:
        """So many turns, shared by the connections, or fewer when the time is up; the first ones are not counted."""
        browsers = self._signed_in(scenario.who)
        self._connect(browsers, together=scenario.together)
        if scenario.first:
            for browser in browsers:
                browser.pages = [browser.get(scenario.first) for _ in range(times // CONNECTIONS + WARM_UP)]
        self._all(browsers, scenario.turn, WARM_UP, time.monotonic() + LONGEST)
        before = self._server.cpu_seconds()
        took = self._all(browsers, scenario.turn, times // CONNECTIONS, time.monotonic() + LONGEST)
        return summarised(took, self._server.cpu_seconds() - before, browsers[0].size)

    def _all(self, browsers: Sequence[Browser], turn: Turn, times: int, ends: float) -> list[float]:
        def one(place: int) -> list[float]:
            turns = takewhile(lambda _turn: time.monotonic() < ends, range(times))
            return [_timed(browsers[place], turn, n * CONNECTIONS + place) for n in turns]

        with ThreadPoolExecutor(CONNECTIONS) as threads:
            return [seconds for found in threads.map(one, range(CONNECTIONS)) for seconds in found]

    def _signed_in(self, who: str) -> list[Browser]:
        if who not in self._browsers:
            first = Browser(self._server.port)
            if who:
                first.sign_in(address_of(who), PASSWORD, SECRET)
            others = [Browser(self._server.port, dict(first.cookies)) for _ in range(1, CONNECTIONS)]
            self._browsers[who] = [first, *others]
        return self._browsers[who]

    def _connect(self, browsers: Sequence[Browser], *, together: bool) -> None:
        first = self._server.serves(browsers[0].connect())
        for browser in browsers[1:]:
            while (self._server.serves(browser.connect()) == first) != together:
                pass

    def _references(self, pages: int) -> list[str]:
        """Of the incidents on the first pages of the list."""
        browser, found, address = self._signed_in("head")[0], [], ""
        for _ in range(pages):
            page = browser.get(LIST + address)
            found += REFERENCE.findall(page)
            older = OLDER.search(page)
            if older is None:
                break
            address = older[1].replace("&amp;", "&")
        return found


def _timed(browser: Browser, turn: Turn, number: int) -> float:
    began = time.perf_counter()
    turn(browser, number)
    return time.perf_counter() - began
