"""Datelines: where, when and for which agency a report was written, in front of its text."""

import re

# "PARIS", "SEOUL/TOKYO", "ST. LOUIS"; a part behind it: "Mo.", "Costa Rica", "3 May 2021".
_CITY = r"[A-Z][A-Z.’']+(?:[ /-][A-Z][A-Z.’']*){0,4}"
_PARTS = r"(?:(?:[A-Z][\w.’'-]{0,24}|of|the|\d{1,4}(?:st|nd|rd|th)?),?\s){0,6}"
_TOWN = r"[A-Z][\w.’' ,/-]{1,40}"
_AGENCY = r"\(\s?[A-Z][\w .’'/-]{1,30}\s?\)"
_DASH = r"\s?(?:(?<=\s)(?:–\s?|--?\s)|—\s?)"
_BEHIND = r"(?=[\"'“‘]?[A-Z0-9$])"
_DATELINE = re.compile(
    rf"(?:{_CITY}(?:,\s{_PARTS})?\s?(?:{_AGENCY})?|{_TOWN}{_AGENCY}|{_AGENCY}){_DASH}{_BEHIND}"
    # some leave the dash out: "(GZ) Floods", "Orlow (GZ)Floods"
    rf"|\([A-Z]{{2,6}}\)\s?{_BEHIND}|{_TOWN}\([A-Z]{{2,6}}\){_BEHIND}"
)


def after_dateline(text: str) -> int:
    """Where a paragraph goes on behind its dateline; 0 if it has none.

    A dateline names a place in capitals or an agency in brackets; mostly a dash ends it.

    >>> text = "ORLOW, 3 May 2021 (Gazette) — The bridge is open."
    >>> text[after_dateline(text):], after_dateline("The bridge — is open.")
    ('The bridge is open.', 0)
    """
    found = _DATELINE.match(text)
    return found.end() if found else 0
