/* What makes voting easier with script; without it every question shows and ranks are selected. */

/* Conditions: the server decides; here questions that will not count only step aside. */
function answerTo(form, name) {
  const fields = [...form.querySelectorAll(`[name="${name}"]`)];
  const field = fields.find((one) => one.type !== "radio" || one.checked);
  const text = field && !field.closest("[hidden]") ? field.value.trim().replace(/[. ](?=\d{3})/g, "") : "";
  return /^[+-]?\d+$/.test(text) ? Number(text) : null;
}

const HOLDS = {
  is: (answer, value) => answer === value,
  is_not: (answer, value) => answer !== value,
  at_least: (answer, value) => answer >= value,
  at_most: (answer, value) => answer <= value,
};

function watchConditions(form) {
  const dependent = [...form.querySelectorAll("[data-on]")];
  const update = () => {
    for (const box of dependent) {
      const answer = answerTo(form, box.dataset.on);
      box.hidden = answer === null || !HOLDS[box.dataset.operator](answer, Number(box.dataset.value));
    }
  };
  form.addEventListener("input", update);
  update();
}

/* Several choices, but not too many. */
function watchMost(box) {
  const fields = [...box.querySelectorAll("input")];
  const update = () => {
    const isFull = fields.filter((field) => field.checked).length >= Number(box.dataset.most);
    for (const field of fields) field.disabled = isFull && !field.checked;
  };
  box.addEventListener("change", update);
  update();
}

/* Ranking: two buttons for each choice; the selects stay, hidden, and are what is sent. */
function makeRanking(list) {
  const { up, down, place, begin } = list.dataset;
  const say = document.createElement("p");
  say.className = "visually-hidden";
  say.setAttribute("role", "status");
  const rows = () => [...list.children];
  const select = (row) => row.querySelector("select");
  const chosen = rows().some((row) => select(row).value);
  const write = () => {
    rows().forEach((row, at) => (select(row).value = String(at + 1)));
    agree.hidden = true;
    list.dataset.ranked = "";
  };
  const move = (row, step, button) => {
    const all = rows();
    const other = all[all.indexOf(row) + step];
    if (other) other[step < 0 ? "before" : "after"](row);
    write();
    const name = row.querySelector("label").textContent;
    say.textContent = `${name}: ${place} ${rows().indexOf(row) + 1}`;
    button.focus();
  };
  const agree = document.createElement("button");
  agree.type = "button";
  agree.className = "tool";
  agree.textContent = begin;
  agree.addEventListener("click", write);
  for (const row of rows()) {
    const name = row.querySelector("label").textContent;
    const buttons = [[up, -1, "↑"], [down, 1, "↓"]].map(([label, step, sign]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "poll-move";
      button.textContent = sign;
      button.setAttribute("aria-label", `${label}: ${name}`);
      button.addEventListener("click", () => move(row, step, button));
      return button;
    });
    select(row).hidden = true;
    row.append(...buttons);
  }
  if (chosen) {
    list.append(...rows().sort((one, other) => (select(one).value || 99) - (select(other).value || 99)));
    agree.hidden = true;
  }
  list.after(agree, say);
  list.previousElementSibling.hidden = true;
}

function makeCopy(button) {
  const code = button.parentElement.querySelector("[data-receipt]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = button.dataset.copied;
  });
}

for (const form of document.querySelectorAll("[data-poll]")) {
  form.querySelectorAll("[data-ranking]").forEach(makeRanking);
  form.querySelectorAll("[data-most]").forEach(watchMost);
  watchConditions(form);
}
document.querySelectorAll("[data-copy]").forEach(makeCopy);
document.querySelector("[data-faults]")?.focus();
