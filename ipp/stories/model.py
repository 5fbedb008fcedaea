"""What a story file says: stories and cases with their steps, names as written, each with its place."""

from datetime import date
from typing import Literal, NamedTuple

from ipp.engine.days import add_days
from ipp.path.keys import Name, Quantity
from ipp.text.source import Source, Span
from ipp.text.yaml.nodes import Mapping, Node

AnswerWord = Literal["did", "accepts", "declines"]
StopWord = Literal["stopped", "resumed"]
ExpectedKey = Literal["name", "offer", "do", "state", "price", "due", "via", "rung", "because"]


class StoryDay(NamedTuple):
    """A day in a story: a date, or so many days from the clock, before it if negative."""

    text: str
    days: int
    fixed: date | None = None

    def find_date(self, clock: date) -> date:
        """Return the day by the calendar."""
        return self.fixed or add_days(clock, self.days)


class Purchase(NamedTuple):
    """`bought`: one order."""

    span: Span
    items: tuple[Quantity, ...]
    on: StoryDay | None


class Loss(NamedTuple):
    """`returned` or `cancelled`."""

    span: Span
    word: Literal["returned", "cancelled"]
    items: tuple[Quantity, ...]
    on: StoryDay | None


class StoryAnswer(NamedTuple):
    """`did`, `accepts` or `declines`: of what is next, or of what is named."""

    span: Span
    word: AnswerWord
    name: Name | None
    on: StoryDay | None


class Silence(NamedTuple):
    """`silent`: so many days without an answer."""

    span: Span
    text: str
    days: int


class Knowledge(NamedTuple):
    """`with`: what is known of the customer from here on."""

    span: Span
    attributes: tuple[tuple[Name, str], ...]


class Identity(NamedTuple):
    """`customer`: what the shop calls the customer from here on, for shares and holdouts."""

    span: Span
    id: str


class StopStep(NamedTuple):
    """`stopped` or `resumed`: the customer asked to get nothing any more, or something again."""

    span: Span
    word: StopWord
    on: StoryDay | None


class ExpectedValue(NamedTuple):
    """One key of an expectation: its text as written, and what that means."""

    key: ExpectedKey
    text: str
    span: Span
    value: object
    key_span: Span | None = None


class Expectation(NamedTuple):
    """`next`: what must come next; only the keys that are given are compared. `blank` where `?` stands for it."""

    span: Span
    values: tuple[ExpectedValue, ...]
    blank: bool = False
    mapping: Mapping | None = None
    own: bool = True  # it stands where it is used: an alias has the place of what it repeats


class Ban(NamedTuple):
    """`never`: what must not come next from here to the end."""

    span: Span
    names: tuple[Name, ...]


class ReachStep(NamedTuple):
    """`reaches`: what is asked or done in the end if every answer is Yes, after so many asks and days at most."""

    span: Span
    name: Name
    asks: int | None
    days: int | None


class Situation(NamedTuple):
    """The history of a case, as `ipp next` takes it: texts by option; each purchase is an order of its own."""

    span: Span
    told: tuple[tuple[str, Name], ...]
    on: StoryDay | None
    stops: tuple[tuple[StopWord, StoryDay], ...] = ()


Step = (
    Purchase
    | Loss
    | StoryAnswer
    | Silence
    | Knowledge
    | Identity
    | StopStep
    | Expectation
    | Ban
    | ReachStep
    | Situation
)


class Story(NamedTuple):
    """A story or a case; `broken` when a mistake in it was reported."""

    name: str
    span: Span
    steps: tuple[Step, ...]
    broken: bool
    case: bool = False


class StoryFile(NamedTuple):
    """One file of stories; `path` is the path file as written, `today` the day on which its stories begin."""

    source: Source
    tree: Node | None
    path: Name | None
    today: date | None
    stories: tuple[Story, ...]
