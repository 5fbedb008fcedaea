"""What a message is worth: its take rate times what a Yes brings."""

from pathlib import Path

from ipp.api.customers import load
from ipp.batch.nightly.worth import make_worths
from tests.batch.nightly.shop import PATH


def test_worth_is_take_times_margin(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(PATH.replace("kind: content", "kind: partner, earns: 4.50, take: 3%"), encoding="utf-8")
    worths = {row[:3]: row[3] for row in make_worths(load(str(file)).policy).rows}
    assert worths["Tea set", "80.00", "Mug"] == 92_000, "46 left of 80, taken by 20%"
    assert worths["Mug", "20.00", "Teapot"] == 15_000, "the usual rate"
    assert worths["Mug", "18.00", "Bowl"] == 13_000
    assert worths["Clay Club", "30.00", "Mug"] == 9_000, "a membership by its first payment"
    assert worths["Washing advice", "", ""] == 1_350, "what a partner pays"
    assert worths["Ten percent off", "", ""] == 0
