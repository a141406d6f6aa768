"""The demonstration as a newcomer finds it: told through every check of rights and procedure, and true to its stories."""

import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from rich.console import Console

from vangnet.core.access.grounds import own_groups, own_pupils
from vangnet.core.access.models import Account
from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.models import DestructionProposal, Dossier, Entry, Party, Reading, Subject, Waiting
from vangnet.core.dossiers.recording import BROUGHT_IN
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Enrolment, Person, Placement, Pupil, Teaching
from vangnet.core.people.roles import Role
from vangnet.demo import clock
from vangnet.demo.casting import casts
from vangnet.demo.content import board, stories
from vangnet.demo.loader import load
from vangnet.demo.pupils import former_pupils, pupils
from vangnet.demo.shift import Shift
from vangnet.demo.telling import Teller, token
from vangnet.incidents.models import Incident, ParentsTold

EVENING = timezone.make_aware(datetime(2026, 11, 23, 21, 0))
DEMO = {"school__brin__in": ["99XA", "99XB", "99XC"]}


def made(now, monkeypatch, *, keys=None, checked=False):
    """The demonstration beside the cast of the tests, whose two schools make room for its three."""
    if keys is not None:
        chosen = tuple(story for story in stories() if story.key in keys)
        monkeypatch.setattr("vangnet.demo.content.stories", lambda: chosen)
    load(Console(quiet=True), now, checked=checked)


# Stories that the loader's afterwards needs, and one of each unusual sort.
FEW = {
    "kai-geduwd-op-de-trap", "kleuterstoel-omgekiept", "jas-als-handdoek", "vader-spreekt-kind-aan", "waterballon",
    "stepladder-sinterklaas", "vader-aan-het-hek-dreigt", "chloorlucht-schoonmaak", "lampion-weg",
    "briefje-in-het-postvak", "maandagochtend-hoofd-tegen-hoofd", "eerste-dag-meester-uitgetest",
}  # fmt: skip
