"""What must stay true of a path: story files, read, played on the engine, brought up to date, counted, and written.

A story file (`*.test.yaml`) names a path file and a day, and tells stories: what a customer does, and what must come next. The room, in
the order in which a story walks through it:

| step | file | from -> to |
|---|---|---|
| read | `reading/` | text -> `StoryFile` (`model.py`), names as written, with findings |
| check | `names.py` | names -> findings: unknown ones with the nearest, old ones with the new one |
| play | `play.py`, on the customer of `customer.py` | `Story` -> `StoryResult` (`result.py`): the transcript, and what failed |
| compare | `compare.py` | one expectation and one decision -> what differs, and why the expected was passed over |
| update | `update.py` | results -> edits of wrong values only |
| cover | `coverage/` | plays -> goals of a path (rungs, touches, segments …) that were reached |
| generate | `generate/` | a path -> few stories that reach its goals, as text |

The clock of a story starts at `today`. Nothing here decides what is next: `customer.py` asks the engine, as `ipp next` does.
"""
