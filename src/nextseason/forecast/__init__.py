"""Findings and figures -> Forecast: renewed or not, by when, the next premiere, its audience."""
