"""Work on files that follows a request."""

from django_tasks import task


@task()
def make_wide_renditions(image_id: int) -> None:
    """Make the sizes of one picture that stands alone; nothing to do when it is gone."""
    from core.models import PortalImage
    from core.renditions import make_renditions

    image = PortalImage.objects.filter(pk=image_id).first()
    if image is not None:
        make_renditions(cover=None, pictures=[image])
