"""One measurement of the forecast, in this process: `python -m benchmarks.forecasting_job 1000 1` or `… paths/store.yaml 1`."""

import gc
import sys
from datetime import date
from pathlib import Path
from random import Random
from statistics import fmean, variance
from time import process_time

from benchmarks.child import ROOT
from benchmarks.stores import store_text
from ipp.engine.policy.compile import Policy
from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source
from ipp.value.entrants import enter_customers
from ipp.value.forecast import make_forecast
from ipp.value.inputs.question import Question, put_question
from ipp.value.process.transitions import END
from ipp.value.solve.runs import SweepRuns
from ipp.value.solve.valuation import Valuation

TODAY = date(2026, 11, 22)


def main(what: str, seed: int) -> None:
    """Forecast one store, then draw customers one by one for as long; print time, variance and mean of both."""
    policy = _policy(store_text(int(what)) if what.isdecimal() else (ROOT / what).read_text(encoding="utf-8"))
    gc.disable()  # as the program does while it reads
    question = put_question(policy, TODAY, seed=seed)
    began = process_time()
    found = make_forecast(policy, question)
    taken = process_time() - began
    margin, noise = found.total.margin, _variance(found.runs)
    drawn, times = _monte_carlo(policy, question, taken, seed)
    error = margin.half / margin.value
    print(
        taken,
        noise,
        error,
        found.runs.nodes,
        len(found.offers),
        times,
        variance(drawn) / len(drawn),
        margin.value,
        fmean(drawn),
    )


def _policy(text: str) -> Policy:
    store = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(store, Store)
    return store.policy


def _variance(runs: SweepRuns) -> float:
    """Return the variance of the estimated margin; 0 when it is exact."""
    each = [run.total.margin for run in runs.each]
    return variance(each) / len(each) if len(each) > 1 else 0.0


def _monte_carlo(policy: Policy, question: Question, seconds: float, seed: int) -> tuple[list[float], float]:
    """Draw customers for so many seconds; return the margin of each, and the time it took.

    Spots that were met before are remembered, which makes it quicker than walking every customer anew.
    """
    random = Random(seed)
    began = process_time()
    entered = enter_customers(policy, question)
    terms = Valuation(entered.transitions, question.rates)
    margins: list[float] = []
    starts = [next(iter(kinds)) for kinds in entered.kinds]  # its store has no shares
    while process_time() - began < seconds or len(margins) < 100:
        spot = random.choice(starts)
        margins.append(_customer(terms, spot, random))
    return margins, process_time() - began


def _customer(terms: Valuation, spot: int, random: Random) -> float:
    margin = 0.0
    while spot != END and (way := terms.transitions.find_transition(spot)) is not None:
        if way.rate_key >= len(terms.takes):
            terms.learn_rate_keys()
        if random.random() < terms.takes[way.rate_key]:
            margin += terms.value_yes(way)[1]
            spot = way.yes
        elif random.random() < terms.stays[way.rate_key]:
            spot = way.no
        else:
            break
    return margin


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
