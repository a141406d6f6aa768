"""Values as Dutch schools write them: phone numbers, postal codes, dates, yes and no.

Each function gives the value as it is kept here, or raises `Unclear` with what is wrong with it.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from vangnet.core.words import _

_YES = {
    *("ja", "j", "yes", "y", "waar", "true", "1", "x", "✓"),
    *("gezag", "met gezag", "ouderlijk gezag", "heeft gezag"),
}
_NO = {"nee", "n", "neen", "no", "onwaar", "false", "0", "geen", "geen gezag", "zonder gezag"}
SAYS_NOTHING = {"", "-", "--", "?", "onbekend", "n.v.t.", "nvt"}


class Unclear(Exception):  # noqa: N818 - named as what it says to people
    """A value that can be read in no way, or in more than one; the sentence is marked for translation."""


def yes_or_no(text: str) -> bool:
    word = " ".join(text.lower().rstrip(".").split())
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unclear(_("“%(value)s” is neither yes nor no. Write ja or nee."))


def day(text: str) -> date:
    """31-08-2026, 31/8/2026, 31.8.2026, 20260831 and 2026-08-31; a time after it is left out."""
    plain = text.split(" ")[0].split("T")[0]
    for pattern in (
        r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",
        r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)",
    ):
        if found := re.fullmatch(pattern, plain):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise Unclear(_("“%(value)s” is not a date. Write it as 31-08-2026."))


def email(text: str) -> str:
    try:
        validate_email(address := text.removeprefix("mailto:").strip())
    except ValidationError:
        raise Unclear(_("“%(value)s” is not an e-mail address.")) from None
    if len(address) > 254:
        raise Unclear(_("“%(value)s” is not an e-mail address."))
    return address


def phone(text: str) -> str:
    """A Dutch number as 0612345678, a foreign one as +32471234567; a nought that Excel took comes back."""
    number = re.sub(r"^(\+|00)\s*31\s*(\(0\))?\s*0?", "0", text.strip())
    number = re.sub(r"[\s\-./()·–]", "", number)
    if re.fullmatch(r"31[1-9]\d{8}", number):
        number = "0" + number[2:]
    if re.fullmatch(r"[1-9]\d{8}", number):
        number = "0" + number
    if re.fullmatch(r"0[1-9]\d{8}", number):
        return number
    foreign = re.sub(r"^00", "+", number)
    if re.fullmatch(r"\+(?!31)[1-9]\d{6,14}", foreign):
        return foreign
    raise Unclear(_("“%(value)s” is not a phone number. A Dutch one has ten digits."))


def postal_code(text: str) -> str:
    """A Dutch one as 1234 AB; that of another country as it stands."""
    plain = " ".join(text.upper().split())
    if found := re.fullmatch(r"([1-9]\d{3}) ?([A-Z]{2})", plain):
        return f"{found[1]} {found[2]}"
    if re.fullmatch(r"\d{4,6}|[A-Z]{1,2}[A-Z0-9 -]{2,6}", plain):
        return plain if len(plain) <= 7 else plain.replace(" ", "")[:7]
    raise Unclear(_("“%(value)s” is not a postal code. Write it as 1234 AB."))


_NUMBER = r"\d+(?:[ /-]?[A-Za-z]{1,4})?(?:[/-][0-9A-Za-z]{1,4})?"


def street_and_number(text: str) -> tuple[str, str]:
    """("Plein 1944", "5 A") from "Plein 1944 5 A"; without a number the street alone."""
    if found := re.fullmatch(rf"(.*\D.*?)[ ,]+({_NUMBER})", text.strip()):
        return found[1].strip(" ,"), found[2]
    return text.strip(), ""
