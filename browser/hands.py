"""Three ways to fill in a form: tapping, the keyboard alone, and as a screen reader goes, by role and name.

Each says of a field what it is called in the form, and does with it what somebody would; each also looks whether that
is possible at all.
"""

import re

from playwright.sync_api import Locator, Page, expect

from .test_every_page import fits

MOST_TABS = 120
LEAST_TARGET = 44  # CSS pixels, for what one taps most

# Where the focus is and whether somebody sees it: drawn around the element itself, or around the label that holds it.
# The parts of a day and a time, and the button with its calendar, are the browser's own, and so is what it draws there.
FOCUS = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return {lost: true}
  const drawn = one => {
    const style = getComputedStyle(one)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"
  }
  const around = [at, at.nextElementSibling, at.closest("label"), at.parentElement].filter(one => one)
  const box = (at.closest("label") || at).getBoundingClientRect()
  return {
    lost: false, name: at.name || "", value: at.value || "", type: at.type || at.tagName.toLowerCase(), id: at.id,
    words: at.textContent.trim(), href: at.getAttribute("href") || "", formaction: at.getAttribute("formaction") || "",
    kind: at.dataset.kind || "", isInMain: Boolean(at.closest("main form")),
    isSeen: around.some(drawn) || ["date", "datetime-local"].includes(at.type),
    isInSight: box.bottom > 0 && box.top < innerHeight,
  }
}"""


class Hand:
    """Somebody who taps or clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def name_child(self) -> None:
        self.page.locator("#people-found button.chip").first.click()
        self.page.locator("input[name^=people_part_][value=child]").check()

    def choose(self, name: str, value: str) -> None:
        """A radio button of which the value is this, or begins so."""
        self.page.locator(f"label:has(input[name={name}][value^='{value}'])").first.click()

    def write(self, name: str, words: str) -> None:
        self.page.locator(f"[name={name}]").fill(words)

    def pick(self, name: str) -> None:
        """The first of a list that is somebody."""
        box = self.page.locator(f"select[name={name}]")
        box.select_option(box.locator("option:not([value=''])").first.get_attribute("value"))

    def day(self, name: str, iso: str) -> None:
        self.page.locator(f"[name={name}]").fill(iso)

    def record(self) -> None:
        self.page.locator("main form button[data-kind=primary]").click()

    def follow(self, path: str) -> None:
        self.page.locator(f"main a[href='{path}']").first.click()


class Thumb(Hand):
    """On a phone: nothing is wider than the screen, and what one taps is large enough."""

    def choose(self, name: str, value: str) -> None:
        self._is_large(self.page.locator(f"label:has(input[name={name}][value^='{value}'])").first)
        super().choose(name, value)

    def record(self) -> None:
        assert fits(self.page), self.page.url
        self._is_large(self.page.locator("main form button[data-kind=primary]"))
        super().record()

    def follow(self, path: str) -> None:
        assert fits(self.page), self.page.url
        self._is_large(self.page.locator(f"main a[href='{path}']").first)
        super().follow(path)

    def _is_large(self, target: Locator) -> None:
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= LEAST_TARGET, (self.page.url, target, box)


class Keys(Hand):
    """The keyboard alone; whatever has the focus is seen to have it."""

    def focus(self) -> dict:
        found: dict = self.page.evaluate(FOCUS)
        return found

    def wait_until(self, is_it) -> None:
        """Asked again and again: a page of ours lets nobody evaluate a text in it."""
        for _moment in range(50):
            if is_it(self.focus()):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError((self.page.url, self.focus()))

    def go_to(self, what: str, is_it) -> None:
        for _tab in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            at = self.focus()
            if at["lost"]:
                continue  # the browser's own bar, between the last and the first
            assert at["isSeen"], (self.page.url, at)
            if not at["isInSight"]:  # the browser scrolls to it a moment later
                self.wait_until(lambda at: at["isInSight"])
            if is_it(at):
                return
        raise AssertionError(f"{what} is not reached on {self.page.url}")

    def name_child(self) -> None:
        self.go_to("a pupil", lambda at: at["name"] == "people_add")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".person-chosen")
        self.wait_until(
            lambda at: not at["lost"] and at["name"] == "people_remove"
        )  # the same pupil, chosen now
        self.go_to("the part", lambda at: at["name"].startswith("people_part_") and at["value"] == "child")
        self.page.keyboard.press("Space")

    def choose(self, name: str, value: str) -> None:
        self.go_to(name, lambda at: at["name"] == name)
        self.page.keyboard.press("Space")
        for _arrow in range(20):
            at = self.focus()
            assert at["isSeen"], at
            if at["value"].startswith(value):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def write(self, name: str, words: str) -> None:
        self.go_to(name, lambda at: at["name"] == name)
        self.page.keyboard.insert_text(words)

    def pick(self, name: str) -> None:
        self.go_to(name, lambda at: at["name"] == name)
        if not self.focus()["value"]:
            self.page.keyboard.press("ArrowDown")
        assert self.focus()["value"]

    def day(self, name: str, iso: str) -> None:
        """As the browser of these tests asks for it: month, day, year."""
        self.go_to(name, lambda at: at["name"] == name)
        year, month, day = iso.split("-")
        self.page.keyboard.type(month + day + year)
        assert self.focus()["value"] == iso

    def record(self) -> None:
        self.go_to("the button", lambda at: at["isInMain"] and at["kind"] == "primary")
        self.page.keyboard.press("Enter")

    def follow(self, path: str) -> None:
        self.go_to(path, lambda at: at["href"] == path)
        self.page.keyboard.press("Enter")


class Ears(Hand):
    """As a screen reader finds things: by the role that they have and the name that is read out."""

    def choose(self, name: str, value: str) -> None:
        radio = self.page.locator(f"input[name={name}][value^='{value}']").first
        group = radio.evaluate("one => one.closest('fieldset').querySelector('legend').textContent")
        words = radio.evaluate("one => one.labels[0].innerText")
        told = self.page.get_by_role("group", name=_said(group)).get_by_role("radio", name=_said(words))
        told.focus()
        self.page.keyboard.press("Space")
        expect(told).to_be_checked()

    def write(self, name: str, words: str) -> None:
        self._called(name, "textbox").fill(words)

    def pick(self, name: str) -> None:
        box = self._called(name, "combobox")
        box.select_option(box.locator("option:not([value=''])").first.get_attribute("value"))

    def record(self) -> None:
        words = self.page.locator("main form button[data-kind=primary]").inner_text()
        self.page.get_by_role("main").get_by_role("button", name=_said(words)).click()

    def follow(self, path: str) -> None:
        words = self.page.locator(f"main a[href='{path}']").first.evaluate("one => one.textContent")
        self.page.get_by_role("main").get_by_role("link", name=_said(words)).first.click()

    def _called(self, name: str, role) -> Locator:
        words = self.page.locator(f"[name={name}]").evaluate("one => one.labels[0].textContent")
        return self.page.get_by_role(role, name=_said(words))


def _said(words: str) -> re.Pattern[str]:
    """These words and no others; where spaces fall depends on how a browser puts a name together."""
    letters = (re.escape(letter) for letter in words if not letter.isspace())
    return re.compile(r"^\s*" + r"\s*".join(letters) + r"\s*$")
