"""Will there be another season?  What is known, and what the words are."""
