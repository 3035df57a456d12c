"""What organisation and personnel add to the admin, each part in a file of its own."""

from units.personnel.desk import hooks as desk_hooks  # noqa: F401 - people, bodies, staffing
from units.personnel.yearly import hooks as yearly_hooks  # noqa: F401 - figures of the years
