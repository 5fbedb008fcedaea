"""How fast ipp is: start-up, and reading with linting; `python -m benchmarks` measures both."""
