"""The door for engineers: what the commands do, as functions. A module is imported when the first of its functions is asked for."""
