// Sends the editor's form after what it saves by itself has arrived, and nothing by itself after that.
(() => {
  let saving = 0;
  let leaving = false;
  let waiting = null;

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving || event.detail.formData.has("action-workflow-action")) event.preventDefault();
    else saving += 1;
  });

  const arrived = () => {
    saving = Math.max(0, saving - 1);
    if (saving || !waiting) return;
    const { form, submitter } = waiting;
    waiting = null;
    // Wagtail's own button shows progress and is disabled meanwhile; its value would be left out.
    if (submitter) submitter.disabled = false;
    form.requestSubmit(submitter);
  };
  document.addEventListener("w-autosave:success", arrived);
  document.addEventListener("w-autosave:error", arrived);

  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-edit-form]")) return;
      leaving = true;
      if (!saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form: event.target, submitter: event.submitter };
    },
    { capture: true },
  );
})();
