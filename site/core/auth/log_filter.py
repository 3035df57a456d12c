"""Keeps the secrets of one-time links out of the logs, which name the address of every refusal."""

import logging
import re

ONE_TIME_LINKS = re.compile(r"(/tai-khoan/loi-moi/|/password_reset/confirm/)[^\s?&#\"']+")


class HideOneTimeLinks(logging.Filter):
    """Lets every record pass, with the secret part of such addresses replaced."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message where it names a one-time link."""
        message = record.getMessage()
        if ONE_TIME_LINKS.search(message):
            record.msg, record.args = ONE_TIME_LINKS.sub(r"\1***", message), ()
        return True
