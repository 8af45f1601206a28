"""Times: where a text tells one, and which interval of the calendar that is."""
