"""What a text means to a policy, for those who ask from outside the path file."""

from ipp.engine.policy import Policy
from ipp.errors import RequestError
from ipp.path.model import Touch


def name_good(policy: Policy, text: str) -> str:
    """Return what the path calls the product or bundle that a text means; raises RequestError when there is none."""
    item = policy.names.find(text)
    if item is None or isinstance(item, Touch):
        raise RequestError(f"no product or bundle is called {text!r}")
    return item.name.text


def name_touch(policy: Policy, text: str) -> str:
    """Return what the path calls the touch that a text means; raises RequestError when there is none."""
    item = policy.names.find(text)
    if not isinstance(item, Touch):
        raise RequestError(f"no touch is called {text!r}")
    return item.name.text
