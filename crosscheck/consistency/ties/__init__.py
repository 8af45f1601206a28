"""What ties two claims however little else they share: one utterance, figure, date, name, deed.

Each module reads whole documents, and ties claims of two of them that tell one thing otherwise,
where either tells it in one way only. The comparers say what the difference is. What both need to
know of a subject lies below both: at the top of crosscheck.consistency, or in utterances, figures
and times.
"""
