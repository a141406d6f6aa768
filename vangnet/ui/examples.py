"""What the page of components shows: every component in every state, with invented people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.ui import charts, people
from vangnet.ui.widgets import ChoiceCards, ChoiceCardsMultiple, DayInput

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STATES = ("open", "due_soon", "overdue", "closed", "waiting", "destroyed")
SEVERITIES = ("minor", "serious", "very_serious")
NOTICES = ("info", "success", "warning", "error")


@dataclass(frozen=True)
class Item:
    """A place to go to: in the navigation, among sections, or under an entry."""

    label: str
    url: str = "#"
    icon: str = "list"
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Next:
    """Something that must be done."""

    title: str
    who: str
    due_words: str
    why: str
    due: datetime | None = None
    is_overdue: bool = False
    is_soon: bool = False
    url: str = "#"
    action: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a protocol."""

    title: str
    state: str
    on: str = ""
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of what happened."""

    number: int
    title: str
    author: str
    author_role: str
    happened: str
    recorded: str
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    corrects: int | None = None
    corrected_by: int | None = None
    digest: str = ""
    actions: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Somebody:
    """A person in a dossier or on the demo board."""

    name: str
    role: str
    group: str = ""
    url: str = ""
    initials: str = ""
    place: str = ""
    email: str = ""


class ExampleForm(forms.Form):
    """One field of each kind."""

    what = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("Choose what comes nearest."),
        choices=[
            ("fall", gettext_lazy("Fell or got hurt")),
            ("fight", gettext_lazy("Quarrel or fight")),
            ("words", gettext_lazy("Bullying or threat")),
            ("lost", gettext_lazy("Ran away")),
        ],
        widget=ChoiceCards(
            hints={
                "fall": gettext_lazy("In class, gym or playground"),
                "words": gettext_lazy("Online as well"),
            },
            icons={"fall": "first_aid", "fight": "people", "words": "talk", "lost": "school"},
        ),
    )
    done = forms.MultipleChoiceField(
        label=gettext_lazy("What did you do?"),
        required=False,
        choices=[("aid", gettext_lazy("First aid")), ("parents", gettext_lazy("Called the parents"))],
        widget=ChoiceCardsMultiple(icons={"aid": "heart", "parents": "phone"}),
    )
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=80)
    on = forms.DateField(label=gettext_lazy("On which day?"), widget=DayInput())
    at = forms.TimeField(
        label=gettext_lazy("At what time?"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    told = forms.CharField(
        label=gettext_lazy("Tell what you saw"),
        help_text=gettext_lazy("What you saw and heard yourself; what others told you, say so."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Group"),
        choices=[("", "–"), ("5", gettext_lazy("Group 5")), ("6", gettext_lazy("Group 6"))],
    )
    parents = forms.ChoiceField(
        label=gettext_lazy("Do the parents know?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("Not yet"))],
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(label=gettext_lazy("A photo or letter"), required=False)
    doctor = forms.BooleanField(label=gettext_lazy("A doctor looked at it"), required=False)


class ExampleFilters(forms.Form):
    """A few ways to narrow a list."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[("", gettext_lazy("All")), ("open", gettext_lazy("Open"))]
    )
    since = forms.DateField(label=gettext_lazy("Since"), widget=DayInput())
    mine = forms.BooleanField(label=gettext_lazy("Recorded by me"))


def everything() -> dict[str, Any]:
    """The context of the page of components."""
    return {
        **board(),
        **dossier(),
        "states": STATES,
        "severities": SEVERITIES,
        "notices": NOTICES,
        "form": ExampleForm(auto_id="fresh_%s"),
        "wrong_form": ExampleForm({"what": "fight"}, auto_id="wrong_%s"),
        "filters": ExampleFilters(auto_id="filter_%s"),
        "picker": picker(),
        "sections": (Item(_("Overview"), is_current=True), Item(_("Incidents"), count=3), Item(_("Figures"))),
        "table_headings": (_("Incident"), _("Day"), _("Group"), _("Number")),
        "table_rows": (
            (_("Fell from the climbing frame"), "23-11-2026", _("Group 6"), "18"),
            (_("Quarrel at the bicycle shed"), "20-11-2026", _("Group 8"), "17"),
        ),
        "happens_next": (_("The head of your school sees it today."), _("You find it back under Incidents.")),
        "bars": bars(),
        "columns": columns(),
    }


def board() -> dict[str, Any]:
    """What stands around every page."""
    return {
        "navigation": (
            Item(_("Today"), icon="desk", count=3, is_current=True),
            Item(_("Incidents"), icon="list"),
            Item(_("Incident analysis"), icon="chart"),
            Item(_("People"), icon="people"),
            Item(_("School"), icon="school"),
        ),
        "primary_action": Item(_("Report")),
        "viewer_name": "Fenna Hoogland",
        "viewer_role": _("Intern begeleider, De Waterlelie"),
    }


def dossier() -> dict[str, Any]:
    """A dossier half way its protocol."""
    return {"next_items": next_items(), "steps": steps(), "entries": entries(), "subjects": subjects()}


def next_items() -> tuple[Next, ...]:
    """One that is late, and one that is not."""
    return (
        Next(
            _("Call the parents of Joppe"),
            "Fenna Hoogland",
            _("Was due yesterday, before 17:00"),
            _("Safety plan 3.2: parents hear it on the same day"),
            due=datetime(2026, 11, 22, 17, 0, tzinfo=AMSTERDAM),
            is_overdue=True,
            action=_("Record the call"),
        ),
        Next(
            _("Talk it over with the whole team"),
            "Ruben Oosterwijk",
            _("Before Monday 30 November, in 7 days"),
            _("Safety plan 3.2: every serious incident is evaluated"),
            due=datetime(2026, 11, 30, 23, 59, tzinfo=AMSTERDAM),
        ),
    )


def steps() -> tuple[Step, ...]:
    """A protocol with a step of each state."""
    return (
        Step(_("Recorded"), "done", "23-11-2026"),
        Step(_("Seen by the head"), "done", "23-11-2026"),
        Step(_("Parents told"), "now", url="#"),
        Step(_("Labour inspectorate told"), "skipped", _("no member of staff was hurt")),
        Step(_("Evaluated"), "open"),
        Step(_("Closed"), "open"),
    )


def entries() -> tuple[Entry, ...]:
    """An entry with facts, one that was corrected, and its correction."""
    return (
        Entry(
            1,
            _("Incident recorded"),
            "Mila de Graaf",
            _("coach of group 6"),
            _("Monday 23 November 2026, 10:25"),
            _("on 23-11-2026 at 10:41"),
            text=_(
                "Joppe slipped from the third bar of the climbing frame and fell on his left arm. "
                "Noor saw it and came to get me."
            ),
            facts=((_("Where"), _("Playground")), (_("Injury"), _("Left wrist, swollen"))),
            digest="9f2c 41aa 07de 5b80",
            actions=(Item(_("Correct this")),),
        ),
        Entry(
            2,
            _("First aid given"),
            "Ruben Oosterwijk",
            _("head"),
            _("Monday 23 November 2026, 10:30"),
            _("on 23-11-2026 at 11:02"),
            text=_("Cooled the right wrist for ten minutes."),
            corrected_by=3,
        ),
        Entry(
            3,
            _("Correction"),
            "Ruben Oosterwijk",
            _("head"),
            _("Monday 23 November 2026, 10:30"),
            _("on 23-11-2026 at 11:05"),
            text=_("It was the left wrist."),
            corrects=2,
        ),
    )


def subjects() -> tuple[Somebody, ...]:
    """The people of the dossier."""
    return (
        Somebody("Joppe Verhagen", _("hurt"), _("Group 6"), "#", "JV"),
        Somebody("Noor Bakkali", _("saw it"), _("Group 6"), "#", "NB"),
        Somebody("Mila de Graaf", _("recorded it")),
    )


def picker() -> people.Picker:
    """Two chosen, one more found."""
    return people.Picker(
        name="people",
        legend=_("Who was in it?"),
        hint=_("Only pupils and colleagues of your own school."),
        roles=(("hurt", _("was hurt")), ("saw", _("saw it")), ("did", _("did it"))),
        query="noor",
        results=(
            people.Person("7", "Noor Bakkali", _("Group 6"), is_chosen=True),
            people.Person("9", "Noortje van den Heuvel", _("Group 3")),
        ),
        chosen=(
            people.Chosen("4", "Joppe Verhagen", _("Group 6"), "hurt"),
            people.Chosen("7", "Noor Bakkali", _("Group 6"), "saw"),
        ),
        is_required=True,
    )


def bars() -> charts.Chart:
    """Places where something happened, one of them too few to tell."""
    return charts.bars(
        _("Where incidents happened"),
        _("School year 2026-2027 until now. The playground stands out."),
        (
            charts.Bar(_("Playground"), 23, url="#"),
            charts.Bar(_("Classroom"), 11),
            charts.Bar(_("Gymnasium"), 7),
            charts.Bar(_("On the way to school"), 2, hidden=True),
        ),
        counted=_("Incidents"),
    )


def columns() -> charts.Chart:
    """Months of this school year beside those of the last."""
    months = (_("Aug"), _("Sep"), _("Oct"), _("Nov"))
    numbers = ((3, True, 0, False), (14, False, 9, False), (8, False, 12, False), (11, False, 4, True))
    return charts.columns(
        _("Incidents by month"),
        _("Busier in September than last year."),
        tuple(charts.Month(name, *number) for name, number in zip(months, numbers, strict=True)),
        now="2026-2027",
        before="2025-2026",
    )
