"""A deliberately naive second engine, written from docs/meaning.md alone, and its strategies."""
