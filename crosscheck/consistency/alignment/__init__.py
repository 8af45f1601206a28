"""Which claims of different documents speak of the same: candidates, their scores, the judge."""
