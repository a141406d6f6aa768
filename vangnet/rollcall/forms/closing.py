"""Closing: when the alarm went, what it was, and once more "yes" while somebody is unaccounted for."""

import hashlib
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import RollCall
from ..scene import Scene


class ClosingForm(forms.Form):
    occasion = forms.ChoiceField(
        label=gettext_lazy("What was it?"), choices=RollCall.Occasion, widget=forms.RadioSelect
    )
    began = forms.TimeField(
        label=gettext_lazy("When did the alarm go?"),
        help_text=gettext_lazy("From this moment the minutes are counted."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, scene: Scene, **kwargs: Any) -> None:
        self.scene = scene
        self.unaccounted = scene.unaccounted() if scene.words else []
        self.first = min((word.at for word in scene.words), default=None)
        kwargs["initial"] = {
            "occasion": scene.roll_call.occasion,
            "began": timezone.localtime(self.first).time() if self.first else None,
        }
        super().__init__(*args, **kwargs)
        if self.first is None:
            del self.fields["began"]
        if self.unaccounted:
            self.fields["confirmed"].label = ngettext(
                "Close it although %(number)s person is unaccounted for",
                "Close it although %(number)s people are unaccounted for",
                len(self.unaccounted),
            ) % {"number": len(self.unaccounted)}
        else:
            del self.fields["confirmed"]

    @property
    def fingerprint(self) -> str:
        """Of whom the page showed as unaccounted for: who says yes has seen exactly these."""
        return hashlib.blake2b(" ".join(self.unaccounted).encode(), digest_size=12).hexdigest()

    def clean_began(self) -> datetime | None:
        began = self.cleaned_data["began"]
        if began is None or self.first is None:
            return None
        moment = timezone.make_aware(datetime.combine(timezone.localdate(self.first), began))
        if moment > self.first:
            words = {"time": timezone.localtime(self.first).strftime("%H:%M")}
            raise ValidationError(
                _("The first name was called at %(time)s already. Choose that or earlier.") % words
            )
        return moment

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.unaccounted:
            return said
        if not said.get("confirmed"):
            self.add_error(
                "confirmed", _("Not everybody is accounted for. Tick this if you close it all the same.")
            )
        elif said.get("seen") != self.fingerprint:
            self.add_error("confirmed", _("It changed meanwhile. Look again at who is unaccounted for."))
        return said
