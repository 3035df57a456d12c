"""News that travels upward from the organisation: apps above connect in `AppConfig.ready()`."""

from django.dispatch import Signal

# Sent once for each predecessor while a reorganisation is carried out, inside its transaction.
# `handover` is a `units.reorganisation.handover.Handover`: by it alone receivers change rows.
unit_reorganised = Signal()
