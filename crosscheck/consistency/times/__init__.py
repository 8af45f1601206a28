"""When it was and how long it took: what times date, and whether two are of one event or thing."""
