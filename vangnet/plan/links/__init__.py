"""Whether the links in the texts and annexes of a plan still work: asked only by an administrator's command.

No page asks it: a server that visits what a text names could be sent anywhere by who writes that text.
"""
