"""The rows of the key store: wrapped keys, and a check that the installation's key is the right one."""

from django.db import models


class KeyCheck(models.Model):
    """A known word under the installation's key, so that a wrong key is told apart from damage.

    There are two only while the key is being replaced: of the old one, and of the new one with the higher number.
    """

    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"key check {self.pk}"


class WrappedKey(models.Model):
    """The key of one dossier, sealed under the installation's key. Deleting the row destroys the dossier's text.

    `under` names the key that wraps it: the database refuses to forget a key that still wraps something, and to take
    in something under a key that was forgotten.
    """

    reference = models.CharField(max_length=9, primary_key=True)
    wrapped = models.BinaryField()
    under = models.ForeignKey(KeyCheck, models.PROTECT, db_default=1, related_name="+")

    def __str__(self) -> str:
        return self.reference
