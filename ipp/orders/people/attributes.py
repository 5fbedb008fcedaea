"""What is known of customers, as segments ask for it: which column says it, and which value of a segment a text means."""

from collections.abc import Iterable, Mapping, Sequence

from ipp.engine.policy.compile import Policy
from ipp.path.names import fold_name
from ipp.text.column_names import plain_name

CONSENT = frozenset(
    [
        "acceptsmarketing",
        "acceptsemailmarketing",
        "buyeracceptsmarketing",
        "customeracceptsmarketing",
        "emailmarketing",
        "emailmarketingconsent",
        "marketingconsent",
        "marketingoptin",
        "optin",
        "optedin",
        "emailoptin",
        "newsletter",
        "newsletteroptin",
        "newslettersubscription",
        "subscribed",
    ]
)
"""What shops call the column that says whether a customer may be written to, in letters alone."""
OTHER = -1
"""Stands for a value that no segment names: it is said all the same, and goes before what is said elsewhere."""
_YES = ("yes", "true", "1", "y", "subscribed")
_NO = ("no", "false", "0", "n", "unsubscribed")


def list_attributes(policy: Policy) -> dict[str, str]:
    """Return the column of each attribute that a segment reads."""
    return {name: f"attr_{place}" for place, name in enumerate(policy.attribute_values)}


def find_attribute_columns(attributes: Iterable[str], names: Sequence[str]) -> dict[str, str]:
    """Return the column of each attribute that has one: by its name, and of consent by any name for it."""
    plain = {plain_name(name): name for name in reversed(names)}
    consent = next((plain[name] for name in plain if name in CONSENT), None)
    found: dict[str, str] = {}
    for attribute in attributes:
        wanted = plain_name(attribute)
        column = plain.get(wanted, consent if wanted in CONSENT else None)
        if column is not None:
            found[attribute] = column
    return found


def number_values(values: Sequence[str], attribute: str, texts: Iterable[str]) -> Mapping[str, int]:
    """Return the place of each text among the values that segments name, compared like names, or OTHER; of consent, true and 1 are yes."""
    places = {value: place for place, value in enumerate(values)}
    found: dict[str, int] = {}
    for text in texts:
        folded = fold_name(text)
        same: tuple[str, ...] = (folded,)
        if plain_name(attribute) in CONSENT:
            same = next((words for words in (_YES, _NO) if folded in words), same)
        found[text] = next((places[word] for word in (folded, *same) if word in places), OTHER)
    return found
