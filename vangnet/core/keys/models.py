"""The rows of the key store: wrapped keys, and a check that the installation's key is the right one."""

from django.db import models


class WrappedKey(models.Model):
    """The key of one dossier, sealed under the installation's key. Deleting the row destroys the dossier's text."""

    reference = models.CharField(max_length=9, primary_key=True)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.reference


class KeyCheck(models.Model):
    """A known word under the installation's key, so that a wrong key is told apart from damage."""

    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "key check"
