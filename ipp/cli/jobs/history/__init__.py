"""What `ipp learn`, `ipp backtest` and `ipp measure` do."""
