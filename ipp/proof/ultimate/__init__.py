"""Whether, and how soon, customers are asked the ultimate action."""
