"""Currencies, and with how many decimals their amounts are written."""

_MINOR_UNITS = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
)
_MINOR_UNITS |= dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3) | {"CLF": 4, "UYW": 4}
"""Decimals of currencies that have not two (ISO 4217, list one)."""


def count_decimals(currency: str | None) -> int:
    """Return with how many decimals amounts of a currency are written."""
    return _MINOR_UNITS.get((currency or "").upper(), 2)
