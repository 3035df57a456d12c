/* While a question is written: signs left, and answers to questions like it. */
const form = document.querySelector("[data-ask]");
const text = form.elements.text;
const count = form.querySelector("[data-count]");
const like = form.querySelector("[data-like]");
const PAUSE = 900; // milliseconds after the last letter
const SHORTEST = 30;
let waiting;
let asked = "";

const measure = () => {
  const left = Number(count.dataset.count) - text.value.length;
  const words = left < 0 ? count.dataset.over : count.dataset.left;
  // Silent until the end is near: a reader must not hear every letter.
  count.textContent = left < 500 ? words.replace("{number}", Math.abs(left)) : "";
  count.classList.toggle("is-over", left < 0);
};

const offer = async () => {
  const value = text.value.trim();
  if (value.length < SHORTEST || value === asked) return;
  asked = value;
  const body = new FormData();
  body.set("text", value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(form.dataset.similar, { method: "POST", body });
    if (!answer.ok || text.value.trim() !== value) return;
    like.innerHTML = await answer.text();
  } catch {
    return; // no network: asking goes on
  }
  for (const link of like.querySelectorAll("a")) link.target = "_blank";
  if (like.children.length && !form.elements.seen) {
    const seen = document.createElement("input");
    Object.assign(seen, { type: "hidden", name: "seen", value: "1" });
    form.append(seen);
  }
};

text.addEventListener("input", () => {
  measure();
  clearTimeout(waiting);
  waiting = setTimeout(offer, PAUSE);
});
measure();
document.querySelector("[role=alert]")?.focus();
