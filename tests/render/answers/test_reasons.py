"""Why something was passed over: every kind of reason has words."""

from datetime import date
from typing import get_args

import pytest

from ipp.engine.decision.action import Reason, Why
from ipp.render.answers.reasons import list_reason_words, write_reason

WORDS = {
    "done": "done on 5 Sep 2026",
    "declined": "declined on 5 Sep 2026",
    "silence": "silence: a No on 5 Sep 2026",
    "given back": "given back or ended on 5 Sep 2026",
    "bought": "bought on 5 Sep 2026",
    "owned": "owned: it contains Slippers",
    "closed segment": "segment: closed to them by Slippers",
    "window over": "window over on 5 Sep 2026",
    "higher rung theirs": "smaller than Slippers, which is theirs",
    "draft": "draft",
    "paused": "paused",
    "retired": "retired",
    "given up": "given up: asked again on 5 Sep 2026",
    "not open yet": "not open yet: opens on 5 Sep 2026",
    "within over": "within over on 5 Sep 2026",
    "open ask": "open ask: Slippers is not answered yet",
    "not due yet": "not due yet: due on 5 Sep 2026",
    "held up": "held up by Slippers, which comes first",
}


@pytest.mark.parametrize("why", get_args(Why))
def test_every_reason_has_words(why: Why) -> None:
    assert write_reason(Reason(why, "Slippers", date(2026, 9, 5))) == WORDS[why]
    assert list_reason_words()[why] == WORDS[why].replace("Slippers", "{about}").replace(
        " on 5 Sep 2026", "{when}"
    )


def test_a_name_is_said_as_it_is() -> None:
    assert write_reason(Reason("held up", "{when}")) == "held up by {when}, which comes first"
