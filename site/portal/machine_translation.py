"""The machine translator that settings name: whether it exists and can be made, before a start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string
from wagtail_localize.machine_translators.base import BaseMachineTranslator

HINT = (
    "MACHINE_TRANSLATOR is the dotted name of a class made from wagtail-localize's"
    " BaseMachineTranslator, MACHINE_TRANSLATOR_OPTIONS its options as a JSON object;"
    " leave both out for none."
)


def fault() -> str:
    """Return what is wrong with the translator that settings name; empty without one."""
    config = getattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None)
    if config is None:
        return ""
    name = config["CLASS"]
    try:
        found = import_string(name)
    except ImportError as error:
        return f"{name!r} cannot be imported: {error}."
    if not (isinstance(found, type) and issubclass(found, BaseMachineTranslator)):
        return f"{name!r} is no translator."
    try:
        found(config.get("OPTIONS", {}))
    except Exception as error:
        return f"{name!r} does not take its options: {type(error).__name__}: {error}."
    return ""


@register
def check_machine_translator(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name a translator that cannot work, before the first editor clicks on it."""
    text = fault()
    return [Error(f"MACHINE_TRANSLATOR: {text}", hint=HINT, id="portal.E002")] if text else []
