"""The outbox: mail is written in the transaction of its cause, and sent afterwards by the recurring work.

So nothing is told that did not happen, and nothing that happened stays untold. A mail says that something waits,
never what: no names, no kind of dossier.
"""
