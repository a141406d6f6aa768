"""The typed facts of the five steps. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact, Talk
from vangnet.core.dossiers.sealed import SealedTextField
from vangnet.core.people.models import Person


class Part(models.TextChoices):
    CHILD = "child", _("Child whom it is about")
    ADULT = "adult", _("Parent, carer or other adult at home")


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class Signals(Fact):
    """The facts stand in the entry's text; apart from them what speaks against it, and what it may mean."""

    class Source(models.TextChoices):
        SEEN = "seen", _("I saw or heard it myself")
        CHILD = "told_by_child", _("The child told it, unasked")
        PARENT = "told_by_parent", _("A parent told it")
        OTHER = "told_by_other", _("Somebody else told it")

    class Nature(models.TextChoices):
        UNKNOWN = "unknown", _("I do not know yet")
        PHYSICAL = "physical", _("Physical violence")
        PSYCHOLOGICAL = "psychological", _("Psychological violence")
        NEGLECT = "neglect", _("Neglect of body or health")
        EMOTIONAL_NEGLECT = "emotional_neglect", _("Emotional neglect")
        SEXUAL = "sexual", _("Sexual abuse")
        WITNESS = "witness", _("Sees or hears violence at home")
        SPECIAL = "special", _("A special form")

    class Danger(models.TextChoices):
        ACUTE = "acute", _("Yes, today")
        NONE_KNOWN = "none_known", _("No, as far as we know")

    source = models.CharField(_("how it is known"), max_length=20, choices=Source)
    nature = models.CharField(_("what it may be"), max_length=20, choices=Nature)
    danger = models.CharField(_("acute danger"), max_length=10, choices=Danger)
    against = SealedTextField(_("what speaks against it"))
    meaning = SealedTextField(_("interpretation"))
    done = SealedTextField(_("what was done with it"))

    def __str__(self) -> str:
        return self.nature


class Consultation(Fact):
    """With whom the signals were discussed: a colleague, or an expert on injuries from outside."""

    class Partner(models.TextChoices):
        COLLEAGUE = "colleague", _("A colleague")
        INJURY_EXPERT = "injury_expert", _("An expert on injuries")

    partner = models.CharField(_("with"), max_length=15, choices=Partner)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("colleague")
    )

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="a_colleague_who_was_consulted_is_named",
                condition=Q(partner="injury_expert") | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.partner


class Advice(Fact):
    """What Veilig Thuis advised when it was asked without saying whom it is about."""

    class Given(models.TextChoices):
        REPORT = "report", _("Report it")
        HELP = "help", _("Give or organise help")
        WATCH = "watch", _("Go on collecting signals")
        NOTHING = "nothing", _("Nothing has to be done")

    given = models.CharField(_("advice"), max_length=10, choices=Given)

    def __str__(self) -> str:
        return self.given


class NoTalk(Fact):
    """Why a child was not spoken with, or a parent not informed; beside a `Talk` that says whom it concerns."""

    class Reason(models.TextChoices):
        CHILD = "danger_child", _("It would endanger the child")
        OTHERS = "danger_others", _("It would endanger me or others")
        OUT_OF_SIGHT = "out_of_sight", _("The child could disappear from our sight")
        ASKED_TO_WAIT = "asked_to_wait", _("Police or Veilig Thuis ask us to wait")
        SPECIAL_FORM = "special_form", _("Fear of sexual abuse, honour violence or a forced marriage")
        TOO_YOUNG = "too_young", _("The child is too young, or cannot tell")
        NO_SUSPICION = "no_suspicion", _("After the consultation no suspicion was left")
        OTHER_REASON = "other_reason", _("Another reason")

    why_not = models.CharField(_("reason"), max_length=20, choices=Reason)

    def __str__(self) -> str:
        return self.why_not


class Answer(Fact):
    """The answer to one of the five questions of the framework, with its ground."""

    class Question(models.TextChoices):
        SUSPICION = "suspicion", _("1. Is there a suspicion?")
        SAFETY = "safety", _("2. Is it unsafe?")
        HELP = "help", _("3. Can we give or organise effective help?")
        ACCEPTANCE = "acceptance", _("4. Do those involved accept it?")
        EFFECT = "effect", _("5. Did the help work in time?")

    class Given(models.TextChoices):
        NO = "no", _("No")
        YES = "yes", _("Yes")
        STRONG = "strong", _("Yes, a strong suspicion")
        ACUTE = "acute", _("Yes, acutely: danger now or in the coming days")
        STRUCTURAL = "structural", _("Yes, structurally: it returns or goes on")
        DOUBT = "doubt", _("In doubt")

    question = models.CharField(_("question"), max_length=15, choices=Question)
    given = models.CharField(_("answer"), max_length=15, choices=Given)
    ground = SealedTextField(_("ground"))

    def __str__(self) -> str:
        return f"{self.question}: {self.given}"


# Answers that make the suspicion strong: of these the cluster director hears (plan 3.1.5).
STRONG = (Answer.Given.STRONG, Answer.Given.ACUTE, Answer.Given.STRUCTURAL)
UNSAFE = (Answer.Given.ACUTE, Answer.Given.STRUCTURAL)


class DirectorInformed(Fact):
    """Who of the board was informed, and so reads the dossier."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("informed"))

    def __str__(self) -> str:
        return str(self.person)


class Decision(Fact):
    """Two decisions, of which one at least is yes: while a suspicion stands, doing nothing is none."""

    report = models.CharField(_("report to Veilig Thuis"), max_length=5, choices=YesNo)
    help = models.CharField(_("give or organise help"), max_length=5, choices=YesNo)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("who decided in the end")
    )
    with_board = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("with, of the board")
    )

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="a_decision_is_to_report_or_to_help", condition=Q(report="yes") | Q(help="yes")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.help}"


class VeiligThuisReport(Fact):
    """The report that was made: whether the family may know by whom, and whether it was told before."""

    class Reporter(models.TextChoices):
        KNOWN = "known", _("The family may know that it was the school")
        WITHHELD = "withheld", _("Veilig Thuis was asked not to name the school")

    reporter = models.CharField(_("who reported"), max_length=10, choices=Reporter)
    parents_told = models.CharField(_("parents told before"), max_length=5, choices=YesNo)
    number = models.CharField(_("reference of Veilig Thuis"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.reporter


class ReportAnswer(Fact):
    """What Veilig Thuis does with a report."""

    class Outcome(models.TextChoices):
        TAKEN_UP = "taken_up", _("Veilig Thuis takes it up itself")
        HANDED_ON = "handed_on", _("Handed on to local help")
        BACK_TO_SCHOOL = "back_to_school", _("The school goes on with help")
        NOT_TAKEN_UP = "not_taken_up", _("Nothing is done with it")

    outcome = models.CharField(_("what Veilig Thuis does"), max_length=15, choices=Outcome)

    def __str__(self) -> str:
        return self.outcome


class Help(Fact):
    """Help that was agreed: until when, who sees to it, and what must have changed by then."""

    until = models.DateField(_("term ends on"))
    case_manager = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("case manager")
    )
    manager_outside = SealedTextField(_("case manager from outside the school"))
    expected = SealedTextField(_("expected effect"))

    def __str__(self) -> str:
        return str(self.until)


class Ending(Fact):
    """How it ended. After help that worked: who keeps watching, how, and until when."""

    class Way(models.TextChoices):
        SUSPICION_REMOVED = "suspicion_removed", _("The suspicion was removed")
        HELP_WORKED = "help_worked", _("The help worked; we keep watching")
        WITH_VEILIG_THUIS = "with_veilig_thuis", _("Veilig Thuis has it")

    way = models.CharField(_("how it ends"), max_length=20, choices=Way)
    watched_until = models.DateField(_("watched until"), null=True)
    watching = SealedTextField(_("agreements about watching"))

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="after_help_that_worked_somebody_keeps_watching",
                condition=~Q(way="help_worked") | Q(watched_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.way


FACTS_OF: dict[type[Fact], frozenset[str]] = {
    Signals: frozenset({"record_signals", "add_signals"}),
    Consultation: frozenset({"consult"}),
    Advice: frozenset({"ask_veilig_thuis"}),
    Talk: frozenset({"talk", "no_talk"}),
    NoTalk: frozenset({"no_talk"}),
    Answer: frozenset({"weigh", "evaluate_help"}),
    DirectorInformed: frozenset({"inform_director"}),
    Decision: frozenset({"decide"}),
    VeiligThuisReport: frozenset({"report_to_veilig_thuis"}),
    ReportAnswer: frozenset({"answer"}),
    Help: frozenset({"arrange_help"}),
    Ending: frozenset({"close"}),
}
FACTS = tuple(FACTS_OF)
