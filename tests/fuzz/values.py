"""Values of each kind that are written in the place of others: usual ones and corners."""

from ..oracle.maker import EVERY, PATIENCES, PRICES, SPECIALS, WAITS

NUMBERS = ["0", "0.01", "1", "2", "3", "29", "1000000", "99999999999.99", "7.777", *PRICES, *SPECIALS]
LENGTHS = ["0", "now", "1d", "365d", "10y", "12h", "1 month", "1.5d", *WAITS, *PATIENCES, *EVERY]
DATES = ["2026-01-01", "2026-06-01", "2026-12-31", "1999-12-31", "9999-12-31", "0001-01-01", "2028-02-29"]
RATES = ["0%", "1%", "50%", "99.99%", "100%", "0.5", "0.000001"]
FLAGS = ["true", "false"]
