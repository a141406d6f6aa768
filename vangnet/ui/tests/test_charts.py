"""Charts: what is drawn is to scale, and a number below five cannot be found anywhere."""

from django.template.loader import render_to_string
from django.utils import translation

from vangnet.ui.charts import WIDTH, Bar, Month, bars, columns


def test_bars_are_drawn_to_the_scale_of_the_largest():
    chart = bars("Places", "", [Bar("Playground", 20), Bar("Gymnasium", 10)])

    first, second = chart.marks
    assert first.width == 2 * second.width
    assert first.end < WIDTH
    assert second.y > first.y + first.height


def test_columns_stand_on_the_floor_beside_last_year():
    chart = columns("Months", "", [Month("sep", 12, before=6)], now="2026", before="2025")

    last_year, this_year = chart.marks
    assert last_year.y + last_year.height == this_year.y + this_year.height
    assert this_year.height == 2 * last_year.height
    assert last_year.x + last_year.width == this_year.x


def test_twelve_months_fit_in_the_drawing():
    chart = columns(
        "Months", "", [Month(str(n), 30, before=30) for n in range(12)], now="2026", before="2025"
    )

    assert min(mark.x for mark in chart.marks) >= 0
    assert max(mark.x + mark.width for mark in chart.marks) <= WIDTH


def test_a_hidden_number_changes_nothing_of_the_page():
    """Figures about groups of people hide numbers below five (design, "Data, jobs, documents, screens")."""
    pages = set()
    for secret in (0, 1, 2, 3, 4):
        lying = bars("Places", "", [Bar("Classroom", 9), Bar("Shed", secret, hidden=True)])
        standing = columns(
            "Months",
            "",
            [Month("sep", secret, hidden=True, before=secret, before_hidden=True)],
            now="1",
            before="0",
        )
        pages.add(repr(lying) + repr(standing) + _page(lying) + _page(standing))

    assert len(pages) == 1


def test_a_hidden_number_is_said_in_words():
    chart = bars("Places", "", [Bar("Shed", 3, hidden=True)])

    assert chart.rows[0].cells == ("not told",)
    assert chart.marks[0].shown == "–"
    assert "–" in _page(chart)
    assert chart.has_hidden


def test_a_drawing_in_dutch_holds_no_decimal_commas():
    with translation.override("nl"):
        page = _page(
            columns("Maanden", "", [Month("sep", 7, before=3000), Month("okt", 1999)], now="n", before="v")
        )

    drawing = page[page.index("<svg") : page.index("</svg>")]
    attributes = [part.split('"')[0] for part in drawing.split('="')[1:]]
    assert not [value for value in attributes if "," in value]


def test_a_chart_of_nothing_is_still_a_chart():
    assert "<table" in _page(bars("Places", "", []))
    assert "<table" in _page(columns("Months", "", [], now="2026"))


def _page(chart) -> str:
    return render_to_string("ui/components/chart.html", {"chart": chart})
