"""What a paragraph is about, by its title and by what its text says; a word in passing claims nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.plan_check import DUTCH
from vangnet.plan.recognising import recognised
from vangnet.plan.text import NAMED
from vangnet.plan.topics import TOPICS

BULLYING = (
    "Pesten zien we snel. Wie gepest wordt praat met de leerkracht. Samen spreken we af wat er verandert."
)


@pytest.mark.parametrize(
    ("title", "text", "about"),
    [
        ("Pesten", "Zo doen we dat hier.", ["bullying"]),
        ("Schorsen en verwijderen", "De stappen staan in het protocol.", ["suspension", "removal"]),
        ("Bij ons op school", BULLYING, ["bullying"]),
        ("Bij ons op school", "De intern begeleider denkt mee. We eten om twaalf uur.", []),
        ("RI&E", "De directeur laat haar toetsen.", ["risks"]),
    ],
)
def test_a_title_says_it_and_so_does_what_a_text_speaks_about(title, text, about):
    assert recognised(title, text) == about


def test_a_word_in_passing_claims_no_topic():
    once = "De leerkracht vertelt elke week iets. Dat kan ook over pesten gaan. Daarna tekenen we. Dan is het pauze."

    assert recognised("Onze kring", once) == []


@pytest.mark.parametrize("everywhere", ["ouders", "de taken", "de MR", "een evaluatie"])
def test_what_every_paragraph_names_is_only_known_by_its_title(everywhere):
    text = f"Wij bespreken het met {everywhere}. Daarna horen {everywhere} hoe het ging."

    assert recognised("Het schoolplein op", text) == recognised("Het schoolplein op")
    assert recognised(f"Hoe we omgaan met {everywhere}")


def test_what_is_only_promised_is_not_told():
    assert recognised("Later", "Zie voor pesten de bijlage. Over pesten komt nog een protocol.") == []


def test_a_name_in_braces_is_no_word_of_the_text():
    text = "Alles staat in {{ annex:meldcode }}. Wij lezen {{ annex:meldcode }} elk jaar."

    assert recognised("Iets anders", text) == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
def test_every_topic_is_recognised_by_its_own_title(topic):
    assert topic.key in recognised(DUTCH.gettext(topic.title))


@given(title=st.text(max_size=60), text=st.text(max_size=300))
def test_whatever_is_written_the_answer_is_of_the_list_in_its_order_and_each_once(title, text):
    keys = [topic.key for topic in TOPICS]

    found = recognised(title, text)

    assert found == [key for key in keys if key in found]
    assert recognised(title) == [key for key in recognised(title) if key in found]
    assert recognised(title, NAMED.sub("–", text)) == found
