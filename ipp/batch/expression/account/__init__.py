"""What is theirs, piece by piece, where things are given back, charged or cancelled: sentence 1 of docs/meaning.md."""
