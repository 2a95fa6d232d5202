"""Viewing: from what was watched, or what platforms publish of it, to a season's figures.

Logs and charts -> SeasonFigures.  Files are opened in `load` and `load_charts`, the network in
`pull`; everything else is handed its input.  What the figures are good for is left to
`forecast` and `decision`.
"""
