"""Viewing: from what platforms publish of it, and from logs of it, to a season's figures.

Charts -> SeasonFigures; events -> a table of figures.  Files and engines are opened in
`load_charts`, `load` and `state_files`, the network in `pull`; everything else is handed its input.
What the figures are good for is left to `forecast`.
"""
