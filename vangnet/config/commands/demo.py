"""Make the demonstration's board once, and start on it."""

import argparse

from vangnet.core.people.models import Board
from vangnet.demo.loader import load

from .prepare import console, prepare
from .serve import start


def run(options: argparse.Namespace) -> int:
    prepare()
    if not Board.objects.exists():
        load(console)
    if not options.only_make:
        start(options)
    return 0
