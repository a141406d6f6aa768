"""Text about people, sealed with AES-256-GCM under the key of its dossier.

Declared once as a field and used as plain text in Python. The sealed bytes are bound to their row and column, so a
text that is moved to another row does not open. Reading is lazy: a list that shows no text opens none.
"""

from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from vangnet.core.keys.installation import KeyTrouble, lock, unlock


class Unreadable(KeyTrouble):
    """The stored bytes do not open: they were altered, moved, or belong to another key."""


class NotSealed(TypeError):  # noqa: N818
    """A row with plain text was about to be stored; only `Dossier.record` stores rows with text about people."""


class Place(Protocol):
    """A row that holds sealed text knows the dossier's cipher and its own place in the dossier."""

    def cipher(self) -> AESGCM: ...

    def bound_place(self) -> tuple[str, UUID, str, int]: ...


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, SealedText(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__[self.attname]
        if isinstance(value, str):
            raise NotSealed(f"{self.model.__name__}.{self.attname}")
        return value

    def get_default(self) -> str:
        return ""

    def seal(self, row: Any) -> None:
        """Replace the plain text of a row by its sealed bytes; an empty text stays empty bytes."""
        text = row.__dict__.get(self.attname, "")
        if isinstance(text, str):
            row.__dict__[self.attname] = lock(row.cipher(), text.encode(), self._bound(row)) if text else b""

    def open(self, row: Any, sealed: bytes) -> str:
        if not sealed:
            return ""
        reference, token, label, position = row.bound_place()
        return opened(row.cipher(), sealed, reference, token, label, position, self.attname)

    def _bound(self, row: Place) -> bytes:
        return bound_to(*row.bound_place(), self.attname)


def opened(
    cipher: AESGCM, sealed: bytes, reference: str, token: UUID, label: str, position: int, column: str
) -> str:
    """The text that was sealed in this place."""
    try:
        return unlock(cipher, sealed, bound_to(reference, token, label, position, column)).decode()
    except InvalidTag as refused:
        raise Unreadable(
            _("A text in dossier %(reference)s was altered outside Vangnet. Run `vangnet verify`.")
            % {"reference": reference}
        ) from refused


def bound_to(reference: str, token: UUID, label: str, position: int, column: str) -> bytes:
    """The place of a text: which dossier, entry, model, row and column."""
    return f"{reference} {token.hex} {label} {position} {column}".encode()


class SealedText(DeferredAttribute):
    """Gives the text of a row; what lies in the row itself are the sealed bytes."""

    field: SealedTextField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        value = instance.__dict__[name] if name in instance.__dict__ else super().__get__(instance, cls)
        return value if isinstance(value, str) else self.field.open(instance, bytes(value or b""))

    def __set__(self, instance: models.Model, value: str | bytes | memoryview | None) -> None:
        instance.__dict__[self.field.attname] = value


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
