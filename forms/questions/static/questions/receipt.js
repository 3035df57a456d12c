/* Copies the tracking code. */
const button = document.querySelector("[data-copy]");

button.addEventListener("click", async () => {
  const code = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = button.dataset.done;
  } catch {
    getSelection().selectAllChildren(code); // the person copies it by hand
  }
});
