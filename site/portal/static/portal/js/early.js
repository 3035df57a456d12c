/* Applies what a reader chose, colours and size of text, before the first paint. */
let chosen = {}; // where nothing may be stored, a choice holds on its own page
try {
  chosen = localStorage ?? chosen;
} catch {}

const choices = {
  read: (name) => chosen[`reader.${name}`] ?? "",
  write(name, value) {
    chosen[`reader.${name}`] = value;
    choices.apply();
  },
  apply() {
    const { dataset } = document.documentElement;
    for (const name of ["theme", "text"]) dataset[name] = choices.read(name);
    dispatchEvent(new Event("choices"));
  },
};

document.documentElement.classList.add("script");
choices.apply();
// Another tab chose, or this page comes back as it was left.
for (const event of ["storage", "pageshow"]) addEventListener(event, choices.apply);
