"""A floor plan of a school that does not exist, so that there is a drawing to open."""

from io import BytesIO

from PIL import Image, ImageDraw

ROOMS = (
    (20, 20, 180, 140, "Krekels"),
    (180, 20, 340, 140, "Libellen"),
    (340, 20, 500, 140, "Vossen"),
    (500, 20, 660, 140, "Dassen"),
    (20, 200, 180, 320, "Otters"),
    (180, 200, 340, 320, "Reigers"),
    (340, 200, 500, 320, "Speellokaal"),
    (500, 200, 660, 320, "Keuken"),
)
EXITS = ((20, 150, "<- UIT"), (600, 150, "UIT ->"))
GREEN = "#0a7d3c"


def floor_plan() -> bytes:
    drawing = Image.new("RGB", (680, 380), "white")
    pen = ImageDraw.Draw(drawing)
    pen.rectangle((20, 20, 660, 320), outline="black", width=4)
    for left, top, right, bottom, name in ROOMS:
        pen.rectangle((left, top, right, bottom), outline="black", width=2)
        pen.text((left + 12, top + 12), name, fill="black")
    for left, top, word in EXITS:
        pen.text((left + 10, top + 12), word, fill=GREEN)
    pen.text((20, 340), "Verzamelplaats: grasveld achter de sporthal", fill=GREEN)
    made = BytesIO()
    drawing.save(made, "PNG")
    return made.getvalue()
