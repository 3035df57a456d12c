"""Compares our search backend with Wagtail's own on the same pages, in the same run.

Usage: python tests/bench/search_bench.py [--rows 5000]; DATABASE_URL chooses the database.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

WORDS = """
công đoàn việt nam lao động bảo hiểm xã hội người tiền lương nhà ở an toàn vệ sinh thi đua
thủy lợi đường sắt dầu khí ngân hàng giáo dục y tế đại hội nghị quyết cơ sở đoàn viên quyền
lợi chăm lo tết sum vầy đối thoại thương lượng tập thể hòa bình quảng ninh đà nẵng cần thơ
"""
SYLLABLES = WORDS.split()
BACKENDS = {"stock": "modelsearch.backends.database", "ours": "search.backends.database"}


def make_pages(rows: int) -> None:
    """Insert `rows` pages below the root in one go, tree columns by hand."""
    from wagtail.models import Page

    root, chance = Page.get_first_root_node(), random.Random(7)
    first = root.numchild + 1
    pages = [
        Page(
            path=root.path + Page._get_path("", 1, number)[-Page.steplen :],
            depth=2,
            title=" ".join(chance.choices(SYLLABLES, k=12)).capitalize(),
            draft_title="",
            slug=f"bench-{number}",
            url_path=f"/bench-{number}/",
            locale_id=root.locale_id or 1,
            content_type_id=root.content_type_id,
            show_in_menus=number % 100 == 0,
        )
        for number in range(first, first + rows)
    ]
    Page.objects.bulk_create(pages, batch_size=500)


def milliseconds(action: Callable[[], object], times: int) -> float:
    """Return the median time of `action`."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(backend_path: str, times: int) -> dict[str, float]:
    """Rebuild the index with one backend and time what editors and readers do."""
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend

    backend = get_search_backend(backend_path)
    page = Page.objects.filter(depth=2).last()
    backend.reset_indexes()
    build = milliseconds(lambda: rebuild(backend), 1)
    scoped = Page.objects.filter(show_in_menus=True)
    return {
        "rebuild the index": build,
        "save one page": milliseconds(lambda: backend.add(page), times),
        "rare words, first 20": milliseconds(
            lambda: list(backend.search("đường sắt dầu khí", Page)[:20]), times
        ),
        "frequent word, first 20": milliseconds(
            lambda: list(backend.search("công", Page)[:20]), times
        ),
        "frequent word, count": milliseconds(lambda: backend.search("công", Page).count(), times),
        "frequent word in one unit": milliseconds(
            lambda: list(backend.search("công", scoped)[:20]), times
        ),
        "completion, first 20": milliseconds(
            lambda: list(backend.autocomplete("cong đo", Page)[:20]), times
        ),
    }


def rebuild(backend: object) -> None:
    """Index every page as `update_index` does, in batches of 1,000."""
    from wagtail.models import Page

    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Page))
    index = rebuilder.start()
    pages = list(Page.get_indexed_objects())
    for first in range(0, len(pages), 1000):
        index.add_items(Page, pages[first : first + 1000])
    rebuilder.finish()


def main() -> None:
    """Build a throw-away database, measure both backends, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()

    import django

    django.setup()
    from django.db import connection
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        make_pages(options.rows)
        results = {name: measure(path, options.times) for name, path in BACKENDS.items()}
    finally:
        runner.teardown_databases(databases)
    lines = [
        f"{connection.vendor}, {options.rows} pages, median of {options.times}, milliseconds",
        f"{'':28}{'stock':>10}{'ours':>10}{'ratio':>9}",
    ]
    for name, stock in results["stock"].items():
        ours = results["ours"][name]
        lines.append(f"{name:28}{stock:10.1f}{ours:10.1f}{stock / ours:8.1f}x")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
