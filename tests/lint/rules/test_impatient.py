"""IPP402: silence that counts as a No before anybody can answer."""

import pytest

from ..marked import hold

STORE = "products: {One: {next: [%s, Club]}, Two: {next: Club}, Club: {}}\n%s"
HASTY = {
    "a step": ("{offer: «Two», patience: 12h}", ""),
    "no time at all": ("{offer: «Two», patience: 0}", ""),
    "a rung": ("{offer: Club, downsell: {offer: «Two», patience: 1h}}", ""),
    "a channel": ("{offer: Two, via: mail}", "channels: {«mail»: {patience: 1h, gap: 2d}}"),
    "a step by a slow channel": ("{offer: «Two», via: mail, patience: 1h}", "channels: {mail: {gap: 1d}}"),
}
FINE = {
    "a day": ("{offer: Two, patience: 1d}", ""),
    "on the spot": ("{offer: Two, patience: 1h, gap: 0}", ""),
    "over within a day": ("{offer: Two, patience: 1h, within: 1d}", ""),
    "a channel on the spot": ("{offer: Two, via: page, patience: 1h}", "channels: {page: {gap: 0}}"),
    "its patience too": ("{offer: Two, via: page}", "channels: {page: {gap: 0, patience: 1h}}"),
    "nothing said": ("Two", ""),
}


@pytest.mark.parametrize("parts", HASTY.values(), ids=HASTY)
def test_nobody_answers_so_soon(parts: tuple[str, str]) -> None:
    hold("impatient", STORE % parts, "counts as a No after less than a day")


@pytest.mark.parametrize("parts", FINE.values(), ids=FINE)
def test_time_enough(parts: tuple[str, str]) -> None:
    hold("impatient", STORE % parts)
