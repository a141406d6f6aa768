"""A complaint through the pages of every dossier: at school, with the board, with a committee; and who reads it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from vangnet.complaints.kind import COMPLAINT
from vangnet.complaints.models import (
    BoardAnswer,
    CommitteeChosen,
    Complaint,
    Conversation,
    HandedToBoard,
    Opinion,
    OpinionAnswer,
    Postponement,
    Receipt,
)
from vangnet.config.tests.access import EVERYBODY, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.glass import break_glass
from vangnet.core.dossiers.models import BrokenGlass, Dossier, Party, Subject
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.refusals import Blocked, NotYours
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Guardian

from .scene import opened, today

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["complaint"])
FORMAL = ("complaint",)
OFFENCE = ("offence",)


@pytest.fixture
def complaint(cast, linde, pupils):
    return opened(cast, linde, pupils)


@pytest.fixture
def formal(cast, linde, pupils):
    return opened(cast, linde, pupils, why=FORMAL)


@pytest.fixture
def with_opinion(formal, cast):
    """Judged by the national committee, of which the opinion came today."""
    chosen = CommitteeChosen(committee="national", laid_before_on=today())
    record(formal, an_act("committee", cast.bas, facts=[chosen]))
    opinion = Opinion(finding="partly", recommends=True, received_on=today())
    record(formal, an_act("opinion", cast.bas, facts=[opinion]))
    return formal


def at(dossier, step):
    return reverse("dossier-step", args=[dossier.reference, step])


def sent(dossier=None, **fields):
    seen = Dossier.objects.get(pk=dossier.pk).entry_count if dossier else 0
    moment = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    return {
        "token": str(uuid4()),
        "seen": str(seen),
        "happened_at": moment,
        "text": "Zo ging het.",
        **fields,
    }


def parent_of(pupil):
    return Guardian.objects.get(guardianships__pupil=pupil)


def filled(cast, pupils, *, about=None, by=None, **fields):
    complainant, concerned = by or f"guardian-{parent_of(pupils.cas).pk}", about or f"staff-{cast.otto.pk}"
    always = {
        "people": [complainant, concerned],
        f"people_part_{complainant}": ["complainant"],
        f"people_part_{concerned}": ["concerned"],
        "sexual_offence": "no",
        "topic": "conduct",
        "ended_on": (today() - timedelta(days=3)).isoformat(),
        "laid_with": "school",
    }
    return sent(**{**always, **fields})


def knows(dossier, as_, cast):
    return {name for name in EVERYBODY if as_(getattr(cast, name)).get(dossier.page_url).status_code == 200}


# Recording


def test_anybody_of_the_school_takes_a_complaint_down_and_the_head_reads_what_comes_next(cast, pupils, as_):
    answer = as_(cast.kees).post(OPEN, filled(cast, pupils))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    assert Complaint.objects.get().topic == "conduct"
    page = as_(cast.hanna).get(dossier.page_url).content.decode()
    assert "Talk about the complaint with the person concerned" in page
    assert "to the national committee up to and including" in page


@pytest.mark.parametrize("by", ["guardian", "staff", "pupil", "other"])
def test_a_guardian_staff_a_pupil_or_somebody_else_can_complain(cast, pupils, as_, by):
    keys = {
        "guardian": f"guardian-{parent_of(pupils.cas).pk}",
        "staff": f"staff-{cast.mina.pk}",
        "pupil": f"pupil-{pupils.cas.pk}",
        "other": "other-1",
    }
    fields = {"people_name_other-1": "Buurvrouw Els"} if by == "other" else {}

    assert as_(cast.kees).post(OPEN, filled(cast, pupils, by=keys[by], **fields)).status_code == 303
    row = Subject.objects.get(role="complainant")
    assert [bool(row.guardian), bool(row.person), bool(row.pupil), bool(row.name)] == [
        by == each for each in ("guardian", "staff", "pupil", "other")
    ]


def test_who_it_is_about_works_for_the_school_and_does_not_record_it_himself(cast, pupils, as_):
    answer = as_(cast.otto).post(OPEN, filled(cast, pupils))
    assert answer.status_code == 422
    assert "A complaint about yourself is recorded by somebody else" in answer.content.decode()

    answer = as_(cast.kees).post(OPEN, filled(cast, pupils, about=f"pupil-{pupils.aya.pk}"))
    assert answer.status_code == 422
    assert "A complaint is about somebody who works for the school" in answer.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("left_out", ["sexual_offence", "topic", "ended_on", "laid_with", "people"])
def test_what_the_way_of_a_complaint_depends_on_must_be_said(cast, pupils, as_, left_out):
    answer = as_(cast.kees).post(OPEN, filled(cast, pupils, **{left_out: ""}))

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_it_follows_from_an_incident_with_the_pupil_to_whom_it_happened(fight, cast, pupils, as_):
    form = as_(cast.hanna).get(f"{OPEN}?from={fight.reference}").context["form"]

    assert form.people.keys == {f"pupil-{pupils.aya.pk}"}


# Who reads it: at school


def test_at_school_the_head_and_who_helps_read_it_and_who_recorded_it_reads_what_he_wrote(
    complaint, cast, as_
):
    assert knows(complaint, as_, cast) == names("kees hanna")
    record(complaint, an_act("note", cast.hanna, text="Geheim van het kantoor."))
    record(complaint, an_act("brought_in", cast.hanna, text="Zij praat.", facts=[Party(person=cast.iris)]))

    assert knows(complaint, as_, cast) == names("kees hanna iris")
    assert "Geheim van het kantoor." in as_(cast.iris).get(complaint.page_url).content.decode()
    page = as_(cast.kees).get(complaint.page_url).content.decode()
    assert "Otto riep tegen Cas." in page
    assert "Geheim van het kantoor." not in page
    talk = Conversation(outcome="not_solved")
    record(complaint, an_act("talk_concerned", cast.iris, text="Zij praatten.", facts=[talk]))


def test_a_complaint_about_the_head_is_never_seen_by_the_head(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils, about=cast.hanna)
    assert knows(dossier, as_, cast) == names("kees carla")

    record(dossier, an_act("lodge", cast.carla, text="Brief.", facts=[lodged()]))
    assert knows(dossier, as_, cast) == names("bas")
    with pytest.raises(NotYours):
        record(dossier, an_act("note", cast.hanna, text="Onzin."))


def test_the_head_whom_it_is_about_does_not_know_it_even_when_recorded_or_brought_in_by_mistake(
    cast, linde, pupils, as_
):
    facts = [
        Complaint(topic="conduct", ended_on=today()),
        Subject(role="complainant", guardian=parent_of(pupils.cas)),
        Subject(role="concerned", person=cast.hanna),
    ]
    act = an_act("record_complaint", cast.hanna, text="Over mij.", facts=facts)
    dossier = open_dossier(COMPLAINT, linde, act)
    assert knows(dossier, as_, cast) == names("carla")
    record(dossier, an_act("brought_in", cast.carla, text="Per ongeluk.", facts=[Party(person=cast.hanna)]))

    assert knows(dossier, as_, cast) == names("carla")


def lodged():
    return HandedToBoard(why="complaint", received_on=today())


# Who reads it: with the board


def test_wpo_art_14_lid_9_from_the_formal_complaint_on_the_board_alone_reads_it(complaint, cast, as_):
    record(complaint, an_act("brought_in", cast.hanna, text="Zij praat.", facts=[Party(person=cast.iris)]))
    form = sent(complaint, received_on=today().isoformat(), text="Brief aan het bestuur.")
    answer = as_(cast.hanna).post(at(complaint, "lodge"), form)

    assert (answer.status_code, answer.url) == (303, reverse("dossiers"))
    told = as_(cast.hanna)
    assert knows(complaint, as_, cast) == names("bas")
    page = as_(cast.bas).get(complaint.page_url).content.decode()
    assert "Otto riep tegen Cas." in page
    assert "Confirm to the complainant that the complaint came in" in page
    assert complaint.reference not in told.get(reverse("dossiers")).content.decode()


def test_wpo_art_14_lid_9_the_board_brings_in_the_members_of_its_committee(formal, cast, as_):
    assert knows(formal, as_, cast) == names("bas")
    record(formal, an_act("brought_in", cast.bas, text="Lid.", facts=[Party(person=cast.nadia)]))

    assert knows(formal, as_, cast) == names("bas nadia")
    chosen = CommitteeChosen(committee="own", laid_before_on=today())
    record(formal, an_act("committee", cast.bas, facts=[chosen]))
    opinion = Opinion(finding="founded", recommends=False, received_on=today())
    record(formal, an_act("opinion", cast.nadia, facts=[opinion]))
    with pytest.raises(NotYours):
        record(formal, an_act("answer_opinion", cast.nadia, text="Eens.", facts=[answer_to()]))


def laid_before(dossier, by, committee):
    chosen = CommitteeChosen(committee=committee, laid_before_on=today())
    return record(dossier, an_act("committee", by, text="Voorgelegd.", facts=[chosen]))


def test_wpo_art_14_lid_9_the_own_committee_reads_what_was_laid_before_it_and_tells_its_opinion(
    complaint, formal, cast, as_
):
    assert knows(formal, as_, cast) == names("bas")
    laid_before(formal, cast.bas, "own")

    assert knows(formal, as_, cast) == names("bas lotte")
    assert knows(complaint, as_, cast) == names("kees hanna")
    listed = as_(cast.lotte).get(reverse("dossiers"))
    assert [row.reference for row in listed.context["rows"]] == [formal.reference]
    assert "Otto riep tegen Cas." in as_(cast.lotte).get(formal.page_url).content.decode()
    opinion = Opinion(finding="founded", recommends=False, received_on=today())
    record(formal, an_act("opinion", cast.lotte, facts=[opinion]))
    for step in ("answer_opinion", "note", "close"):
        assert as_(cast.lotte).get(at(formal, step)).status_code == 404, step


def test_what_goes_to_the_national_committee_nobody_of_the_own_committee_reads(formal, cast, as_):
    record(formal, an_act("brought_in", cast.bas, text="Alvast.", facts=[Party(person=cast.lotte)]))
    assert knows(formal, as_, cast) == names("bas lotte")
    entry = laid_before(formal, cast.bas, "national")

    assert knows(formal, as_, cast) == names("bas")
    again = CommitteeChosen(committee="own", laid_before_on=today())
    record(formal, an_act("committee", cast.bas, text="Toch hier.", facts=[again], corrects=entry))
    assert knows(formal, as_, cast) == names("bas lotte")


def test_wpo_art_14_a_member_of_the_committee_who_has_a_part_in_it_never_reads_it(cast, linde, pupils, as_):
    about_her = opened(cast, linde, pupils, why=FORMAL, about=cast.lotte)
    laid_before(about_her, cast.bas, "own")
    record(about_her, an_act("brought_in", cast.bas, text="Fout.", facts=[Party(person=cast.lotte)]))
    assert knows(about_her, as_, cast) == names("bas")

    Guardian.objects.filter(guardianships__pupil=pupils.cas).update(email="Lotte@example.org")
    from_her = opened(cast, linde, pupils, why=FORMAL)
    laid_before(from_her, cast.bas, "own")
    assert knows(from_her, as_, cast) == names("bas")


def test_the_own_committee_is_no_colleague_who_is_brought_in_elsewhere(complaint, cast, as_):
    def found(words):
        sent_back = {"token": str(uuid4()), "colleague_query": words, "colleague_find": "1"}
        return as_(cast.hanna).post(at(complaint, "brought_in"), sent_back).content.decode()

    assert "Iris Test" in found("Iris")
    assert "Lotte Test" not in found("Lotte")


def test_a_member_of_the_committee_goes_on_reading_when_the_board_corrects_the_formal_complaint(
    complaint, cast, as_
):
    first = record(complaint, an_act("lodge", cast.hanna, text="Brief.", facts=[lodged()]))
    record(complaint, an_act("brought_in", cast.bas, text="Lid.", facts=[Party(person=cast.nadia)]))
    again = an_act("lodge", cast.bas, text="Mail, geen brief.", facts=[lodged()], corrects=first)
    record(complaint, again)

    assert knows(complaint, as_, cast) == names("bas nadia")


def test_wpo_art_14_lid_9_breaking_the_glass_opens_it_at_school_and_not_with_the_board(
    complaint, formal, cast, as_
):
    told = {"reason": "Er is iets ergs gebeurd en niemand is er."}
    browser = as_(cast.iris)

    def breaks(reference):
        return browser.post(reverse("glass"), told | {"reference": reference, "token": str(uuid4())})

    refused = [breaks(reference) for reference in (formal.reference, "ZZZZ-ZZZZ")]
    assert [answer.status_code for answer in refused] == [422, 422]
    assert refused[0].context["form"].errors == refused[1].context["form"].errors
    assert not BrokenGlass.objects.exists()
    assert not OutgoingMail.objects.exists()

    assert breaks(complaint.reference).status_code == 302
    assert browser.get(complaint.page_url).status_code == 200


def test_wpo_art_14_lid_9_what_becomes_formal_while_the_glass_lies_broken_is_closed(complaint, cast, as_):
    break_glass(complaint, cast.iris, reason="Ik moet het weten.", token=uuid4(), now=timezone.now())
    assert as_(cast.iris).get(complaint.page_url).status_code == 200
    record(complaint, an_act("lodge", cast.hanna, text="Brief.", facts=[lodged()]))

    assert as_(cast.iris).get(complaint.page_url).status_code == 404
    with pytest.raises(NotYours):
        break_glass(complaint, cast.iris, reason="Nog eens.", token=uuid4(), now=timezone.now())


def test_a_formal_complaint_is_handed_over_by_whoever_takes_it_down(cast, pupils, as_):
    answer = as_(cast.kees).post(OPEN, filled(cast, pupils, laid_with="board"))

    assert (answer.status_code, answer.url) == (303, reverse("dossiers"))
    page = as_(cast.kees).get(answer.url).content.decode()
    assert "From here on others have it" in page
    assert knows(Dossier.objects.get(), as_, cast) == names("bas")


def test_the_board_opens_one_that_came_to_it(cast, linde, pupils, as_):
    form = filled(cast, pupils, laid_with="board", school=str(linde.pk))

    answer = as_(cast.bas).post(OPEN, form)
    assert (answer.status_code, answer.url) == (303, Dossier.objects.get().page_url)
    assert knows(Dossier.objects.get(), as_, cast) == names("bas")


def test_wpo_art_14_lid_9_destroying_it_is_proposed_by_the_board_and_no_longer_by_the_head(
    complaint, cast, as_
):
    record(complaint, an_act("lodge", cast.hanna, text="Brief.", facts=[lodged()]))
    record(complaint, an_act("drop", cast.bas, text="Ingetrokken."))
    record(complaint, an_act("close", cast.bas))
    address = reverse("dossier-destruction", args=[complaint.reference])

    assert as_(cast.hanna).get(address).status_code == 404
    assert as_(cast.bas).get(address).status_code == 200
    assert address in as_(cast.bas).get(complaint.page_url).content.decode()


def test_who_recorded_it_does_not_see_how_far_it_came(complaint, cast, as_):
    talk = Conversation(outcome="not_solved")
    record(complaint, an_act("talk_concerned", cast.hanna, text="Gepraat.", facts=[talk]))

    assert as_(cast.kees).get(complaint.page_url).context["page"].steps == ()
    assert as_(cast.hanna).get(complaint.page_url).context["page"].steps


# A sexual offence


def test_wpo_art_4a_a_sexual_offence_shows_the_route_at_once_and_goes_past_the_head(cast, pupils, as_):
    browser = as_(cast.kees)
    page = browser.get(OPEN).content.decode()
    assert "0900 111 3 111" in page
    answer = browser.post(OPEN, filled(cast, pupils, sexual_offence="yes"))

    dossier = Dossier.objects.get()
    assert answer.url == dossier.page_url
    page = browser.get(dossier.page_url).content.decode()
    assert "Sexual offence: tell the board at once" in page
    assert "0900 111 3 111" in page
    assert knows(dossier, as_, cast) == names("kees bas")
    assert dossier.next_due_at - dossier.entries.get().recorded_at == timedelta(hours=1)


def test_wpo_art_4a_no_talk_at_school_is_shown_as_what_comes_now(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils, why=OFFENCE)
    steps = as_(cast.bas).get(dossier.page_url).context["page"].steps

    assert [step.title for step in steps if step.state == "now"] == ["Formal complaint to the board"]


def test_wpo_art_4a_lid_3_who_recorded_it_tells_the_board_and_then_the_board_goes_on(
    cast, linde, pupils, as_
):
    dossier = opened(cast, linde, pupils, why=OFFENCE)
    with pytest.raises(Blocked, match="must have been told"):
        record(dossier, an_act("inspector", cast.bas, text="Gebeld."))
    answer = as_(cast.kees).post(at(dossier, "tell_board"), sent(dossier, text="Bas gebeld."))

    assert (answer.status_code, answer.url) == (303, reverse("dossiers"))
    assert knows(dossier, as_, cast) == names("bas")
    with pytest.raises(Blocked, match="confidential inspector"):
        record(dossier, an_act("close", cast.bas))
    answer = as_(cast.bas).post(at(dossier, "inspector"), sent(dossier, text="Advies: aangifte."))
    assert answer.status_code == 303
    record(dossier, an_act("close", cast.bas))

    dossier.refresh_from_db()
    assert dossier.closed_on


def test_wpo_art_4a_it_can_turn_out_in_a_talk_and_then_no_talk_at_school_follows(complaint, cast, as_):
    answer = as_(cast.hanna).post(at(complaint, "tell_board"), sent(complaint, text="Zij vertelde meer."))
    assert answer.status_code == 303
    assert HandedToBoard.objects.get().why == "offence_told"

    assert knows(complaint, as_, cast) == names("bas")
    talk = Conversation(outcome="solved")
    with pytest.raises(NotYours):
        record(complaint, an_act("talk_concerned", cast.hanna, text="Gepraat.", facts=[talk]))


# The talks


def test_the_plan_par_3_2_3_solved_with_the_person_concerned_it_can_be_closed(complaint, cast, as_):
    with pytest.raises(Blocked, match="solved"):
        record(complaint, an_act("close", cast.hanna))
    answer = as_(cast.hanna).post(at(complaint, "talk_concerned"), sent(complaint, outcome="solved"))
    assert answer.status_code == 303
    record(complaint, an_act("close", cast.hanna))

    complaint.refresh_from_db()
    assert complaint.closed_on


def test_the_plan_par_3_2_3_the_talk_with_the_head_says_whether_the_employee_was_there(complaint, cast, as_):
    talk = Conversation(outcome="not_held")
    record(complaint, an_act("talk_concerned", cast.hanna, text="Moeder durfde niet.", facts=[talk]))
    address, browser = at(complaint, "talk_head"), as_(cast.hanna)

    answer = browser.post(address, sent(complaint, outcome="not_solved"))
    assert answer.status_code == 422
    assert "employee" in answer.context["form"].errors
    fields = {"outcome": "not_solved", "employee": "absent", "text": "Otto was ziek."}
    assert browser.post(address, sent(complaint, **fields)).status_code == 303
    assert Conversation.objects.get(entry__step="talk_head").employee == "absent"


def test_the_plan_par_3_2_3_the_head_comes_after_the_person_concerned(complaint, cast, as_):
    fields = {"outcome": "solved", "employee": "present"}
    answer = as_(cast.hanna).post(at(complaint, "talk_head"), sent(complaint, **fields))

    assert answer.status_code == 409
    assert "First the talk with the person concerned" in answer.content.decode()


def test_a_complaint_can_be_taken_back(complaint, cast, as_):
    assert as_(cast.hanna).post(at(complaint, "drop"), sent(complaint)).status_code == 303
    record(complaint, an_act("close", cast.hanna))
    record(complaint, an_act("reopen", cast.hanna, text="Toch weer."))

    complaint.refresh_from_db()
    assert complaint.closed_on is None


# With the board and with a committee


def test_the_board_confirms_and_answers_itself(formal, cast, as_):
    browser, out = as_(cast.bas), {"how": "post", "sent_on": today().isoformat()}
    assert browser.post(at(formal, "acknowledge"), sent(formal, **out)).status_code == 303
    answer = browser.post(at(formal, "board_answer"), sent(formal, finding="unfounded", **out))

    assert answer.status_code == 303
    assert Receipt.objects.get().how == "post"
    assert BoardAnswer.objects.get().finding == "unfounded"
    record(formal, an_act("close", cast.bas))


@pytest.mark.parametrize(("first", "second"), [("own", "national"), ("national", "own")])
def test_own_or_national_the_other_is_then_refused(formal, cast, as_, first, second):
    browser, address = as_(cast.bas), at(formal, "committee")
    fields = {"laid_before_on": today().isoformat(), "text": ""}
    assert browser.post(address, sent(formal, committee=first, **fields)).status_code == 303

    answer = browser.post(address, sent(formal, committee=second, **fields))
    assert answer.status_code == 409
    assert "never both" in answer.content.decode()
    assert CommitteeChosen.objects.get().committee == first


@pytest.mark.parametrize(("days", "committee", "status"), [(364, "national", 303), (400, "own", 303)])
def test_within_a_year_the_national_committee_and_later_the_own_one_need_no_confirmation(
    cast, linde, pupils, as_, days, committee, status
):
    dossier = opened(cast, linde, pupils, why=FORMAL, ended_on=today() - timedelta(days=days))
    fields = {"laid_before_on": today().isoformat(), "text": "", "committee": committee}

    assert as_(cast.bas).post(at(dossier, "committee"), sent(dossier, **fields)).status_code == status


def test_after_a_year_the_national_committee_warns_and_is_confirmed(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils, why=FORMAL, ended_on=today() - timedelta(days=400))
    fields = {"laid_before_on": today().isoformat(), "text": "", "committee": "national"}
    browser, address = as_(cast.bas), at(dossier, "committee")

    answer = browser.post(address, sent(dossier, **fields))
    assert answer.status_code == 422
    assert "more than a year" in answer.content.decode()
    assert not CommitteeChosen.objects.exists()
    assert browser.post(address, sent(dossier, confirmed="on", **fields)).status_code == 303


def answer_to(**fields):
    told = {"agrees": "yes", "takes_measures": True, "to_complainant": True, "to_committee": True}
    return OpinionAnswer(**{**told, "how": "post", "sent_on": today(), **fields})


def test_wpo_art_14_lid_7_the_board_says_to_both_whether_it_agrees_and_what_follows(with_opinion, cast, as_):
    browser, address = as_(cast.bas), at(with_opinion, "answer_opinion")
    assert "Answer the opinion of the committee" in browser.get(with_opinion.page_url).content.decode()
    with pytest.raises(Blocked, match="must answer the opinion"):
        record(with_opinion, an_act("close", cast.bas))
    fields = {"agrees": "in_part", "measures": "yes", "how": "post", "sent_on": today().isoformat()}

    answer = browser.post(address, sent(with_opinion, to_complainant="on", **fields))
    assert answer.status_code == 422
    assert "WPO, art. 14, lid 7" in answer.content.decode()
    both = {"to_complainant": "on", "to_committee": "on"}
    assert browser.post(address, sent(with_opinion, **both, **fields)).status_code == 303
    assert (OpinionAnswer.objects.get().agrees, OpinionAnswer.objects.get().takes_measures) == (
        "in_part",
        True,
    )
    record(with_opinion, an_act("close", cast.bas))


def test_wpo_art_14_lid_7_longer_only_with_reasons_and_a_new_day_to_both(with_opinion, cast, as_):
    browser, address = as_(cast.bas), at(with_opinion, "postpone")
    out = {"how": "post", "sent_on": today().isoformat(), "to_complainant": "on", "to_committee": "on"}
    later = (today() + timedelta(days=45)).isoformat()

    for wrong in ({"text": ""}, {"until": ""}, {"until": today().isoformat()}, {"to_committee": ""}):
        form = sent(with_opinion, **{"until": later, **out, **wrong})
        assert browser.post(address, form).status_code == 422, wrong
    assert browser.post(address, sent(with_opinion, until=later, **out)).status_code == 303

    assert Postponement.objects.get().until.isoformat() == later
    with_opinion.refresh_from_db()
    assert timezone.localdate(with_opinion.next_due_at) >= today()
    assert "on the day that was promised" in browser.get(with_opinion.page_url).content.decode()


@pytest.mark.parametrize("missing", ["to_complainant", "to_committee"])
def test_wpo_art_14_lid_7_the_database_refuses_an_answer_to_one_of_the_two(with_opinion, cast, missing):
    act = an_act("answer_opinion", cast.bas, text="Eens.", facts=[answer_to(**{missing: False})])
    with pytest.raises(IntegrityError), transaction.atomic():
        record(with_opinion, act)


def test_the_opinion_was_received_today_or_before(formal, cast, as_):
    chosen = CommitteeChosen(committee="own", laid_before_on=today())
    record(formal, an_act("committee", cast.bas, facts=[chosen]))
    tomorrow = (today() + timedelta(days=1)).isoformat()
    fields = {"received_on": tomorrow, "finding": "founded", "text": ""}

    assert as_(cast.bas).post(at(formal, "opinion"), sent(formal, **fields)).status_code == 422
    fields["received_on"] = today().isoformat()
    assert as_(cast.bas).post(at(formal, "opinion"), sent(formal, **fields)).status_code == 303


def test_the_board_corrects_the_opening_and_it_stays_with_the_board(formal, cast, as_):
    address = reverse("dossier-correction", args=[formal.reference, 1])
    form = as_(cast.bas).get(address).context["form"]

    assert (form.initial["laid_with"], form.initial["sexual_offence"]) == ("board", "no")
    assert form.initial["topic"] == "conduct"
