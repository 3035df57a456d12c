"""What the organisation itself hands over; apps above answer to `unit_reorganised`."""

from .directives import move_directives
from .documents import move_documents
from .files import open_files, tell_what_stays
from .personnel import move_people
from .register import move_children
from .reports import tell_reports
from .roles import move_invitations, move_roles

MOVERS = (
    move_children,
    move_roles,
    move_invitations,
    move_people,
    move_documents,
    move_directives,
    open_files,
    tell_reports,
    tell_what_stays,
)
