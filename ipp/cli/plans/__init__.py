"""What `ipp plan` reads and writes beside orders: stock, the files of a night, the days to come."""
