"""What the tests of staffing begin with."""

from datetime import date

from django.utils import timezone

from vangnet.staffing.models import Substitute


def substitute(cast, linde, **given):
    return Substitute.objects.create(
        **{
            "school": linde,
            "task": "confidential_adviser",
            "person": cast.otto,
            "first_on": date(2026, 11, 2),
            "recorded_by": cast.hanna,
            "recorded_at": timezone.now(),
        }
        | given
    )


def things(cast, linde):
    """What the addresses of staffing may name."""
    return {"substitute": substitute(cast, linde).pk}
