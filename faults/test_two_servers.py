"""Two servers on one database: the same form to both, the same recurring work in both, and one of them killed."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from vangnet.core.mail.tests.sink import listening

from .afterwards import amiss
from .conftest import Reporter
from .house import House, opened
from .teachers import Teacher

MAILS = 30


@pytest.mark.parametrize("where", ["on_sqlite", "on_postgresql"])
def test_two_servers_on_one_database(where: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    environment: dict[str, str] = request.getfixturevalue(where)
    with ExitStack() as stack:
        sink = stack.enter_context(listening())
        sink.delay = 0.05
        environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}
        House(environment, tmp_path / "posting").run(
            "-m", "faults.board", "--only-mails", "--mails", str(MAILS)
        )
        one, other = (stack.enter_context(opened(environment, tmp_path / name)) for name in ("one", "other"))
        told = _same_form_to_both(one, other)
        teachers = [Teacher((one, other)[number % 2].port, number) for number in range(1, 4)]
        one.await_that(
            lambda: all(len(teacher.told) > 2 for teacher in teachers), "three reports of each teacher"
        )
        for teacher in teachers:
            teacher.end()
            told |= teacher.told
            assert (teacher.others, teacher.refused) == (0, [])
        one.kill()
        with closing(Reporter(other.port, teachers[0].browser.cookies)) as reporter:
            form = reporter.form()
            told[str(form["text"])] = reporter.send(form)
        other.await_that(lambda: len(sink.got) >= MAILS, "the mail")
        other.kill()
        one.run("-m", "vangnet", "verify", "--open")
        found = json.loads(one.run("-m", "faults.afterwards", told=json.dumps(told)))

    assert found.pop("acknowledged") == len(told) > 12
    assert amiss(found) == {}
    repeated = len(sink.identities) - len(set(sink.identities))
    assert repeated <= 2, "only of a ticker that was killed while it sent"


def _same_form_to_both(one: House, other: House) -> dict[str, str]:
    """Signed in once: the session holds at both. Five forms, each sent to both at the same time."""
    told = {}
    with closing(Reporter(one.port)) as here, closing(Reporter(other.port, here.cookies)) as there:
        for _ in range(5):
            form = here.form()
            with ThreadPoolExecutor(2) as both:
                answers = list(both.map(lambda reporter, form=form: reporter.send(form), (here, there)))
            assert answers[0] == answers[1]
            told[str(form["text"])] = answers[0]
    return told
