"""How what a text names is written."""

from collections.abc import Collection, Mapping

from django.utils.html import format_html

from .text import Shown


def names_only(named: Collection[str]) -> Mapping[str, Shown]:
    """The names themselves, where no school is known to ask."""
    chips = {name: format_html('<code class="plan-name">{}</code>', name) for name in named}
    return {name: Shown(chip, chip) for name, chip in chips.items()}
