"""The customer's way through the path as a Markov chain: states, asks, transitions."""
