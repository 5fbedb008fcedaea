"""How much a search may look at: a count of work and never of seconds, so that the answer is the same on every machine."""


class Budget:
    """So much for each product, and for the store as a whole; once the store's is used up, little for each that follows.

    A unit is one offer, condition or list that is looked at.
    """

    def __init__(self, each: int, few: int, store: int) -> None:
        self.each, self.few, self.store = each, few, store
        self.left = each

    def begin_product(self) -> None:
        """Begin with the next product."""
        self.left = self.each if self.store > 0 else self.few

    def spend_work(self, units: int) -> bool:
        """Use up some units; returns whether there was enough left for them."""
        self.left -= units
        self.store -= units
        return self.left > 0

    @property
    def over(self) -> bool:
        """Whether the search for this product must stop."""
        return self.left <= 0
