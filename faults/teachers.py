"""Teachers who report through the real form while the server is killed, and remember what was acknowledged.

An answer that is lost is asked for again with the same form, as a browser does when somebody presses send once more.
"""

import random
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Thread

from bench.browser import Browser, Refused, hidden_in
from bench.load import PUPIL, REPORT
from bench.names import PASSWORD, SECRET, address_of

LOST = (OSError, HTTPException, Refused)


@dataclass
class Teacher:
    """One of several at a school; `told` holds the reference of each text that was acknowledged."""

    port: int
    number: int
    told: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)  # what came instead of an acknowledgement or a 503
    again: int = 0  # forms that were sent more than once
    others: int = 0  # of those: gave another reference the second time; may never happen
    waited: float = 0.0  # the longest between pressing send and the acknowledgement, in seconds

    def __post_init__(self) -> None:
        self.browser = Browser(self.port)
        self.browser.sign_in(address_of(f"teacher{self.number}"), PASSWORD, SECRET)
        self.ending = Event()
        self.chance = random.Random(self.number)
        self.thread = Thread(target=self._report, daemon=True)
        self.thread.start()

    def end(self) -> None:
        """After the form in hand was acknowledged."""
        self.ending.set()
        self.thread.join(timeout=120)
        assert not self.thread.is_alive(), "a report was never acknowledged"
        self.browser.close()

    def _report(self) -> None:
        while not self.ending.is_set():
            page = self._patiently("GET", {})
            text = f"Melding {self.number}-{len(self.told)}: " + self.chance.randbytes(120).hex()
            form = filled_in(page, text)
            began = time.monotonic()
            reference = self._sent(form)
            self.waited = max(self.waited, time.monotonic() - began)
            if self.chance.random() < 0.2:
                self.again += 1
                self.others += self._sent(form) != reference
            self.told[text] = reference

    def _sent(self, form: dict[str, object]) -> str:
        return self._patiently("POST", form)

    def _patiently(self, method: str, form: dict[str, object]) -> str:
        """The page, or the reference that was given, from whichever attempt is answered."""
        tries = 0
        while True:
            tries += 1
            try:
                if method == "GET":
                    return self.browser.get(REPORT)
                leads_to, page = self.browser.post(REPORT, form)  # type: ignore[arg-type]
                if leads_to.endswith("/receipt/"):
                    self.again += tries > 1
                    return leads_to.split("/")[-3]
                raise AssertionError(f"not recorded and not refused: {leads_to} {page[:2000]}")
            except LOST as lost:
                if isinstance(lost, Refused) and not str(lost).endswith("503"):
                    self.refused.append(str(lost))
                self.browser.close()
                time.sleep(0.05)


def filled_in(page: str, text: str) -> dict[str, object]:
    children = PUPIL.findall(page)[:2]
    return {
        "token": hidden_in(page)["token"],
        "category": "physical_violence",
        "place": "playground",
        "happened_on": time.strftime("%Y-%m-%d", time.localtime(time.time() - 86400)),
        "happened_at": "10:15",
        "text": text,
        "people": children,
        f"people_part_{children[0]}": "victim",
        f"people_part_{children[1]}": "perpetrator",
    }
