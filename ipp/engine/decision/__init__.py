"""From a policy and the state of a customer to the next action, and what follows it."""
