"""What figures count, of what occasion they are, and the figures that news tells most."""
