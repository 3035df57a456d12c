"""Amounts of đồng in templates of royalties."""

from django import template

from articles.grading.explaining import dong

register = template.Library()
register.filter("dong", dong)
