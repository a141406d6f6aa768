"""A letter to the parents about a suspension or a removal, and whether it tells of the right to object."""

from typing import Any

from vangnet.core.dossiers.forms.to_parents import ToParentForm

from ..models import LetterSent


class LetterForm(ToParentForm):
    sent_as = LetterSent

    def says_more(self) -> dict[str, Any]:
        return {"tells_to_object": bool(self.cleaned_data.get("tells_to_object"))}
