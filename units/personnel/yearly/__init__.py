"""Figures of units year by year: kept on screens, taken over from workbooks, drawn as charts."""
