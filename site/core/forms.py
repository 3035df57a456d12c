"""Forms of files in the admin."""

from wagtail.images.forms import BaseImageForm

from core.images import sanitize_upload


class PortalImageForm(BaseImageForm):
    """Image form that stores a cleaned copy of what was uploaded."""

    def clean_file(self):
        """Return the picture without metadata; keep the stored one when none was sent."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        return sanitize_upload(file)
