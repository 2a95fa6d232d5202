"""Web pages of our own making, with what is on them: what extraction is measured against.

Invented articles on invented sites; nothing was copied from anywhere.  One half of the sites,
in `seen`, may be looked at while an extractor is written; the other, in `unseen`, only measures.
"""
