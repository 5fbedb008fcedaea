"""How long a customer hears nothing, and when they are asked the ultimate action: a year, walked with the engine."""
