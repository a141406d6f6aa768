"""When another route stands open beside the register: a sexual offence, or violence, by somebody who works for the school.

Whoever hears of such an offence against a pupil tells the board at once, and nobody at school investigates first (WPO
art. 4a). The confidential inspector of the Inspectorate advises (WOT art. 6).
"""

SEXUAL = frozenset({"sexual_harassment", "sexual_abuse"})
CONFIDENTIAL_INSPECTOR = "0900 111 3 111"
