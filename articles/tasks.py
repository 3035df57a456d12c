"""Work that follows a request: picture sizes and mail."""

from django_tasks import task


@task()
def make_page_renditions(page_id: int) -> None:
    """Make the picture sizes of a published piece; nothing to do when it is gone."""
    from articles.models import ArticlePage
    from articles.services.publication import make_all_renditions

    page = ArticlePage.objects.filter(pk=page_id).first()
    if page is not None:
        make_all_renditions(page=page)


@task()
def send_review_mail(event: str, page_id: int, recipient_ids: list[int], context: dict) -> None:
    """Send one mail of the moderation to each recipient."""
    from articles.services.review_mail import deliver

    deliver(event=event, page_id=page_id, recipient_ids=recipient_ids, context=context)
