"""Moments as phones count them, in milliseconds: two that differ by less are the same to everybody."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def in_milliseconds(moment: datetime) -> datetime:
    return moment - timedelta(microseconds=moment.microsecond % 1000)


def as_number(moment: datetime) -> int:
    return (moment - EPOCH) // MILLISECOND


def from_number(number: int) -> datetime:
    return EPOCH + number * MILLISECOND
