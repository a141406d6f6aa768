"""Every letter of every kind: made from the dossier, previewed, altered until it is sent, frozen with its entry.

The mechanism is tried on an invitation to the parents of a bullied child; what a letter must say, on its own kind.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.letters import open_places
from vangnet.core.dossiers.models import Entry, Invitation, Letter, Reading
from vangnet.core.dossiers.verify import verify
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import ContactOrder, Guardian, Guardianship, School

from .letter_scenes import LETTERS, LetterScene, invites, parent_of, sent_back

pytestmark = pytest.mark.django_db(databases="__all__")

INVITATION = next(scene for scene in LETTERS if str(scene) == "bullying: invite")
DECISION = next(scene for scene in LETTERS if scene.step == "send_decision")


def address(name, dossier, *more):
    return reverse(name, args=[dossier.reference, *more])


class Desk:
    """Somebody at the form of a letter."""

    def __init__(self, scene, cast, linde, pupils, as_):
        self.scene, self.dossier = scene, scene.opened(cast, linde, pupils)
        self.dossier.refresh_from_db()
        self.browser = as_(getattr(cast, scene.by))
        self.filled = scene.filled(cast, pupils)
        self.form = self.browser.get(self.at("dossier-step")).context["form"]

    def at(self, name):
        return address(name, self.dossier, self.scene.step)

    def sent(self, **changed):
        return {**sent_back(self.form, self.filled), **changed}

    def made_anew(self, **changed):
        """The form after the button that makes the letter anew."""
        answer = self.browser.post(self.at("dossier-step"), self.sent(letter_anew="yes", **changed))
        self.form = answer.context["form"]
        return self

    def records(self, **changed):
        return self.browser.post(self.at("dossier-step"), self.sent(**changed))

    def errors(self, **changed):
        answer = self.records(**changed)
        assert answer.status_code == 422, answer.status_code
        return answer.context["form"].errors


@pytest.fixture
def desk(cast, linde, pupils, as_):
    def sits(scene=INVITATION):
        return Desk(scene, cast, linde, pupils, as_)

    return sits


@pytest.fixture
def without_obstacles(monkeypatch):
    """Whether a step may be taken is tried with each protocol; here only its form and its letter."""
    monkeypatch.setattr("vangnet.core.protocols.Protocol.obstacles", lambda *_arguments: ())


def test_every_letter_that_a_kind_declares_has_a_scene_and_a_place_among_its_facts():
    declared = {f"{key}: {step}" for key, kind in kinds().items() for step in kind.letters}

    assert declared == {str(scene) for scene in LETTERS}
    for kind in kinds().values():
        assert kind.facts_of is None or set(kind.letters) == kind.facts_of().get(Letter, frozenset())


@pytest.mark.parametrize("scene", LETTERS, ids=str)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_recorded_as_it_was_made_and_opens_on_paper(
    scene, language, desk, without_obstacles, cast, linde, pupils, as_
):
    at = desk(scene)
    answer = at.records(letter_language=language)
    assert answer.status_code == 303, answer.context and answer.context["form"].errors

    sheet = Letter.objects.select_related("entry__dossier").get().sheet
    assert sheet.language == language
    assert sheet.reference == at.dossier.reference
    assert not open_places(" ".join((*sheet.paragraphs, *sheet.addressee, *sheet.signed, sheet.subject)))
    at.dossier.refresh_from_db()
    paper = at.browser.get(address("dossier-letter", at.dossier, at.dossier.entry_count))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


@pytest.mark.parametrize("scene", LETTERS, ids=str)
def test_the_step_is_recorded_without_a_letter_when_that_was_written_elsewhere(
    scene, desk, without_obstacles
):
    assert desk(scene).records(letter_text="").status_code == 303
    assert not Letter.objects.exists()


# Preview


def test_a_preview_is_a_paper_and_is_kept_nowhere(desk):
    at = desk()
    before = at.dossier.entries.count(), Letter.objects.count()
    paper = at.browser.post(at.at("dossier-letter-preview"), at.sent())

    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Cache-Control"] == "no-store, private"
    assert paper["X-Content-Type-Options"] == "nosniff"
    assert paper["Content-Disposition"] == f'inline; filename="{at.dossier.reference}-draft.pdf"'
    assert (at.dossier.entries.count(), Letter.objects.count()) == before


def test_a_preview_is_also_shown_of_a_form_that_can_not_be_recorded_yet(desk):
    at = desk()
    paper = at.browser.post(at.at("dossier-letter-preview"), at.sent(meet_at="", parent="", how=""))

    assert paper.content.startswith(b"%PDF-")


def test_form_preview_and_paper_are_written_down_as_reading(desk, cast):
    at = desk()
    assert Reading.objects.filter(dossier=at.dossier, person=cast.toon).count() == 1
    at.browser.post(at.at("dossier-letter-preview"), at.sent())
    assert Reading.objects.filter(dossier=at.dossier, person=cast.toon).count() == 2
    at.records()
    at.browser.get(address("dossier-letter", at.dossier, 2))
    assert Reading.objects.filter(dossier=at.dossier, person=cast.toon).count() == 3


@pytest.mark.parametrize("name", ["mina", "kees", "nadia", "vera", "fenna", "ada"])
def test_who_may_not_take_the_step_previews_nothing(desk, cast, as_, name):
    at = desk()
    assert as_(getattr(cast, name)).post(at.at("dossier-letter-preview"), at.sent()).status_code == 404


def test_a_step_without_a_letter_has_no_preview(desk, cast):
    at = desk()
    assert (
        at.browser.post(address("dossier-letter-preview", at.dossier, "note"), at.sent()).status_code == 404
    )


def test_the_paper_is_only_for_who_reads_the_entry(desk, cast, as_):
    at = desk()
    at.records()
    paper = address("dossier-letter", at.dossier, 2)

    assert as_(cast.iris).get(paper).status_code == 200
    for name in ("mina", "kees", "vera", "nadia", "fenna"):  # Mina and Kees know the dossier
        assert as_(getattr(cast, name)).get(paper).status_code == 404
    assert at.browser.get(address("dossier-letter", at.dossier, 1)).status_code == 404


# Altered until it is sent, and frozen then


def test_what_nobody_altered_follows_what_is_filled_in(desk):
    at = desk()
    at.records()

    assert "10.30" in Letter.objects.get().written
    assert Invitation.objects.get().meet_at


def test_what_was_altered_is_kept_as_it_was_altered(desk):
    at = desk().made_anew()
    at.records(letter_text=at.form["letter_text"].value() + "\n\nNeem gerust oma mee.")

    assert "Neem gerust oma mee." in Letter.objects.get().sheet.paragraphs


def test_what_was_altered_before_the_facts_changed_is_asked_back_once(desk):
    at = desk().made_anew()
    altered = at.form["letter_text"].value() + "\n\nTot dan."
    later = f"{timezone.localdate() + timedelta(days=9)}T14:00"

    answer = at.records(letter_text=altered, meet_at=later)
    assert "changed after you altered this" in str(answer.context["form"].errors["letter_text"])
    at.form = answer.context["form"]
    assert at.records(letter_text=altered, meet_at=later).status_code == 303


def test_what_still_stands_between_brackets_is_filled_in_first(desk):
    at = desk()
    text = at.form["letter_text"].value()
    errors = at.errors(letter_text=text + "\n\nGroet.", meet_at="")

    assert "between brackets" in str(errors["letter_text"])


def test_a_draft_keeps_the_letter_as_it_was_typed(desk):
    at = desk().made_anew()
    at.browser.post(at.at("dossier-step-draft"), at.sent(letter_text="Nog niet af."))

    form = at.browser.get(at.at("dossier-step")).context["form"]
    assert form["letter_text"].value() == "Nog niet af."


def test_the_letter_is_made_anew_in_the_other_language(desk):
    at = desk().made_anew(letter_language="en")

    assert at.form["letter_text"].value().startswith("Dear Ouder Bos,")


def test_it_stays_as_it_was_when_the_register_changes(desk):
    at = desk()
    at.records()
    before = at.browser.get(address("dossier-letter", at.dossier, 2)).content
    School.objects.update(name="Een andere naam")
    Guardian.objects.update(last_name="Anders")

    assert at.browser.get(address("dossier-letter", at.dossier, 2)).content == before


def test_a_corrected_letter_stays_readable_and_the_correction_has_its_own(desk):
    at = desk()
    at.records()
    correction = address("dossier-correction", at.dossier, 2)
    form = at.browser.get(correction).context["form"]
    assert form["letter_subject"].value() == Letter.objects.get().sheet.subject

    sent = {**sent_back(form, at.filled), "reason": "Verkeerd onderwerp.", "letter_subject": "Een gesprek"}
    assert at.browser.post(correction, sent).status_code == 303
    for number in (2, 3):
        assert at.browser.get(address("dossier-letter", at.dossier, number)).status_code == 200
    assert [letter.sheet.subject for letter in Letter.objects.order_by("pk")][1] == "Een gesprek"


def test_it_lies_sealed_is_covered_by_the_digest_and_never_stands_raw_in_the_timeline(desk):
    at = desk()
    at.records()

    assert b"Ouder Bos" not in bytes(Letter.objects.values_list("written", flat=True).get())
    page = at.browser.get(at.dossier.page_url).content.decode()
    assert "Invitation to a talk (Dutch)" in page
    assert "Open the letter" in page
    assert "&quot;paragraphs&quot;" not in page
    assert verify(opened=True).findings == ()


def test_nothing_is_mailed(desk):
    desk().records(how="email")

    assert Letter.objects.exists()
    assert not OutgoingMail.objects.exists()


# To whom


def test_the_address_of_the_parent_stands_on_it(desk, pupils):
    Guardian.objects.filter(guardianships__pupil=pupils.aya).update(
        street="Dorpsstraat", house_number="12", postal_code="7641 AB", town="Wierden"
    )
    desk().records()

    assert Letter.objects.get().sheet.addressee == ("Ouder Bos", "Dorpsstraat 12", "7641 AB Wierden")


@pytest.mark.parametrize("typed", ["Dorpsstraat 12", "dorpsstraat  12, Wierden", "7641ab", "7641 AB"])
@pytest.mark.parametrize("part", ["letter_to", "letter_text", "letter_subject", "letter_signed"])
def test_a_secret_address_is_never_printed(desk, pupils, part, typed):
    Guardian.objects.filter(guardianships__pupil=pupils.cas).update(
        street="Dorpsstraat",
        house_number="12",
        postal_code="7641 AB",
        town="Wierden",
        has_secret_address=True,
    )
    at = desk().made_anew()
    assert "Dorpsstraat" not in at.form["letter_to"].value()

    assert "secret address" in str(at.errors(**{part: f"{at.form[part].value()} {typed}"})[part])


def test_a_secret_address_is_left_out_by_itself(desk, pupils):
    Guardian.objects.filter(guardianships__pupil=pupils.aya).update(
        street="Dorpsstraat", house_number="12", postal_code="7641 AB", has_secret_address=True
    )
    desk().records()

    assert Letter.objects.get().sheet.addressee == ("Ouder Bos",)


def test_avg_5_lid_1_c_parents_read_no_name_of_another_child(desk):
    at = desk().made_anew()
    text = at.form["letter_text"].value()

    assert "names another child (Cas)" in str(
        at.errors(letter_text=text + "\n\nCas komt ook.")["letter_text"]
    )


def test_an_order_that_forbids_information_warns_first(desk, pupils):
    tie = Guardianship.objects.get(pupil=pupils.aya)
    ContactOrder.objects.create(
        pupil=tie.pupil,
        guardian=tie.guardian,
        kind="no_information",
        ordered_by="Rechtbank",
        first_on=timezone.localdate() - timedelta(days=3),
    )
    at = desk()

    assert "confirmed" in at.errors()
    assert at.records(confirmed="on").status_code == 303
    assert Invitation.objects.get().despite == "no_information"


def test_a_letter_to_both_parents_leaves_out_who_has_no_custody_or_may_not_be_told(desk, pupils, cast):
    tie = Guardianship.objects.get(pupil=pupils.aya)
    today = timezone.localdate() - timedelta(days=3)
    for name, custody, told in (("Anna", True, True), ("Berend", False, True), ("Chris", True, False)):
        guardian = Guardian.objects.create(call_name=name, last_name="Bos")
        Guardianship.objects.create(
            pupil=tie.pupil, guardian=guardian, relation="parent", has_custody=custody, first_on=today
        )
        if not told:
            ContactOrder.objects.create(
                pupil=tie.pupil, guardian=guardian, kind="no_information", ordered_by="x", first_on=today
            )
    scene = next(scene for scene in LETTERS if scene.step == "decide_objection")
    to = desk(scene).form["letter_to"].value()

    assert "Anna Bos" in to
    assert "Ouder Bos" in to
    assert "Berend" not in to
    assert "Chris" not in to


# What it must say


def without(at, *words):
    text = at.form["letter_text"].value()
    for word in words:
        text = text.replace(word, "-").replace(word.capitalize(), "-")
    return text


def become(linde, governance):
    School.objects.filter(pk=linde.pk).update(governance=governance)
    linde.refresh_from_db()


@pytest.mark.parametrize(
    ("governance", "cites"), [("private", "WPO, art. 63, lid 3"), ("public", "Awb, art. 3:45")]
)
def test_wpo_63_lid_3_a_removal_decision_without_the_right_to_object_is_refused(
    desk, without_obstacles, linde, governance, cites
):
    become(linde, governance)
    at = desk(DECISION).made_anew(letter_language="en")

    errors = at.errors(letter_text=without(at, "six weeks"))
    assert (
        f"The letter must say that the parents can object within six weeks. ({cites})"
        in errors["letter_text"]
    )
    errors = at.errors(letter_text=without(at, "object"))
    assert cites in str(errors["letter_text"])


def test_wpo_63_lid_2_a_removal_decision_without_reasons_is_refused(desk, without_obstacles, linde):
    become(linde, "private")
    at = desk(DECISION).made_anew(letter_language="en")

    assert "WPO, art. 63, lid 2" in str(at.errors(letter_text=without(at, "reasons"))["letter_text"])


MUST = [
    ("suspension: send_letter", ("reasons",), "WPO, art. 40c, lid 1"),
    ("suspension: send_letter", ("up to and including",), ""),
    ("suspension: send_letter", ("six weeks",), "Awb, art. 3:45"),
    ("suspension: report_inspectorate", ("reasons",), "WPO, art. 40c, lid 3"),
    ("suspension: decide_objection", ("court",), "Awb, art. 3:45"),
    ("suspension: invite", ("10.30",), "Awb, art. 4:8"),
    ("removal: announce_intention", ("hear", "talk"), "Awb, art. 4:8"),
    ("removal: decide_objection", ("court",), "Awb, art. 3:45"),
    ("premises: warn", ("access",), "Landelijke Klachtencommissie Onderwijs"),
    ("premises: ban", ("reasons",), "Landelijke Klachtencommissie Onderwijs"),
    ("complaint: board_answer", ("committee", "klachtencommissie"), "WPO, art. 14, lid 1"),
    ("complaint: answer_opinion", ("measures",), "WPO, art. 14, lid 7"),
    ("bullying: send_agreements", ("look",), "Veiligheidsplan"),
]


@pytest.mark.parametrize(("name", "words", "cites"), MUST, ids=lambda value: str(value))
def test_a_letter_without_what_is_asked_of_it_is_refused_with_the_source(
    name, words, cites, desk, without_obstacles
):
    scene: LetterScene = next(scene for scene in LETTERS if str(scene) == name)
    at = desk(scene).made_anew(letter_language="en")
    answer = at.records(letter_text=without(at, *words))

    if not cites:  # what may be left out
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert cites in str(answer.context["form"].errors["letter_text"])


def test_the_scenes_send_to_the_parent_of_aya(pupils):
    assert invites(None, pupils)["parent"] == parent_of(pupils.aya)
    assert Entry.objects.count() == 0
