"""The pages of a roll-call, which all work without scripts while there is a line; and what phones ask and tell."""
