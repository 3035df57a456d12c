/* Solves the proof of work of a form while it is filled in; without it people answer a question. */
const SLOW = 15000; // milliseconds after which the question is shown as well
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (array) => [...array].map((one) => one.toString(16).padStart(2, "0")).join("");

/* One try is native code off the main thread: typing never stutters. */
async function solve(challenge) {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  const count = new DataView(password.buffer, password.length - 4);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  for (let counter = 0; ; counter++) {
    count.setUint32(0, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const found = hex(new Uint8Array(await crypto.subtle.deriveBits(way, key, keyLength * 8)));
    if (found.startsWith(keyPrefix)) return { counter, derivedKey: found };
  }
}

function guard(box) {
  const form = box.closest("form");
  const question = box.querySelector("fieldset");
  const status = box.querySelector("[role=status]");
  const challenge = JSON.parse(box.dataset.guard);
  let work;
  let waiting = false;
  let failed = false;

  const start = () => (work ??= prove());
  async function prove() {
    status.textContent = status.dataset.checking;
    const late = setTimeout(() => (question.hidden = false), SLOW);
    try {
      const solution = await solve(challenge);
      form.elements.altcha.value = btoa(JSON.stringify({ challenge, solution }));
    } catch {
      failed = true;
    }
    clearTimeout(late);
    question.hidden = !failed;
    status.textContent = failed ? "" : status.dataset.done;
  }

  question.hidden = true;
  form.addEventListener("focusin", start, { once: true });
  form.addEventListener("submit", async (event) => {
    const answered = !question.hidden && question.querySelector("input").value;
    if (form.elements.altcha.value || failed || answered) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    await start();
    waiting = false;
    if (failed) question.querySelector("input").focus();
    else form.requestSubmit(event.submitter);
  });
}

if (crypto.subtle) for (const box of document.querySelectorAll("[data-guard]")) guard(box);
