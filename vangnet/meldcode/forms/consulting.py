"""The second step: a colleague is consulted, and Veilig Thuis without saying whom it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.ui.widgets import ChoiceCards

from ..anonymity import recognisable
from ..circle import colleagues
from ..models import Advice, Consultation

NOBODY = ("", _("Nobody of the school"))


class ConsultForm(StepForm):
    says = _("How do you both see the signals, and what comes next?")
    hint = _(
        "What was advised, and what you decided together. The colleague does not read this dossier by it."
    )
    when = _("When did you talk?")

    partner = forms.ChoiceField(
        label=_("With whom?"),
        choices=Consultation.Partner,
        widget=ChoiceCards(),
        error_messages=either(_("Choose with whom it was.")),
    )
    person_id = forms.TypedChoiceField(
        label=_("Which colleague?"), coerce=int, empty_value=None, required=False
    )

    def prepare(self) -> None:
        corrects = self.about.corrects
        who_asked = corrects.author_id if corrects else self.about.person.pk
        others = [each for each in colleagues(self.about) if each[0] != who_asked]
        self.field("person_id").choices = [NOBODY, *others]

    def stood(self, recorded: Any) -> dict[str, Any]:
        (fact,) = (fact for fact in recorded if isinstance(fact, Consultation))
        return {"partner": fact.partner, "person_id": fact.person_id}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("partner") == Consultation.Partner.COLLEAGUE and not said.get("person_id"):
            self.add_error("person_id", _("Choose which colleague it was."))
        return said

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        is_colleague = said["partner"] == Consultation.Partner.COLLEAGUE
        return [Consultation(partner=said["partner"], person_id=said["person_id"] if is_colleague else None)]


class AskVeiligThuisForm(StepForm):
    says = _("What did you ask, and what was the answer?")
    hint = _("Write “a child of eight”, “the mother”. No name, birthday, address or telephone number.")
    when = _("When did you ask?")

    given = forms.ChoiceField(
        label=_("What was the advice?"),
        choices=Advice.Given,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what was advised.")),
    )
    confirmed = forms.BooleanField(
        label=_("I have looked: nobody can be recognised by this text."), required=False
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        found = recognisable(said.get("text", ""), self.about.dossier, self.about.on)
        if found:
            says = gettext(
                "This was asked anonymously, and here stands: %(found)s. Take it out. Is it an ordinary word that "
                "points to nobody? Then tick here."
            )
            self.confirm_first(says % {"found": ", ".join(found)})
        return said

    def facts(self) -> list[Fact]:
        return [Advice(given=self.cleaned_data["given"])]
