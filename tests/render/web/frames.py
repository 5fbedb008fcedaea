"""What a frame costs the browser: time of the processor of the page's main thread, as Chromium counts it."""

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

FRAMES, ROUNDS = 40, 5
BLANK = """<!doctype html><style>html, body, svg { width: 100%; height: 100%; margin: 0 }</style>
<svg id="picture" viewBox="0 0 900 900"><rect x="-9000" y="-9000" width="90000" height="90000" fill="#eee"/></svg>"""
MOVE_BLANK = """() => {
    const picture = document.getElementById("picture");
    let moved = 0;
    picture.addEventListener("wheel", ({shiftKey, deltaY}) => {
        const size = shiftKey ? 900 : 900 + (moved += deltaY);
        picture.setAttribute("viewBox", `${shiftKey ? (moved += deltaY) : 0} 0 ${size} ${size}`);
    });
}"""
"""A blank picture that is moved as plainly as can be: its ground alone is drawn anew."""
DRIVE = """async ([aside, frames]) => {
    const picture = document.getElementById("picture");
    for (let frame = 0; frame < frames; frame += 1) {
        await new Promise(requestAnimationFrame);
        const deltaY = (aside ? 40 : -15) * (Math.floor(frame / 20) % 2 ? -1 : 1);
        picture.dispatchEvent(new WheelEvent("wheel", {deltaY, shiftKey: aside, clientX: 500, clientY: 400, bubbles: true, cancelable: true}));
    }
    await new Promise(requestAnimationFrame);
}"""


def compare_frames(page: "Page", *, aside: bool) -> float:
    """Return how many times the work of a blank picture it takes to move the picture aside or nearer.

    The two are moved in turns, as a busy machine is busy for both, and the medians of the rounds are compared.
    """
    blank = page.context.new_page()
    blank.set_content(BLANK)
    blank.evaluate(MOVE_BLANK)
    sessions = [(each, _start_session(each)) for each in (page, blank)]
    rounds = [[_measure_round(*each, aside=aside) for each in sessions] for _ in range(ROUNDS)]
    blank.close()
    moved, still = (median(each) for each in zip(*rounds, strict=True))
    return float(moved / still)


def _start_session(page: "Page") -> "CDPSession":
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def _measure_round(page: "Page", session: "CDPSession", *, aside: bool) -> float:
    """Return the milliseconds of processor time of a frame."""
    page.bring_to_front()
    before = _read_time(session)
    page.evaluate(DRIVE, [aside, FRAMES])
    return (_read_time(session) - before) * 1000 / FRAMES


def _read_time(session: "CDPSession") -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))
