"""Django's `migrate`, of which a first start takes seconds instead of a minute (docs/decisions/0026)."""

from typing import Any
from unittest.mock import patch

from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db.migrations.state import ModelState, ProjectState

_added = ProjectState.add_model


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with patch.object(ProjectState, "add_model", _add_model):
            super().handle(*args, **options)


def _add_model(state: ProjectState, model: ModelState) -> None:
    """Only the new model is made. Django makes all models anew that any chain of references joins to it, which here is
    nearly all of them, each time; but to a model that did not exist nothing refers yet."""
    made = vars(state).pop("apps", None)
    _added(state, model)
    if made is not None:
        vars(state)["apps"] = made
        made.render_multiple([model.clone()])
