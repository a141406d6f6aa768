"""Whoever holds the database's password can change anything; `vangnet verify` finds it and names the place.

Hundreds of changes over a dozen dossiers, each taken back before the next. The seeds are fixed: a failure repeats.
"""

from random import Random

import pytest
from django.db import IntegrityError, connection

from vangnet.core.dossiers.canonical import digest
from vangnet.core.dossiers.models import (
    Destruction,
    DestructionProposal,
    Dossier,
    Entry,
    Ledger,
    Reading,
    Seal,
    SealedHead,
    Subject,
    Waiting,
)
from vangnet.core.dossiers.models.facts import fact_models
from vangnet.core.dossiers.recording import described
from vangnet.core.dossiers.sealing import seal_content
from vangnet.core.dossiers.tests.tampering import (
    alter,
    another,
    for_a_moment,
    insert,
    past_the_triggers,
    remove,
)
from vangnet.core.dossiers.verify import verify
from vangnet.core.dossiers.verifying.findings import What
from vangnet.core.people.models import Pupil
from vangnet.incidents.models import Incident

pytestmark = pytest.mark.django_db(databases="__all__")

# All tables of facts are read by the same lines, so each of them is tampered with in one of the two databases.
FACTS = fact_models()[connection.vendor == "postgresql" :: 2]
OF_A_DOSSIER = (Entry, *FACTS, Reading, SealedHead, DestructionProposal, Destruction)
EVERYTHING = (Dossier, Ledger, Seal, Incident, *OF_A_DOSSIER)
# Nobody relies on the number of these rows: nothing names them (a proposal is named when it is decided).
NUMBERS_NOBODY_USES = {Ledger, Reading, SealedHead, DestructionProposal, Destruction, *FACTS}


def _findings(*statements):
    """What verify finds after these statements, which are then taken back."""
    report = None
    with for_a_moment():
        past_the_triggers(*statements)
        report = verify()
    return report.findings


def _place(row) -> str:
    """The dossier that a finding should name; nothing for what belongs to none."""
    if isinstance(row, Dossier):
        return row.reference
    entry = getattr(row, "entry", None)
    dossier = entry.dossier if entry else getattr(row, "dossier", None)
    return dossier.reference if dossier else ""


def _is_named(row, found) -> bool:
    """Something was found, at the place of the row or at nothing narrower."""
    if isinstance(row, SealedHead):
        return any(f.what in {What.SEAL_ALTERED, What.SEAL_CONTRADICTED, What.STRAY_ROW} for f in found)
    if isinstance(row, Seal | Ledger):
        return bool(found)
    return any(f.reference == _place(row) or f.what is What.STRAY_ROW for f in found)


def _some(rows, model, chance):
    """Three of a table of the spine, one of a table of facts."""
    return chance.sample(rows, min(1 if model in FACTS else 3, len(rows)))


def _columns(model):
    skipped = {"id"} if model in NUMBERS_NOBODY_USES else set()
    return [field for field in model._meta.concrete_fields if field.attname not in skipped]


def test_what_nobody_touched_gives_no_finding(world):
    report = verify(opened=True)

    assert report.findings == ()
    assert (report.dossiers, report.seals) == (12, 4)
    assert report.entries == Entry.objects.count()


@pytest.mark.parametrize("model", EVERYTHING, ids=lambda model: model.__name__)
def test_an_altered_column_is_found(world, model):
    chance = Random(f"columns of {model.__name__}")
    unnoticed = []
    for field in _columns(model):
        row = chance.choice(list(model.objects.all()))
        value = another(field, row.__dict__[field.attname], chance)
        try:
            found = _findings(alter(model, row.pk, **{field.attname: value}))
        except IntegrityError:
            continue  # a constraint refuses it even without triggers
        if field.attname == "reference":
            row.reference = value  # the place is named as it is now called
        if not _is_named(row, found):
            unnoticed.append((field.attname, row.pk, row.__dict__[field.attname], value))

    assert unnoticed == []


@pytest.mark.parametrize("model", [*EVERYTHING, Waiting], ids=lambda model: model.__name__)
def test_a_removed_row_is_found(world, model):
    chance = Random(f"rows of {model.__name__}")
    rows = list(model.objects.all())
    for row in _some(rows, model, chance):
        found = _findings(remove(model, row.pk))

        assert found, row
        assert isinstance(row, Dossier) or _is_named(row, found), (row, found)


@pytest.mark.parametrize("model", [Dossier, Seal, *OF_A_DOSSIER], ids=lambda model: model.__name__)
def test_a_copied_row_is_found(world, model):
    """A copy in the next free place, as like the others as the constraints let it be."""
    chance = Random(f"copies of {model.__name__}")
    rows = list(model.objects.all())
    for row in _some(rows, model, chance):
        values = {field.attname: row.__dict__[field.attname] for field in model._meta.concrete_fields}
        values["id"] = model.objects.order_by("-pk").first().pk + 1
        free = {"number": 900, "serial": 900, "position": 90, "reference": "0000-0000"}
        values.update({name: value for name, value in free.items() if type(values.get(name)) is type(value)})
        if "token" in values:
            values["token"] = another(model._meta.get_field("token"), values["token"], chance)
        if model is Seal:
            values["sealed_on"] = values["made_at"].date().replace(year=2099)
        if model is SealedHead:
            taken = SealedHead.objects.filter(seal=row.seal).values("dossier")
            values["dossier_id"] = Dossier.objects.exclude(pk__in=taken).values_list("pk", flat=True).first()
        if model is Destruction:
            values["dossier_id"] = values["proposal_id"] = DestructionProposal.objects.get(
                destruction=None
            ).pk
            values["dossier_id"] = DestructionProposal.objects.get(destruction=None).dossier_id
        if values.get("corrects_id") or values.get("dossier_id", 0) is None:
            continue

        assert _findings(insert(model, values)), row


@pytest.mark.parametrize("seed", range(6))
def test_entries_that_changed_places_are_found(world, seed):
    chance = Random(seed)
    for _ in range(5):
        dossier = chance.choice(world[:-1])
        one, other = chance.sample(list(dossier.entries.all()), 2)
        found = _findings(
            alter(Entry, one.pk, number=999),
            alter(Entry, other.pk, number=one.number),
            alter(Entry, one.pk, number=other.number),
        )

        assert {one.number, other.number} <= {f.number for f in found if f.reference == dossier.reference}


@pytest.mark.parametrize("column", ["text", "author_id", "step", "happened_at", "digest", "previous"])
def test_contents_swapped_between_entries_of_two_dossiers_are_found(world, column):
    chance = Random(column)
    for _ in range(5):
        one, other = (chance.choice(list(dossier.entries.all())) for dossier in chance.sample(world[:-1], 2))
        if column == "text" and not (one.__dict__["text"] or other.__dict__["text"]):
            continue
        mine, theirs = one.__dict__[column], other.__dict__[column]
        found = _findings(alter(Entry, one.pk, **{column: theirs}), alter(Entry, other.pk, **{column: mine}))

        expected = {one.dossier.reference, other.dossier.reference} if mine != theirs else set()
        assert {f.reference for f in found if f.reference} == expected


def test_rows_renumbered_under_their_entries_are_found(world):
    """Two entries swap their row numbers with all that names them: the digests still hold, the order does not."""
    one, other = world[0].entries.get(number=2), world[0].entries.get(number=3)
    swapped = []
    for model in (Entry, *fact_models()):
        column = "id" if model is Entry else "entry_id"
        for source, target in ((one.pk, -1), (other.pk, one.pk), (-1, other.pk)):
            swapped.append(
                (f"UPDATE {model._meta.db_table} SET {column} = %s WHERE {column} = %s", [target, source])
            )

    assert [(f.what, f.number) for f in _findings(*swapped)] == [(What.ENTRY_ALTERED, 3)]


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_a_fact_moved_to_another_entry_is_found_in_both(world, model):
    chance = Random(f"moved {model.__name__}")
    facts = list(model.objects.exclude(entry__dossier=world[0]).select_related("entry__dossier"))
    for fact in _some(facts, model, chance):
        target = world[0].entries.get(number=3 if model._meta.label_lower != "dossiers.party" else 2)
        found = _findings(alter(model, fact.pk, entry_id=target.pk))

        places = {(f.reference, f.number) for f in found}
        assert {(_place(fact), fact.entry.number), (world[0].reference, target.number)} <= places


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_tail_cut_off_is_found_even_with_the_dossier_set_to_match(world, cut):
    """Without a word in the dossier's row; and with it, where only an old seal still tells."""
    dossier = world[1]
    kept = dossier.entry_count - cut
    gone = list(dossier.entries.filter(number__gt=kept).order_by("-number"))
    statements = [
        remove(model, pk)
        for model in fact_models()
        for pk in model.objects.filter(entry__in=gone).values_list("pk", flat=True)
    ] + [remove(Entry, entry.pk) for entry in gone]
    matched = alter(Dossier, dossier.pk, entry_count=kept, head=dossier.entries.get(number=kept).digest)

    plain, hidden = _findings(*statements), _findings(*statements, matched)

    assert (What.ENTRY_MISSING, dossier.reference, kept + 1) in {
        (f.what, f.reference, f.number) for f in plain
    }
    assert (What.SEAL_CONTRADICTED, dossier.reference) in {(f.what, f.reference) for f in hidden}


@pytest.mark.parametrize("place", [0, 5, 11])
def test_a_dossier_removed_with_all_its_rows_is_found(world, place):
    dossier = world[place]
    named = {model: {"entry__dossier": dossier} for model in fact_models()}
    named.update({model: {"dossier": dossier} for model in (Reading, SealedHead, Waiting, Destruction)})
    statements = [
        remove(model, pk)
        for model, which in named.items()
        for pk in model.objects.filter(**which).values_list("pk", flat=True)
    ]
    for model in (DestructionProposal, Incident):
        statements += [remove(model, row.pk) for row in model.objects.filter(dossier=dossier)]
    statements += [remove(Entry, entry.pk) for entry in dossier.entries.order_by("-number")]

    found = _findings(*statements, remove(Dossier, dossier.pk))

    assert (What.DOSSIER_MISSING, dossier.serial) in {(f.what, f.number) for f in found}


def _rewritten(dossier, number, **changes):
    """Statements that alter one entry and work out anew everything after it, as a careful intruder would."""
    statements, before = [], ""
    for entry in dossier.entries.order_by("number"):
        for column, value in (changes if entry.number == number else {}).items():
            setattr(entry, column, value)
        if entry.number >= number:
            entry.previous = before or entry.previous
            facts = [
                fact.stored()
                for model in fact_models()
                for fact in model.objects.filter(entry=entry).order_by("position")
            ]
            entry.digest = digest(described(dossier.reference, entry.stored(), facts, entry.previous))
            statements.append(
                alter(Entry, entry.pk, previous=entry.previous, digest=entry.digest, step=entry.step)
            )
        before = entry.digest
    return [*statements, alter(Dossier, dossier.pk, head=before)], before


@pytest.mark.parametrize("number", [1, 4, 11])
def test_a_past_that_was_rewritten_consistently_differs_from_an_old_seal(world, number):
    statements, _head = _rewritten(world[2], number, step="other")

    found = _findings(*statements)

    assert {f.what for f in found} == {What.SEAL_CONTRADICTED}
    assert {f.reference for f in found} == {world[2].reference}


def test_who_rewrites_the_seals_as_well_is_betrayed_by_a_printed_seal(world):
    """Nothing inside the databases can tell any more: that is what the paper is for."""
    printed = Seal.objects.order_by("number").last().digest
    statements, _head = _rewritten(world[2], 4, step="other")
    new_digests = {}
    with for_a_moment():
        past_the_triggers(*statements)
        new_digests = dict(Entry.objects.filter(dossier=world[2]).values_list("number", "digest"))
    before = ""
    for seal in Seal.objects.order_by("number"):
        heads = []
        for row in seal.heads.order_by("dossier__serial"):
            if row.dossier == world[2]:
                row.head = new_digests[row.entry_count]
                statements.append(alter(SealedHead, row.pk, head=row.head))
            heads.append(
                (
                    row.dossier.reference,
                    row.entry_count,
                    row.head,
                    row.reading_count,
                    row.reading_head,
                    row.ending,
                )
            )
        seal.previous = before
        before = digest(seal_content(seal, heads))
        statements.append(alter(Seal, seal.pk, previous=seal.previous, digest=before))

    with for_a_moment():
        past_the_triggers(*statements)
        silent, told = verify(), verify(seal=printed)

    assert silent.findings == ()
    assert [f.what for f in told.findings] == [What.SEAL_UNKNOWN]


def test_a_printed_seal_is_found_with_its_day_however_it_was_typed(world):
    seal = Seal.objects.get(number=2)
    typed = " ".join([seal.digest[:32].upper(), seal.digest[32:]])

    report = verify(seal=typed)

    assert (report.printed.number, report.printed.day) == (2, seal.sealed_on)
    assert report.is_whole


def test_the_last_seals_cut_off_are_found(world):
    last = Seal.objects.order_by("-number").first()
    found = _findings(*(remove(SealedHead, head.pk) for head in last.heads.all()), remove(Seal, last.pk))

    assert [(f.what, f.number) for f in found] == [(What.SEAL_MISSING, last.number)]


def test_a_trigger_that_is_gone_is_found(world):
    with for_a_moment():
        on_table = " ON incidents_report" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER incidents_report_no_update" + on_table)
        found = verify().findings

    assert [f.what for f in found] == [What.TRIGGER_MISSING]
    assert "incidents_report" in found[0].says


def test_a_subject_exchanged_for_another_child_is_found(world):
    subject = Subject.objects.filter(dossier=world[4], role="victim").get()

    found = _findings(alter(Subject, subject.pk, pupil_id=Pupil.objects.get(call_name="Bram").pk))

    assert [(f.what, f.reference, f.number) for f in found] == [
        (What.ENTRY_ALTERED, world[4].reference, 1),
        (What.DERIVED_DIFFERS, world[4].reference, None),  # who is found by the other child's name
    ]


def test_a_text_put_in_the_place_of_another_with_every_digest_made_anew_does_not_open(world):
    """Nobody without the key can write a text: an exchanged one is found when the texts are opened."""
    dossier = Dossier.objects.get(pk=world[0].pk)
    last = dossier.entries.order_by("-number").first()
    last.text = bytes(dossier.entries.get(number=1).__dict__["text"])
    mark = digest(described(dossier.reference, last.stored(), [], last.previous))
    new_last = alter(Entry, last.pk, text=last.__dict__["text"], digest=mark)

    with for_a_moment():
        past_the_triggers(new_last, alter(Dossier, dossier.pk, head=mark))
        closed, opened = verify().findings, verify(opened=True).findings

    assert closed == ()
    assert [(f.what, f.reference, f.number) for f in opened] == [
        (What.TEXT_UNREADABLE, dossier.reference, last.number)
    ]
