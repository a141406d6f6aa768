"""Which links are tried: those of texts and annexes as they stand now, each with its places."""

import json

import pytest

from vangnet.config.commands import plan_links
from vangnet.config.planning import add_commands
from vangnet.plan.links.standing import in_text, links_of
from vangnet.plan.links.trying import Outcome, State
from vangnet.plan.tests.scene import annex, paragraph, writer

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[Kijk](https://a.example/b) of mail [ons](mailto:x@a.example).", ["https://a.example/b"]),
        ("Zie https://a.example/b.", ["https://a.example/b"]),
        ("Zie **https://a.example/b** en (http://c.example).", ["https://a.example/b", "http://c.example"]),
        ("[https://a.example](https://a.example)", ["https://a.example"]),
        ("Geen enkele.", []),
    ],
)
def test_a_link_is_found_as_people_type_it(text, links):
    assert in_text(text) == links


def test_each_link_is_told_with_every_place_where_it_stands(cast, linde):
    paragraph(None, cast.bas, title="Van ons", text="[a](https://a.example)", chapter="about")
    paragraph(linde, cast.hanna, title="Van hen", text="[a](https://a.example) https://b.example")
    annex(linde, cast.hanna, title="Code", found="link", link="https://b.example")

    places = links_of([linde])
    assert [place.partition(": ")[2] for place in places["https://a.example"]] == [
        "1.1 Van ons",
        "2.1 Van hen",
    ]
    assert places["https://b.example"] == ["De Linde: 2.1 Van hen", "De Linde: Code"]


def test_what_was_said_before_and_what_was_left_out_is_not_tried(cast, linde):
    row = paragraph(linde, cast.hanna, text="https://old.example")
    row.write(1, writer(cast.hanna), title="Nu", text="https://new.example", chapter="about", place=1)
    gone = paragraph(linde, cast.hanna, title="Weg", text="https://gone.example")
    told = {"title": "Weg", "text": "https://gone.example", "chapter": "about", "place": 2}
    gone.write(1, writer(cast.hanna), **told, is_left_out=True, why="dubbel")

    assert list(links_of([linde])) == ["https://new.example"]


# The command


def ran(capsys, *arguments):
    import argparse

    commands = argparse.ArgumentParser().add_subparsers()
    parsers = []

    def command(name, says, more):
        parsers.append(commands.add_parser(name))
        return parsers[-1]

    add_commands(command, lambda _name: plan_links.run)
    options = parsers[0].parse_args(["links", *arguments])
    code = options.run(options)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def answers(monkeypatch):
    """What the world answers, without asking it."""
    known = {
        "https://works.example": Outcome(State.WORKS, "it works"),
        "https://gone.example": Outcome(State.BROKEN, "the server answers 404"),
    }
    monkeypatch.setattr(
        plan_links, "try_all", lambda links, *, allows_private: {link: known[link] for link in links}
    )


def test_it_ends_with_nought_when_all_works(answers, cast, linde, capsys):
    paragraph(linde, cast.hanna, text="https://works.example")

    assert ran(capsys) == (0, "1 links tried: 1 works\n", "")


def test_it_ends_with_one_and_says_where_a_broken_link_stands(answers, cast, linde, capsys):
    paragraph(linde, cast.hanna, text="https://works.example https://gone.example")
    code, out, _err = ran(capsys, "--school", "99XA00")

    assert code == 1
    assert out.splitlines() == [
        "https://gone.example",
        "    broken: the server answers 404",
        "    stands in: De Linde: 2.1 Wie je aanspreekt",
        "2 links tried: 1 works, 1 broken",
    ]


def test_a_program_gets_all_of_it(answers, cast, linde, capsys):
    paragraph(linde, cast.hanna, text="https://gone.example")
    code, out, _err = ran(capsys, "--json")

    assert code == 1
    assert json.loads(out) == [
        {
            "link": "https://gone.example",
            "state": "broken",
            "says": "the server answers 404",
            "leads_to": "",
            "stands_in": ["De Linde: 2.1 Wie je aanspreekt"],
        }
    ]


def test_a_school_that_is_not_there_ends_it_with_two(linde, capsys):
    code, out, err = ran(capsys, "--school", "00ZZ")

    assert (code, out) == (2, "")
    assert "00ZZ" in err
