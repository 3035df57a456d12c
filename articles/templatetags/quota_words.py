"""Names of weeks in templates."""

from datetime import date

from django import template

from articles.quotas.periods import days_of

register = template.Library()


@register.filter
def days_of_week(week: date) -> str:
    """Return the first and the last day of a week."""
    return days_of(week)
