"""Findings and figures -> Forecast: will it be renewed, by when, when would it come, how many watch."""
