// The editor hands what is typed to its hidden field a moment later: a form that is sent within
// that moment waits for it, so that the last words are not lost.
const MOMENT = 400;
let lastKey = 0;

document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("[contenteditable]")) lastKey = Date.now();
}, true);

document.addEventListener("submit", (event) => {
  const wait = lastKey + MOMENT - Date.now();
  if (wait <= 0) return;
  event.preventDefault();
  lastKey = 0;
  const { target: form, submitter } = event;
  setTimeout(() => form.requestSubmit(submitter), wait);
}, true);
