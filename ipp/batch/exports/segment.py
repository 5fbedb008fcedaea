"""Segment's HTTP API: each line is the body of one request to /v1/batch, of `identify` calls.

https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/server/http-api: a body of at most 500 KB and 2,500 calls, a call of at most 32 KB,
days and moments in ISO 8601; a trait that is null is cleared. The file as a whole has no limit. The same `messageId` counts once, so a file can be sent again.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from ipp.batch.outgoing.contact import FIELDS, Contact
from ipp.batch.outgoing.export import ContactExport, Record, clip_bytes
from ipp.text.visible import escape_json

MOST_BYTES, MOST_CALLS, MOST_TEXT = 500_000, 2_500, 1_500
"""Of one body; the calls in it; and the bytes of one trait, of which a call holds so few that it stays under 32 KB."""
_HEAD, _TAIL = '{"batch":[', "]}"


def _write_call(contact: Contact) -> Record:
    traits: dict[str, str | None] = {
        f"ipp_{field}": clip_bytes(contact.values[field], MOST_TEXT) or None for field in FIELDS
    }
    if contact.email:
        traits["email"] = contact.email
    call = {"type": "identify", "userId": contact.customer, "traits": traits}
    name = sha256(json.dumps(call, sort_keys=True).encode()).hexdigest()
    text = json.dumps({**call, "messageId": f"ipp-{name}"}, ensure_ascii=False, separators=(",", ":"))
    return (escape_json(text),)


def pack_calls(records: Iterable[Record]) -> Iterator[str]:
    """Yield bodies, a line each."""
    calls: list[str] = []
    size = 0
    for (call,) in records:
        length = len(call.encode()) + 1
        if calls and (size + length > MOST_BYTES - 20 or len(calls) == MOST_CALLS):
            yield f"{_HEAD}{','.join(calls)}{_TAIL}\n"
            calls, size = [], 0
        calls.append(call)
        size += length
    if calls:
        yield f"{_HEAD}{','.join(calls)}{_TAIL}\n"


SEGMENT = ContactExport(
    "segment",
    "Segment",
    "https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/server/http-api",
    (),
    _write_call,
    "a name",
    most_bytes=1 << 62,
    pack=pack_calls,
    ending=".jsonl",
)
