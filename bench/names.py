"""The invented names on the measured board, and how its people sign in."""

PASSWORD = "een lang wachtwoord"
SECRET = b"een app met zes cijf"  # of everybody's app with codes
CALL_NAMES = [
    "Aya",
    "Bram",
    "Cas",
    "Dina",
    "Emil",
    "Fien",
    "Gijs",
    "Hanna",
    "Ilse",
    "Joep",
    "Kiki",
    "Lars",
    "Mila",
    "Noud",
    "Olle",
    "Pien",
    "Quin",
    "Roos",
    "Sef",
    "Tess",
]
BEGINNINGS = [
    "Appel",
    "Berg",
    "Dal",
    "Eik",
    "Fazant",
    "Goud",
    "Hei",
    "Iep",
    "Jacht",
    "Kers",
    "Linden",
    "Meer",
    "Noten",
    "Ooster",
    "Peer",
    "Roos",
    "Sloot",
    "Tuin",
    "Veen",
    "Wilgen",
]
ENDINGS = ["man", "stra", "ma", "huis", "veld", "kamp", "dijk", "boer", "laar", "horst"]


def address_of(who: str, school: int = 0) -> str:
    return f"{who}.{school}@example.org"
