"""What time alone opens for those for whom nothing is left today: sentence 12 of docs/meaning.md."""
