/* On every page: a reader's choices, and the worker that keeps pages for reading offline. */
const radios = document.querySelectorAll("[data-choice]");
const mark = () => {
  for (const radio of radios) radio.checked = radio.value === choices.read(radio.dataset.choice);
};
for (const radio of radios) {
  radio.addEventListener("change", () => choices.write(radio.dataset.choice, radio.value));
}
addEventListener("choices", mark);
mark();

// After loading, so that keeping a page costs its reader nothing.
addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
