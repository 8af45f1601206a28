"""Loading the spaCy pipeline that analyses the passages."""

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from crosscheck.errors import ModelError
from crosscheck.language import recogniser, syntax  # noqa: F401  (spaCy learns their names)

_NEEDED = {
    "token.tag": "tagger",
    "token.dep": "parser",
    "token.lemma": "lemmatizer",
    "doc.ents": "named-entity recogniser",
}


@cache
def load_pipeline(name: str) -> Language:
    """Load an installed spaCy package, or a pipeline's folder.

    Raises:
        ModelError: If there is no such package or folder, the folder is broken, or the pipeline has
            no tagger, parser, lemmatizer or named-entity recogniser.
    """
    if not is_package(name) and not Path(name).joinpath("config.cfg").is_file():
        raise ModelError(
            f"{name}: no installed spaCy package and no pipeline folder; set language.model to "
            "models/en_crosscheck or to an installed package such as en_core_web_sm"
        )
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, KeyError) as error:
        first = str(error).splitlines()[0]
        raise ModelError(f"{name}: the pipeline cannot be loaded ({first}); restore it") from error
    assigned = {what for pipe in nlp.pipe_names for what in nlp.get_pipe_meta(pipe).assigns}
    missing = [part for what, part in _NEEDED.items() if what not in assigned]
    if missing:
        raise ModelError(f"{name}: the pipeline has no {missing[0]}; choose another language.model")
    return nlp
