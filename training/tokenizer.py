"""spaCy's English tokenizer, brought nearer to the treebanks' and to news text.

The treebanks leave prefixes on their word ("anti-war", "re-elected"), which spaCy splits, and
split names of a letter and a number ("F-16", "Covid-19"), which spaCy does not. The rules are
saved with the pipeline, so loading it needs none of this code. Some titles and states are added to
the abbreviations that keep their full stop.
"""

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.util import compile_infix_regex

_PREFIXES = (
    *("anti", "co", "counter", "cross", "e", "inter", "intra", "micro", "mid", "mini", "multi"),
    *("neo", "non", "pan", "post", "pre", "pro", "re", "semi", "socio", "sub"),
)


_ABBREVIATIONS = (
    *("Capt.", "Sgt.", "Maj.", "Cmdr.", "Sens.", "Reps.", "Govs.", "Atty.", "Supt.", "Insp."),
    *("Pvt.", "Cpl.", "Dept.", "Blvd.", "Brig.", "Lt.", "Col.", "Adm.", "Hon.", "Pres.", "Sec."),
    *("Okla.", "Tex.", "Ft.", "Ave.", "Ala.", "Ariz.", "Conn.", "Minn.", "Wis.", "etc.", "al."),
)


def adapt_tokenizer(nlp: Language) -> None:
    """Replace the rule for hyphens between letters and add those for numbers, in a pipeline's
    tokenizer.
    """
    usual = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
    kept = [rule for rule in nlp.Defaults.infixes if rule != usual]
    if len(kept) == len(nlp.Defaults.infixes):
        raise ValueError(
            "spaCy's infix rule for hyphens before letters has changed: adapt tokenizer.py to it"
        )
    not_prefix = "".join(rf"(?<!\b[{p[0]}{p[0].upper()}]{p[1:]})" for p in _PREFIXES)
    ours = [
        rf"(?<=[{ALPHA}0-9]){not_prefix}(?:{HYPHENS})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])(?:{HYPHENS})(?=[0-9])",
    ]
    for abbreviation in _ABBREVIATIONS:
        nlp.tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    nlp.tokenizer.infix_finditer = compile_infix_regex([*kept, *ours]).finditer
