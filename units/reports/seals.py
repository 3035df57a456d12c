"""What the database refuses to change: steps, amendments, and all of a frozen period."""

from core.append_only import Seal

FROZEN = (
    "(SELECT period.state FROM reports_reportperiod period JOIN reports_halfyearreport report"
    " ON report.period_id = period.id WHERE report.id = {row}.report_id) = 'frozen'"
)
PERIOD_FROZEN = "(SELECT state FROM reports_reportperiod WHERE id = {row}.period_id) = 'frozen'"


def _of_report(table: str, name: str) -> Seal:
    old, new = FROZEN.format(row="OLD"), FROZEN.format(row="NEW")
    return Seal(table, name, update_when=f"{old} OR {new}", delete_when=old, insert_when=new)


SEALS = (
    Seal("reports_reportstep", "reports_seal_step"),
    Seal("reports_reportamendment", "reports_seal_amendment"),
    Seal("reports_reportperiod", "reports_seal_period", *("OLD.state = 'frozen'",) * 2),
    Seal(
        "reports_halfyearreport",
        "reports_seal_report",
        update_when=PERIOD_FROZEN.format(row="OLD"),
        delete_when="1 = 1",
        insert_when=PERIOD_FROZEN.format(row="NEW"),
    ),
    _of_report("reports_reportfigure", "reports_seal_figure"),
    _of_report("reports_reportsection", "reports_seal_section"),
    _of_report("reports_figurecontest", "reports_seal_contest"),
)

# Headings belong to what was frozen; laid later than the others, by a migration of its own.
HEADING_SEALS = (
    Seal(
        "reports_reportheading",
        "reports_seal_heading",
        update_when=PERIOD_FROZEN.format(row="OLD"),
        delete_when=PERIOD_FROZEN.format(row="OLD"),
        insert_when=PERIOD_FROZEN.format(row="NEW"),
    ),
)
