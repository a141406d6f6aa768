"""A sexual offence by somebody who works for the school: past everybody but the board, and at once (WPO art. 4a)."""
