"""Mail of the log-in, sent outside the request so that its time says nothing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.utils.translation import override
from django_tasks import task


@task()
def send_password_reset(email: str, language: str) -> None:
    """Send a reset link to the active account with this address; without one, do nothing.

    The link's token is made here, so that the queue never holds it.
    """
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    form = PasswordResetForm({"email": email})
    if not form.is_valid():
        return
    with override(language):
        form.save(
            domain_override=address.netloc,
            use_https=address.scheme == "https",
            subject_template_name="wagtailadmin/account/password_reset/email_subject.txt",
            email_template_name="wagtailadmin/account/password_reset/email.txt",
        )
