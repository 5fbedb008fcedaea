"""Arguments of commands as they were typed: which are texts, which name files, and the guards before a command runs and before anything is written."""
