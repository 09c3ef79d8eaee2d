"""Duizhao's engine: pure functions that compare two yearly editions of a report."""
