"""What customers bought first, as entries of a forecast, and what they did later."""
