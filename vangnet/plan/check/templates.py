"""Text that speaks to who writes the plan, not to who reads it: what a board's template leaves behind."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re

INSTRUCTION = re.compile(
    r"""
    \b(?:moet|kun|kan)\ je\b.*\b(?:beschrijven|opnemen|invullen|vermelden|aangeven|noemen|aanpassen)\b
    | ^\W*(?:beschrijf|benoem|vermeld|noteer|omschrijf|geef|vul|pas|verwijder|kies|noem|voeg|licht)\b
      (?=.*\b(?:hier|hieronder|aan|in|toe|weg|eigen|school|tekst|welke|hoe|wie|kort|door)\b)
    | \b(?:hierin|hier|ook)\ (?:opnemen|beschrijven|invullen|benoemen|vermelden|toevoegen)\b(?!\ (?:wij|we|ze)\b)
    | ^\W*(?:verwijzen?\ naar|verwijzing\ naar)\b(?!.*\b(?:wij|we|is|zijn|wordt|worden)\b)
    | ^\W*(?:op\ welke\ wijze|hoe\ (?:blijft|wordt|worden|is|zijn|gaat|ga|zorg\w*|borg\w*|betrek\w*)|bij\ wie\ kunnen)\b
      [^?,]*\.?\s*(?:\([^)]*\))?$(?<!\?)
    | ^\W*bestaat\ uit\ het\b
    | ^\W*(?:beleggen|opstellen|beschrijven|invullen|verankering|uitwerken|uitwerking)\b
      (?!.*\b(?:wij|we|is|zijn|wordt|worden|heeft|doen|doet)\b)
    | ^\W*school\ ?specifiek\b.*\b(?:bij\ wie|afspraken|invullen|beschrijven)
    | ^\W*specifiek\ (?:per|voor\ de)\ school\W*$
    | \b(?:dit|het|deze)\ (?:\w+\ )?(?:format|sjabloon|model|template|handreiking|richtlijn|veiligheidsplan|modelplan)\b
      .{0,60}\b(?:iedere|elke|alle|andere)\ (?:\w+)?scho(?:ol|len)\b(?=.*\b(?:format|sjabloon|model|richtlijn|template|
      handreiking|gebruik\w*)\b)
    | \b(?:dit|is|het)\ (?:is\ )?een\ (?:richtlijn|sjabloon|format|voorbeeld\w*|model\w*)\b.*\b(?:iedere|elke|alle)\b
    | \b(?:dit|deze)\ (?:format|sjabloon|template|handreiking|model(?:plan|tekst|veiligheidsplan)?|voorbeeld(?:plan|tekst)|raamwerk)\b
      (?=.*\b(?:bedoeld|besturen|schoolbesturen|scholen|naar\ eigen\ inzicht|naar\ behoefte|aanvullen|aanpassen|aan\ te\ (?:passen|vullen)
      |invullen|overnemen|gebruiken|invuloefening|uitgangspunt)\b)
    | \b(?:voorbeeldtekst|modeltekst|invulinstructie|schrijfinstructie|instructie\ voor\ de\ (?:school|schrijver|invuller))\b
    | \b(?:doorhalen|weghalen|kies)\ wat\ (?:niet\ )?van\ toepassing\b | \buw\ (?:eigen\ )?school\b | \bper\ school\ in\ te\ vullen\b
    | \b(?:u|je)\ (?:kunt|kan|dient)\ (?:hier|deze\ (?:tekst|alinea|paragraaf)|dit\ (?:stuk|hoofdstuk))\b
    | \b(?:situatie|afspraken|visie|werkwijze|keuzes?)\ (?:op|van|binnen)\ (?:uw|jouw)\ school\b
    | \b(?:gele|cursieve|rode|grijze|gearceerde)\ tekst\b
    | \(=\s*\w+
    | \b(?:optioneel|indien\ van\ toepassing)\s*:\s
    | ^\W*scholen\ moeten\b(?!.*[.]$)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_instruction(text: str) -> bool:
    return INSTRUCTION.search(text) is not None
