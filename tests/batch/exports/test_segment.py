"""A call of Segment, put together of parts, is the JSON that it would be as a whole."""

import json
from hashlib import sha256

import pytest

from ipp.batch.exports.segment import MOST_TEXT, Calls
from ipp.batch.outgoing.contact import SHARED, Contact, SharedTexts
from ipp.batch.outgoing.export import clip_bytes
from ipp.text.visible import escape_json


@pytest.mark.parametrize("customer", ["7", "ann@ex.test", 'Zoë "##[x"', "\u2028@x"])
def test_a_call_is_named_by_the_hash_of_what_it_says(customer: str) -> None:
    texts = [("", 'a "b"', "##[x", "\u202e", "é" * 2_000, "Mug")[place % 6] for place in range(len(SHARED))]
    contact = Contact(customer, "2026-11-22", SharedTexts(tuple(texts)))
    traits = {f"ipp_{field}": clip_bytes(text, MOST_TEXT) or None for field, text in contact.values.items()}
    if "@" in customer:
        traits["email"] = customer
    call = {"type": "identify", "userId": customer, "traits": traits}
    name = sha256(json.dumps(call, sort_keys=True).encode()).hexdigest()
    text = json.dumps({**call, "messageId": f"ipp-{name}"}, ensure_ascii=False, separators=(",", ":"))
    assert Calls().write(contact) == escape_json(text)
