"""What is said in a roll-call lies sealed under a key of its own, which is destroyed when it is closed."""

import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from vangnet.core.keys import store
from vangnet.core.keys.installation import KeyTrouble, lock, unlock

from .merging import Said, Word
from .models import Extra, RollCall
from .models import Word as WordRow


def new_key() -> str:
    """The name of a new key; no dossier's reference begins so."""
    name = f"r{secrets.token_hex(4)}"
    store.make(name)
    return name


class Sealed:
    """The cipher of one roll-call, fetched once."""

    def __init__(self, roll_call: RollCall) -> None:
        self.roll_call = roll_call

    @cached_property
    def cipher(self) -> AESGCM:
        return store.fetch(self.roll_call.sealed_under)

    def word(self, word: Word, number: int) -> WordRow:
        answers = word.answers.hex if word.answers else ""
        content = json.dumps([word.about, word.said, word.by, word.at.isoformat(), answers]).encode()
        sealed = lock(self.cipher, content, self._bound(word.token))
        return WordRow(roll_call=self.roll_call, number=number, token=word.token, sealed=sealed)

    def words(self, rows: Iterable[WordRow]) -> list[Word]:
        return [self._opened(row) for row in rows]

    def _opened(self, row: WordRow) -> Word:
        about, said, by, at, answers = json.loads(self._open(bytes(row.sealed), row.token))
        return Word(
            row.token, about, Said(said), by, datetime.fromisoformat(at), UUID(answers) if answers else None
        )

    def named(self, key: UUID, kind: str, name: str) -> Extra:
        sealed = lock(self.cipher, name.encode(), self._bound(key))
        return Extra(roll_call=self.roll_call, key=key, kind=kind, sealed=sealed)

    def name_of(self, extra: Extra) -> str:
        return self._open(bytes(extra.sealed), extra.key).decode()

    def _open(self, sealed: bytes, token: UUID) -> bytes:
        try:
            return unlock(self.cipher, sealed, self._bound(token))
        except InvalidTag as refused:
            raise KeyTrouble(_("A word in this roll-call was altered outside Vangnet.")) from refused

    def _bound(self, token: UUID) -> bytes:
        return f"roll-call/{self.roll_call.key.hex}/{token.hex}".encode()
