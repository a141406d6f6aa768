"""How often a password may be tried. A stranger is slowed; the teacher at her own device is not.

Failures count per address, per account at an address, and per account over all unknown devices together. On a device
that the account knows only its own failures count, so nobody elsewhere can use them up. The table is shared by all
workers and holds keyed digests, no addresses (docs/decisions/0015-limits-without-lock-out.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.db import models
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

COUNTED_FOR = timedelta(days=1)


class FailedSignIn(models.Model):
    """One password that did not fit, or that is being tried just now."""

    address = models.CharField(max_length=64)
    email = models.CharField(max_length=64)
    device = models.CharField(max_length=64, blank=True, help_text="only when the account knows the device")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["email", "at"], name="failures_of_an_account"),
            models.Index(fields=["address", "at"], name="failures_of_an_address"),
            models.Index(fields=["at"], name="failures_to_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"


@dataclass(frozen=True)
class Limit:
    """At most so many failures within so long, of those that `of` picks."""

    name: str
    times: int
    within: timedelta
    of: Q


@dataclass(frozen=True)
class Try:
    """Somebody tries to sign in: from which address, to which account, on which known device (or none)."""

    address: str
    email: str
    device: str

    @classmethod
    def of(cls, address: str, email: str, device: str) -> "Try":
        return cls(_digest("address", network(address)), _digest("email", email.strip().lower()), device)

    def limits(self) -> tuple[Limit, ...]:
        if self.device:
            here = Q(email=self.email, device=self.device)
            return (
                Limit("on_known_device", 10, timedelta(minutes=5), here),
                Limit("on_known_device_a_day", 60, timedelta(days=1), here),
            )
        elsewhere = Q(device="")
        from_here, to_it = elsewhere & Q(address=self.address), elsewhere & Q(email=self.email)
        return (
            Limit("from_here_to_it", 5, timedelta(minutes=5), from_here & to_it),
            Limit("from_here", 30, timedelta(minutes=5), from_here),
            Limit("from_here_a_day", 300, timedelta(days=1), from_here),
            Limit("to_it", 20, timedelta(minutes=15), to_it),
            Limit("to_it_a_day", 100, timedelta(days=1), to_it),
        )

    def admit(self, now: datetime) -> FailedSignIn | None:
        """A row for this try, to be deleted when it succeeds; nothing when there were too many.

        The row is there before the password is looked at, so tries at the same moment count as well.
        """
        limits = self.limits()
        counts = _counts(limits, now)
        if any(counts[limit.name] >= limit.times for limit in limits):
            return None
        return FailedSignIn.objects.create(address=self.address, email=self.email, device=self.device, at=now)


def _counts(limits: tuple[Limit, ...], now: datetime) -> Mapping[str, int]:
    """All counts in one query over what the indexes find."""
    wanted = Q()
    for limit in limits:
        wanted |= limit.of
    counted = {limit.name: Count("pk", filter=limit.of & Q(at__gt=now - limit.within)) for limit in limits}
    return FailedSignIn.objects.filter(wanted, at__gt=now - COUNTED_FOR).aggregate(**counted)


def network(address: str) -> str:
    """A household or a school has one IPv4 address, or a whole /64 of IPv6: that counts as one."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((parsed, 64), strict=False).network_address)
    return str(parsed)


def _digest(kind: str, value: str) -> str:
    return salted_hmac(f"vangnet.limits.{kind}", value, algorithm="sha256").hexdigest()


def forget(now: datetime) -> None:
    FailedSignIn.objects.filter(at__lt=now - COUNTED_FOR).delete()
