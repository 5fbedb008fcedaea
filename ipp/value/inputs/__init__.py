"""What a forecast rests on: entries, take rates, money."""
