"""What the confidential adviser fills in. Names can be left out everywhere: what is counted asks for none."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import OpeningForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.dossiers.people_search import Register, key_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role
from vangnet.ui.widgets import ChoiceCards

from .models import Consent, Contact, HandOver, Mediation, Part, Referral

OFFENCE = _(
    "Did somebody who works for the school do this to a pupil? Then you too tell the board at once (WPO, art. 4a)."
)


class FirstTalkForm(OpeningForm):
    says = _("What was told, and what does this person want?")
    hint = _("Only you read this. Promise no secrecy about a sexual offence against a pupil.")
    when = _("When was this talk?")
    legend = _("Who came, and about whom? You can leave this empty.")
    roles = (Part.CAME, Part.ABOUT)

    who = forms.ChoiceField(
        label=_("Who came to you?"),
        choices=Contact.Who,
        widget=ChoiceCards(),
        error_messages=either(_("Choose who came to you.")),
    )
    theme = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Contact.Theme,
        widget=ChoiceCards(
            hints={Contact.Theme.INTIMIDATION: OFFENCE}, icons={Contact.Theme.INTIMIDATION: "alert"}
        ),
        error_messages=either(_("Choose what it is about.")),
    )

    def _misplaced(self) -> list[Any]:
        found = super()._misplaced()
        if key_of(Register.STAFF, self.about.person) in self.people.keys:
            found.append(
                _("Is it about you, or do you come yourself? Then go to another confidential adviser.")
            )
        return found

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [Contact(who=said["who"], theme=said["theme"]), *super().facts()]


class TalkForm(StepForm):
    says = _("What was told, and what was agreed?")
    when = _("When was this talk?")


class AdviseForm(StepForm):
    says = _("What did you advise, and what does this person choose?")


class AgreedForm(StepForm):
    """Something that is done only if the person agrees; for not agreeing there is nothing to choose."""

    consent = forms.ChoiceField(
        label=_("Does the person agree?"),
        help_text=_("Does he or she not agree? Then this is not done, and not recorded."),
        choices=Consent,
        widget=ChoiceCards(),
        error_messages=either(
            _("Without the consent of the person this cannot be done. Choose how it was given.")
        ),
    )


class MediateForm(AgreedForm):
    says = _("With whom did you speak, and what came of it?")

    def facts(self) -> list[Fact]:
        return [Mediation(consent=self.cleaned_data["consent"])]


class ReferForm(AgreedForm):
    says = _("Why, and what did you pass on?")

    to = forms.ChoiceField(
        label=_("To whom?"),
        choices=Referral.To,
        widget=ChoiceCards(),
        error_messages=either(_("Choose to whom you refer.")),
    )

    def facts(self) -> list[Fact]:
        return [Referral(to=self.cleaned_data["to"], consent=self.cleaned_data["consent"])]


class HandOverForm(AgreedForm):
    says = _("What was agreed about this with the person?")
    hint = _("From now on your successor reads everything here, and you no longer do.")

    person = forms.TypedChoiceField(
        label=_("Who is your successor?"),
        help_text=_("The confidential advisers of this school. Not there? The administrator appoints them."),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(_("Choose your successor.")),
    )

    def prepare(self) -> None:
        """Advisers of the school whom it is not about, but for who hands over."""
        held = Appointment.objects.filter(
            holds_on(self.about.on), role=Role.CONFIDENTIAL_ADVISER, school=self.about.dossier.school_id
        )
        involved = Subject.objects.standing().filter(dossier=self.about.dossier).exclude(person=None)
        others = Person.objects.filter(pk__in=held.values("person")).exclude(pk__in=involved.values("person"))
        if not self.about.corrects:
            others = others.exclude(pk=self.about.person.pk)
        self.field("person").choices = [(other.pk, other.full_name) for other in others]

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [HandOver(person_id=said["person"], consent=said["consent"])]


class NoteForm(StepForm):
    says = _("What must be known?")


class CloseForm(StepForm):
    says = _("How does it end?")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")


FORMS: dict[str, type[StepForm]] = {
    "first_talk": FirstTalkForm,
    "support": TalkForm,
    "advise": AdviseForm,
    "mediate": MediateForm,
    "refer": ReferForm,
    "note": NoteForm,
    "hand_over": HandOverForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
