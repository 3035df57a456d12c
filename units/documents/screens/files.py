"""Adding, replacing and removing files; what is sent stays in memory until it was looked into."""

from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from ..errors import DocumentRefused, SecretRefused
from ..services.files import MOST_FILES, add_files, check_file, remove_file, replace_file
from ..uploads import CheckedFile
from .base import KeeperScreen
from .document import DocumentPageMixin
from .forms import FilesForm, ReplaceForm
from .memory import InMemoryOnly, is_too_long


# The token is checked once the handler is in its place: checking it reads the files.
@method_decorator(csrf_exempt, name="dispatch")
class FilesView(DocumentPageMixin, KeeperScreen):
    """Adds files: each good one is kept, each bad one is named with what is wrong."""

    http_method_names = ["post"]

    def dispatch(self, request, *args: Any, **kwargs: Any) -> Any:
        """Let no file touch a disk on its way."""
        request.upload_handlers = [InMemoryOnly(request)]
        return _protected(super().dispatch)(request, *args, **kwargs)

    def post(self, request, document_id: int) -> HttpResponse:
        """Look into each file, then store the good ones together."""
        form = FilesForm(request.POST, request.FILES)
        if not form.is_valid() or not self._is_complete(form):
            return self.show(files_form=form, status=422)
        uploads, given = form.cleaned_data["uploads"], form.cleaned_data["secrecy"]
        try:
            good = self._good(form, uploads, given)
            added = add_files(
                document_id=self.document.pk, user=request.user, files=good, now=self.now
            )
        except DocumentRefused as refusal:
            form.add_error(None, str(refusal))
            return self.show(files_form=form, status=422)
        if added:
            text = ngettext("%(count)d file added.", "%(count)d files added.", len(added))
            messages.success(request, text % {"count": len(added)})
        elif good:
            messages.info(request, _("These files are there already."))
        if form.errors:
            return self.show(files_form=form, status=422)
        return redirect(self.home())

    def _is_complete(self, form: FilesForm) -> bool:
        if is_too_long(self.request):
            form.add_error("uploads", _("These files are too large together. Send them in parts."))
        elif not form.cleaned_data["uploads"]:
            form.add_error("uploads", _("Choose at least one file."))
        elif len(form.cleaned_data["uploads"]) > MOST_FILES:
            limit = {"limit": MOST_FILES}
            form.add_error("uploads", _("A document may have up to %(limit)d files.") % limit)
        return not form.errors

    def _good(
        self, form: FilesForm, uploads: list[UploadedFile], secrecy: str
    ) -> list[CheckedFile]:
        """Return the files that can be stored. Raises `SecretRefused`: then none is."""
        good: list[CheckedFile] = []
        for upload in uploads:
            try:
                good.append(check_file(upload, secrecy=secrecy))
            except ValidationError as error:
                shown = Truncator(upload.name or "").chars(60)
                form.add_error("uploads", [f"{shown}: {text}" for text in error.messages])
        return good


@method_decorator(csrf_exempt, name="dispatch")
class FileView(DocumentPageMixin, KeeperScreen):
    """Replaces or removes one file."""

    http_method_names = ["post"]

    def dispatch(self, request, *args: Any, **kwargs: Any) -> Any:
        """Let no file touch a disk on its way."""
        request.upload_handlers = [InMemoryOnly(request)]
        return _protected(super().dispatch)(request, *args, **kwargs)

    def post(self, request, document_id: int, document_file_id: int) -> HttpResponse:
        """Do what the button says."""
        action = request.POST.get("do", "")
        if action == "remove":
            if self.told(lambda: self._remove(document_file_id)):
                messages.success(request, _("The file is removed."))
        elif action == "replace":
            self._replace(document_file_id)
        else:
            raise BadRequest("unknown action")
        return redirect(self.home())

    def _remove(self, file_id: int) -> None:
        remove_file(
            document_id=self.document.pk,
            file_id=file_id,
            user=self.request.user,
            now=self.now,
        )

    def _replace(self, file_id: int) -> None:
        """Put the new file in the place of the old one; a refusal names the file."""
        form = ReplaceForm(self.request.POST, self.request.FILES)
        if is_too_long(self.request):
            messages.error(self.request, _("This file is too large."))
        elif not form.is_valid():
            texts = [str(text) for field in form.errors.values() for text in field]
            messages.error(self.request, " ".join(texts))
        else:
            given = form.cleaned_data
            try:
                new = check_file(given["file"], secrecy=given["secrecy"])
                replace_file(
                    document_id=self.document.pk,
                    file_id=file_id,
                    user=self.request.user,
                    new=new,
                    now=self.now,
                )
            except SecretRefused as refusal:
                messages.error(self.request, str(refusal))
            except DocumentRefused as refusal:
                messages.error(self.request, str(refusal))
            except ValidationError as error:
                shown = Truncator(given["file"].name).chars(60)
                messages.error(self.request, f"{shown}: {' '.join(error.messages)}")
            else:
                messages.success(self.request, _("The file is replaced."))


def _protected(dispatch: Any) -> Any:
    @csrf_protect
    def checked(request, *args: Any, **kwargs: Any) -> Any:
        return dispatch(request, *args, **kwargs)

    return checked
