"""A calendar told the long way round, to hold the quick one against: it walks from day to day."""

from datetime import date, timedelta

DAY = timedelta(days=1)

# Written out by hand, art. 3 Atw: New Year, Good Friday, Easter Monday, King's Day, 5 May, Ascension Day,
# Whit Monday, and both days of Christmas.
PUBLIC_HOLIDAYS = {
    date(year, *month_and_day)
    for year, days in {
        2024: [(1, 1), (3, 29), (4, 1), (4, 27), (5, 5), (5, 9), (5, 20), (12, 25), (12, 26)],
        2025: [(1, 1), (4, 18), (4, 21), (4, 26), (5, 5), (5, 29), (6, 9), (12, 25), (12, 26)],
        2026: [(1, 1), (4, 3), (4, 6), (4, 27), (5, 5), (5, 14), (5, 25), (12, 25), (12, 26)],
        2027: [(1, 1), (3, 26), (3, 29), (4, 27), (5, 5), (5, 6), (5, 17), (12, 25), (12, 26)],
        2028: [(1, 1), (4, 14), (4, 17), (4, 27), (5, 5), (5, 25), (6, 5), (12, 25), (12, 26)],
        2029: [(1, 1), (3, 30), (4, 2), (4, 27), (5, 5), (5, 10), (5, 21), (12, 25), (12, 26)],
        2030: [(1, 1), (4, 19), (4, 22), (4, 27), (5, 5), (5, 30), (6, 10), (12, 25), (12, 26)],
        2031: [(1, 1), (4, 11), (4, 14), (4, 26), (5, 5), (5, 22), (6, 2), (12, 25), (12, 26)],
        2032: [(1, 1), (3, 26), (3, 29), (4, 27), (5, 5), (5, 6), (5, 17), (12, 25), (12, 26)],
    }.items()
    for month_and_day in days
}
BRIDGING_DAYS = {
    *(date(2024, 5, 10), date(2024, 12, 27), date(2025, 5, 30), date(2026, 1, 2), date(2026, 5, 15)),
    *(date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)),
}


def works(day):
    return day.strftime("%a") not in {"Sat", "Sun"} and day not in PUBLIC_HOLIDAYS


def may_end(day):
    return works(day) and day not in BRIDGING_DAYS


def teaches(day, weeks, exceptions):
    """Look through everything, every time."""
    holding = None
    for week in sorted(weeks, key=lambda week: week.since):
        if week.since <= day:
            holding = week
    closed = any(one.first <= day <= one.last and one.kind.value != "half_day" for one in exceptions)
    return holding.hours[day.isoweekday() - 1] is not None and not closed


def teaches_in_week_of(day, weeks, exceptions, *, known_from):
    year_and_week = day.isocalendar()[:2]
    around = [day + offset * DAY for offset in range(-6, 7)]
    same_week = [
        other for other in around if other.isocalendar()[:2] == year_and_week and other >= known_from
    ]
    return any(teaches(other, weeks, exceptions) for other in same_week)


def nth_after(event, number, counts):
    """Tick off the days one by one, from the day after the event."""
    day, ticked = event, 0
    while ticked < number:
        day += DAY
        ticked += 1 if counts(day) else 0
    return day


def rolled_over(event, last):
    """Atw art. 1 and 2, read word by word."""
    at_least_three_days = (last - event).days >= 3
    while True:
        within = [event + offset * DAY for offset in range(1, (last - event).days + 1)]
        enough = not at_least_three_days or len([day for day in within if may_end(day)]) >= 2
        if may_end(last) and enough:
            return last
        last += DAY
