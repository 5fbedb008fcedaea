"""Everyone at once: the policy as one relational expression, and the engines that run it."""
