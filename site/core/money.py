"""Whole đồng: where fractions are rounded, how a sum is split, how an amount is read out."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")


def round_dong(amount: Decimal) -> int:
    """Return the nearest whole đồng; exactly half a đồng goes away from zero.

    The one place where money is rounded.
    """
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def split_dong(total: int, weights: Sequence[Decimal]) -> list[int]:
    """Split `total` đồng by weights so that the parts sum to it.

    Each part is first cut down to whole đồng; what is left goes, one đồng each, to the largest
    remainders, the earlier part first where they are equal. Raises `ValueError` when the total or
    a weight is negative or all weights are zero.
    """
    whole = sum(weights, Decimal(0))
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("Needs a total and weights of zero or more, and one weight above zero.")
    exact = [Decimal(total) * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def grouped(amount: int) -> str:
    """Return an amount with points between thousands, as Vietnamese documents write it."""
    return f"{amount:,}".replace(",", ".")


def in_words(amount: int) -> str:
    """Return an amount read out in Vietnamese: “Hai triệu năm trăm ba mươi nghìn đồng”.

    Groups below the first are read with their hundreds (“không trăm linh năm”), as on official
    forms; a negative amount begins with “Âm”.
    """
    words = ["âm"] if amount < 0 else []
    words += _number(abs(amount))
    text = " ".join([*words, "đồng"])
    return text[0].upper() + text[1:]


def number_in_words(value: int) -> str:
    """Return a number of things, nought or more, read out in Vietnamese: “một trăm linh bốn”."""
    return " ".join(_number(value))


def _number(value: int) -> list[str]:
    """Read a number; above a billion the part above is read as a number of its own."""
    if value == 0:
        return ["không"]
    billions, rest = divmod(value, 10**9)
    words = [*_number(billions), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _group(group, full=bool(words))
            words += [SCALES[power]] if power else []
    return words


def _group(value: int, *, full: bool) -> list[str]:
    """Read three digits; `full` names hundreds that are zero."""
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if units and words:
            words.append("linh")
    elif tens == 1:
        words.append("mười")
    else:
        words += [DIGITS[tens], "mươi"]
    return words + _unit(tens, units)


def _unit(tens: int, units: int) -> list[str]:
    if units == 0:
        return []
    if units == 1 and tens > 1:
        return ["mốt"]
    if units == 5 and tens > 0:
        return ["lăm"]
    return [DIGITS[units]]
