"""Headlines that name a speaker or a subject before a colon: "Mayor: 'The bridge stays shut'"."""

import re

_NAMED = re.compile(r"\s*[^:\"“”‘.?!]{2,60}:\s+(?=\S+\s+\S+\s+\S)")


def after_colon(title: str) -> int:
    """Where a headline goes on behind whom or what it names before a colon; 0 if it does not.

    >>> text = "Harbour master: 'The pier is safe'"
    >>> text[after_colon(text):], after_colon("The pier is safe, says harbour master")
    ("'The pier is safe'", 0)
    """
    found = _NAMED.match(title)
    return found.end() if found else 0
