"""What `ipp learn` and `ipp backtest` do."""
