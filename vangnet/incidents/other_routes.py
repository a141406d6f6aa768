"""When another route stands open beside the register: somebody who works for the school seems to have done it.

Whoever hears of a sexual offence against a pupil tells the board at once, and nobody at school investigates first
(WPO art. 4a). The confidential inspector advises, about violence and discrimination too (WOT art. 6).
"""

SEXUAL = frozenset({"sexual_harassment", "sexual_abuse"})
CONFIDENTIAL_INSPECTOR = "0900 111 3 111"
