"""Time zones by the abbreviations that news gives them."""

# Hours ahead of UTC, of the zones that English-language news names.
ZONES: dict[str, float] = {
    "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5,
    "JST": 9, "AEST": 10, "AEDT": 11, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5,
    "CT": -6, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8,
}  # fmt: skip
