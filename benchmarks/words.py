"""The words that made-up stores are named with."""

ROOMS = (
    "Kitchen", "Bath", "Garden", "Studio", "Travel", "Office", "Nursery", "Trail", "Beach", "Winter",
    "Camp", "Dance", "Yoga", "Cycle", "Music", "Craft", "Reading", "Pet", "Tea", "Coffee",
    "Baking", "Sewing", "Painting", "Pottery", "Fishing", "Riding", "Running", "Hiking", "Sailing", "Climbing",
    "Sleep", "Balcony", "Workshop", "Picnic", "Party", "Wedding", "School", "Market", "Cellar", "Sauna",
)  # fmt: skip
THEMES = (
    "Essentials", "Comfort", "Classics", "Basics", "Favourites", "Rituals", "Helpers", "Gifts", "Care", "Storage",
    "Light", "Textiles", "Tools", "Scents", "Repairs", "Travel Size", "for Two", "for Kids", "by Hand", "in Wool",
    "in Wood", "in Linen", "in Glass", "in Clay", "in Cork", "Outdoors", "at Night", "on Sunday", "Refills", "Spares",
    "Masters", "Starters", "Small Joys", "Big Days", "Slow Living", "Fresh Air", "Warm Feet", "Quiet", "Colour", "Rest",
)  # fmt: skip
SYLLABLES = (
    "bal", "cor", "den", "el", "fen", "gar", "hol", "il", "jun", "kel", "lor", "mar",
    "nor", "ol", "pel", "quin", "ros", "sol", "tam", "ul", "vel", "wil", "yar", "zen",
)  # fmt: skip
KINDS = (
    # From the cheapest to the dearest; the third, when it is used up, comes back as a refill.
    (
        "Starter Card", "Cotton Cloth", "Balm", "Tray", "Lamp",
        "Blanket", "Basket", "Chair, Folding", "Cabinet", "Workbench",
    ),
    (
        "Sticker Sheet", "Soap", "Crème", "Mirror", "Foot Stool",
        "Robe", "Massager", "Basin & Stand", "Heated Rug", "Home Spa",
    ),
    (
        "Seed Packet", "Trowel", "Plant Food", "Watering Can", "Gloves, Pair",
        "Raised Bed", "Cold Frame", "Bench", "Arbour", "Greenhouse",
    ),
    (
        "Guide", "Workbook", "Refill Pad", "Tool Roll", "Case",
        "Kit 'All In'", "Easel", "Press", "Loom", "Kiln",
    ),
)  # fmt: skip
FACTORS = (40, 50, 55, 70, 85, 100, 115, 135, 160, 190)
"""Prices of the ten kinds, in percent of the family's."""
SEGMENTS = (
    ("loyal", "{owns: 3}"),
    ("newcomers", "{not: loyal}"),
    ("parents", "{where: {household: family}}"),
    ("sore-heels", "{where: {concern: [heel, arch]}}"),
    ("night-owls", "{where: {shift: [late, night]}}"),
    ("gift-givers", "{where: {buys for: [a friend, a parent, work]}}"),
    ("by-post", "{where: {channel: postcard}}"),
    ("hobbyists", "{where: {level: [beginner, keen]}}"),
    ("teachers", "{where: {trade: [school, studio]}}"),
    ("at-home", "{any: [parents, night-owls]}"),
    ("regulars", "{all: [loyal, hobbyists], not: teachers}"),
    ("well-kept", "{owns: 6}"),
)
