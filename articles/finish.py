"""Entry point for the end of a workflow; Wagtail imports it before its own models exist."""


def publish_approved(workflow_state, user=None) -> None:
    """Hand over to the publishing service."""
    from articles.services.publishing import publish_approved_revision

    publish_approved_revision(workflow_state, user=user)
