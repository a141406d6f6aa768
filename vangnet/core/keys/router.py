"""Keys lie in a database of their own; everything else never does."""

from typing import Any

from django.db.models import Model

STORE = "keys"


class KeysApart:
    def db_for_read(self, model: type[Model], **_hints: Any) -> str | None:
        return STORE if model._meta.app_label == STORE else None

    def db_for_write(self, model: type[Model], **_hints: Any) -> str | None:
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return (app_label == STORE) == (db == STORE)
