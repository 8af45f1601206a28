"""The errors that a person caused and can mend: one line that names the thing and the remedy."""


class CrosscheckError(Exception):
    """Base of the errors that stages print as one line, without a traceback."""


class ParameterError(CrosscheckError):
    """A parameter that is unknown, missing or of the wrong type."""


class ModelError(CrosscheckError):
    """A language model that is missing or broken."""
