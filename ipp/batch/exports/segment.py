"""Segment's HTTP API: each line is the body of one request to /v1/batch, of `identify` calls.

https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/server/http-api: a body of at most 500 KB and 2,500 calls, a call of at most 32 KB,
days and moments in ISO 8601; a trait that is null is cleared. The file as a whole has no limit. The same `messageId` counts once, so a file can be sent again.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256

from ipp.batch.outgoing.contact import AFTER, BEFORE, SHARED, Contact, SharedTexts
from ipp.batch.outgoing.export import ContactExport, MadeOnce, Record, clip_bytes
from ipp.text.visible import escape_json

MOST_BYTES, MOST_CALLS, MOST_TEXT = 500_000, 2_500, 1_500
"""Of one body; the calls in it; and the bytes of one trait, of which a call holds so few that it stays under 32 KB."""
_HEAD, _TAIL = '{"batch":[', "]}"


def _identify(contact: Contact) -> Record:
    return (contact.customer,)


class Calls:
    """Writes contacts as calls, each named by what it says: the hash of its keys in order. What many contacts are told is written once."""

    def __init__(self) -> None:
        self.shared = MadeOnce(_write_shared)
        self.due = MadeOnce(partial(_write_trait, "due"))

    def write(self, contact: Contact) -> str:
        """Return the call of a contact."""
        before, after, first, last = self.shared[contact.shared]
        due, key = self.due[contact.due]
        said, keys = f"{before},{due},{after}", f"{first}, {key}, {last}"
        if contact.email:
            said += f',"email":{_show(contact.email)}'
            keys = f'"email": {json.dumps(contact.email)}, {keys}'
        who = json.dumps(contact.customer)
        name = sha256(f'{{"traits": {{{keys}}}, "type": "identify", "userId": {who}}}'.encode()).hexdigest()
        return f'{{"type":"identify","userId":{_show(contact.customer)},"traits":{{{said}}},"messageId":"ipp-{name}"}}'


def _write_shared(shared: SharedTexts) -> tuple[str, str, str, str]:
    """Return the traits before and after the day when something is due, as they are sent, and as they are hashed: by their names."""
    traits = {field: _write_trait(field, text) for field, text in zip(SHARED, shared.texts, strict=True)}
    ordered = [(field, key) for field, (_, key) in sorted(traits.items())]
    return (
        ",".join(traits[field][0] for field in BEFORE),
        ",".join(traits[field][0] for field in AFTER),
        ", ".join(key for field, key in ordered if field < "due"),
        ", ".join(key for field, key in ordered if field > "due"),
    )


def _write_trait(field: str, text: str) -> tuple[str, str]:
    """Return a trait as it is sent, and as it is hashed."""
    value = clip_bytes(text, MOST_TEXT) or None
    return f'"ipp_{field}":{_show(value)}', f'"ipp_{field}": {json.dumps(value)}'


def _show(value: str | None) -> str:
    return escape_json(json.dumps(value, ensure_ascii=False))


def pack_calls(lines: Iterable[str]) -> Iterator[str]:
    """Yield bodies, a line each."""
    calls: list[str] = []
    size = 0
    for call in lines:
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
    _identify,
    "a name",
    most_bytes=1 << 62,
    start=lambda: Calls().write,
    pack=pack_calls,
    ending=".jsonl",
)
