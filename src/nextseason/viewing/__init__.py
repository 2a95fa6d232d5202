"""Viewing: from what platforms publish of it to a season's figures.

Charts -> SeasonFigures.  Files are opened in `load_charts`, the network in `pull`; everything else
is handed its input.  What the figures are good for is left to `forecast`.
"""
