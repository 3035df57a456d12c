"""Makes the poll and the ballots of many voters, each with its own key and solved proof.

Run by `ballots_bench.py` with the portal's environment: prepare.py FILE NUMBER. Writes a line for
each ballot: key, canonical answers, the body that a browser would send; prints the poll.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.core.management import call_command
from django.utils import timezone
from measuring import show

from factories.polls import choices_of, make_poll, questions_of
from forms.guarding import keys, proofs
from units.models import Unit

KINDS = ("single", "scale", "multiple")
PURPOSE, CHUNK = "vote", 500
TOKEN = "a" * 32  # the browser's cookie and the field of the form hold the same


def main() -> None:
    """Do everything once."""
    path, number = sys.argv[1], int(sys.argv[2])
    call_command("migrate", verbosity=0, interactive=False)
    unit = Unit.objects.create(code="BENCH", kind="province", name_vi="Bench", slug="bench")
    poll = make_poll(unit, kinds=KINDS, with_page=False)
    make = partial(line, [(one.pk, choices_of(one)) for one in questions_of(poll)])
    with open(path, "w") as file, ProcessPoolExecutor() as pool:
        file.writelines(pool.map(make, range(number), chunksize=CHUNK))
    show(json.dumps({"poll": poll.pk, "path": f"/bo-phieu/{poll.pk}/"}))


def line(questions: list[tuple[int, list[int]]], number: int) -> str:
    """Return the ballot of one voter; what voters answer differs from one to the next."""
    now, key = timezone.now(), uuid4()
    (single, choices), (scale, _none), (multiple, several) = questions
    answers: dict[str, Any] = {
        str(single): choices[number % len(choices)],
        str(scale): number % 5 + 1,
        str(multiple): sorted(several[number % 2 :][:2]),
    }
    challenge = proofs.new_challenge(purpose=PURPOSE, level=0, now=now)
    shown_at = now - timedelta(minutes=1)
    body = {f"q{pk}": answer for pk, answer in answers.items()} | {
        "csrfmiddlewaretoken": TOKEN,
        "form_key": keys.issue(purpose=PURPOSE, now=shown_at, nonce=key),
        "altcha": proofs.solve(challenge),
    }
    return f"{key.hex}\t{json.dumps(answers)}\t{urlencode(body, doseq=True)}\n"


if __name__ == "__main__":
    main()
