"""Who may what: accounts, rules on rows, breaking the glass, and the page that says why somebody can see something."""
