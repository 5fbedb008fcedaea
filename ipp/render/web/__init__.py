"""The path as a page: the policy as data, and what interprets and shows it in a browser."""
