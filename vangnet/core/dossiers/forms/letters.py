"""The letter with a step: made from what the dossier and the form say, altered by who sends it, frozen once recorded.

What nobody altered is made anew from what is filled in when it is recorded; who altered it is told when the facts
changed since. A secret address stands in no letter, and parents of one child read no other child's name in it (AVG
art. 5 lid 1 onder c). An empty letter is none: who sends one of his or her own records that alone.
"""

from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from vangnet.core.law import NO_MORE_THAN_NEEDED
from vangnet.core.letters.typesetting import Sheet
from vangnet.core.people.models import Guardian, Pupil
from vangnet.ui.widgets import ChoiceCards

from ..grounds import Grounds
from ..letters import (
    Addressee,
    Composed,
    LetterText,
    MustSay,
    Telling,
    composed,
    of_parents,
    open_places,
    secret_in,
    sheet_of,
)
from ..models import Fact, Letter, Subject
from ..naming import names_in, names_told
from ..sharing import read_by
from ..timeline import Timeline
from .fields import WrittenText, either
from .steps import StepForm

PARTS = ("to", "subject", "text", "signed")
FIELDS = tuple(f"letter_{name}" for name in PARTS)
LETTER = ("letter_language", *FIELDS, "letter_base")
LONGEST_LETTER = 12000


def _lines(label: Any, hint: Any, rows: int) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return WrittenText(label=label, help_text=hint, widget=area, required=False, max_length=500)


class WritesLetter(StepForm):
    """Put before the form of the step; `writes` says what is in it, `addressee` to whom it goes."""

    writes: ClassVar[LetterText]

    letter_language = forms.ChoiceField(
        label=_("In which language?"),
        choices=Letter.Language,
        widget=ChoiceCards(),
        required=False,
        error_messages=either(_("Choose the language of the letter.")),
    )
    letter_to = _lines(_("Addressed to"), _("Name and address, each on a line of its own."), 4)
    letter_subject = forms.CharField(label=_("Subject"), required=False, max_length=200)
    letter_text = WrittenText(
        label=_("The letter"),
        help_text=_("Leave it empty when you send a letter of your own."),
        widget=forms.Textarea(attrs={"rows": 18}),
        required=False,
        max_length=LONGEST_LETTER,
    )
    letter_signed = _lines(_("Signed by"), _("Name and position, each on a line of its own."), 3)
    letter_base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.order_fields([*(name for name in self.fields if name not in LETTER), *LETTER])
        if not self.is_bound:
            self._fill_in()

    @classmethod
    def is_picking(cls, sent: QueryDict) -> bool:
        return "letter_anew" in sent or super().is_picking(sent)

    def addressee(self, said: dict[str, Any]) -> Addressee:
        """The parents of the child that the dossier is about."""
        first = self._subjects().exclude(pupil=None).select_related("pupil").first()
        return of_parents(first.pupil, self.about.on) if first and first.pupil else Addressee()

    # Before it is sent

    def _fill_in(self) -> None:
        """The letter as it is made now: in a new form, and where somebody asked for it anew."""
        if self.typed and "letter_anew" not in self.typed:
            return
        frozen = None if self.typed else self._frozen()
        self.initial.setdefault("letter_language", frozen.language if frozen else Letter.Language.NL)
        fresh = self._composed({name: self._so_far(name) for name in self.fields})
        shown = _parts_of(frozen.sheet) if frozen else asdict(fresh)
        self.initial.update({f"letter_{name}": shown[name] for name in PARTS})
        self.initial["letter_base"] = _marks(fresh)

    def _frozen(self) -> Letter | None:
        """What was sent with the entry that is corrected."""
        return next((fact for fact in self.about.recorded if isinstance(fact, Letter)), None)

    def _so_far(self, name: str) -> Any:
        field = self.fields[name]
        try:
            return field.clean(self.get_initial_for_field(field, name))
        except forms.ValidationError:
            return None

    def _composed(self, said: dict[str, Any]) -> Composed:
        return composed(self.writes, self.telling(said), self.language(said))

    @staticmethod
    def language(said: dict[str, Any]) -> str:
        return str(said.get("letter_language") or Letter.Language.NL)

    def telling(self, said: dict[str, Any]) -> Telling:
        with override(self.language(said)):
            to = self.addressee(said)
        happened_at = said.get("happened_at")
        on = said.get("sent_on") or (timezone.localdate(happened_at) if happened_at else self.about.on)
        return Telling(self._read, self.about.person, on, said, to)

    @cached_property
    def _read(self) -> Timeline:
        """The dossier as far as who fills in the form reads it; asked once in the life of the form."""
        whole = Timeline.of(self.about.dossier)
        grounds = Grounds(self.about.dossier, self.about.person, self.about.on)
        return Timeline(whole.dossier, read_by(grounds, whole), whole.facts, whole.corrected_by)

    # When it is sent

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self.sheet: Sheet | None = None
        if said.get("letter_text"):
            telling, fresh = self.telling(said), self._composed(said)
            parts = self._settled(said, fresh)
            self._refuse_left_open(parts, fresh)
            self._refuse_what_may_not_stand_there(parts, telling)
            self._refuse_what_is_missing(parts, self.writes.asks(telling))
            self.sheet = sheet_of(self.writes, parts, telling, self.language(said))
        return said

    def _settled(self, said: dict[str, Any], fresh: Composed) -> Composed:
        """Each part as it was altered, or as it is made now; not silently one that was altered on other facts."""
        typed = {name: said.get(f"letter_{name}") or "" for name in PARTS}
        base = (said.get("letter_base") or "").split("-")
        before = dict(zip(PARTS, base, strict=True)) if len(base) == len(PARTS) else {}
        made = asdict(fresh)
        for name, text in typed.items():
            if _mark(text) == before.get(name):
                typed[name] = made[name]
            elif name in before and _mark(made[name]) != before[name]:
                self._changed_since(f"letter_{name}", fresh)
        return Composed(**typed)

    def _changed_since(self, name: str, fresh: Composed) -> None:
        self.add_error(
            name,
            _(
                "What you filled in above changed after you altered this. Look whether it still says the same, "
                "and record it; or make the letter anew."
            ),
        )
        data = self.sent.copy()
        data["letter_base"] = _marks(fresh)
        self.data = data

    def _refuse_left_open(self, parts: Composed, fresh: Composed) -> None:
        made = asdict(fresh)
        for name, text in asdict(parts).items():
            left = open_places(made[name]) & open_places(text)
            if left:
                says = gettext("Fill in what still stands between brackets: %(places)s")
                self.add_error(f"letter_{name}", says % {"places": ", ".join(sorted(left))})
            elif not text:
                self.add_error(f"letter_{name}", _("Fill this in; it stands on the letter."))

    def _refuse_what_may_not_stand_there(self, parts: Composed, telling: Telling) -> None:
        secret = self._with_secret_address(telling)
        for name, text in asdict(parts).items():
            if secret_in(text, secret):
                self.add_error(
                    f"letter_{name}", _("This is a secret address. Take it out; it may stand in no letter.")
                )
            if found := self._other_children_in(text, telling.addressee):
                says = gettext(
                    "This names another child (%(names)s). What parents hear is never about who the other child was "
                    "(%(source)s). Write “another child” instead."
                )
                words = {"names": ", ".join(found), "source": NO_MORE_THAN_NEEDED.cite()}
                self.add_error(f"letter_{name}", says % words)

    def _refuse_what_is_missing(self, parts: Composed, asked: Iterable[MustSay]) -> None:
        for must in asked:
            if not must.is_said(parts.text):
                words = {"says": gettext(must.says), "source": gettext(must.source.cite())}
                self.add_error("letter_text", gettext("%(says)s (%(source)s)") % words)

    def _with_secret_address(self, telling: Telling) -> list[Guardian]:
        """Of everybody in the dossier and of all parents of its children."""
        rows = self._subjects()
        parents = Guardian.objects.filter(guardianships__pupil__in=rows.exclude(pupil=None).values("pupil"))
        others = Guardian.objects.filter(pk__in=rows.exclude(guardian=None).values("guardian"))
        chosen = [telling.addressee.guardian] if telling.addressee.guardian else []
        return [guardian for guardian in {*parents, *others, *chosen} if guardian.has_secret_address]

    def _other_children_in(self, text: str, to: Addressee) -> list[str]:
        """Names of children of this dossier, and of the one before it, whose parent the reader is not."""
        if to.child is None and to.guardian is None:
            return []
        dossiers = [key for key in (self.about.dossier.pk, self.about.dossier.follows_id) if key]
        rows = Subject.objects.standing().filter(dossier__in=dossiers).exclude(pupil=None)
        own = {to.child.pk} if to.child else set()
        if to.guardian:
            own |= set(to.guardian.guardianships.values_list("pupil", flat=True))
        others = list(Pupil.objects.filter(pk__in=rows.values("pupil")).exclude(pk__in=own))
        return names_told(text, others, to.child) if to.child else names_in(text, others)

    def _subjects(self) -> Any:
        return Subject.objects.standing().filter(dossier=self.about.dossier).order_by("entry", "position")

    def facts(self) -> list[Fact]:
        if self.sheet is None:
            return super().facts()
        language = self.language(self.cleaned_data)
        return [*super().facts(), Letter(language=language, written=self.sheet.written())]

    def draft(self) -> Sheet:
        """The sheet as it would be now, whatever is still wrong with the form."""
        sent = {name: self.fields[name].clean(self.data.get(name)) for name in (*FIELDS, "letter_base")}
        said = {name: self.cleaned_data.get(name) for name in self.fields} | sent
        telling = self.telling(said)
        fresh = self._composed(said)
        parts = self._settled(said, fresh) if said["letter_text"] else fresh
        return sheet_of(self.writes, parts, telling, self.language(said))

    @property
    def visible_without_letter(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in LETTER]

    @property
    def letter_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in LETTER]


def _mark(text: str) -> str:
    return sha256(text.strip().encode()).hexdigest()[:12]


def _marks(parts: Composed) -> str:
    """What each part was when it was made: whoever alters one is known by it."""
    return "-".join(_mark(text) for text in asdict(parts).values())


def _parts_of(sheet: Sheet) -> dict[str, str]:
    return {
        "to": "\n".join(sheet.addressee),
        "subject": sheet.subject,
        "text": "\n\n".join(sheet.paragraphs),
        "signed": "\n".join(sheet.signed),
    }
