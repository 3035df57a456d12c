/* Reads a piece aloud where the device has a voice of its language. */
const PARTS = ".article h1, .article-lead, .article-body :is(h2, h3, p, li, blockquote)";
const speech = globalThis.speechSynthesis;
const [play, stop] = document.querySelectorAll("[data-aloud] button");
let sentences = [];
let at = 0;
let heard; // the utterance that is spoken now

// A voice of the device itself works offline and tells nobody what is read.
const voice = () => {
  const { lang } = document.documentElement;
  const voices = speech.getVoices().filter((one) => one.lang.toLowerCase().startsWith(lang));
  return voices.find((one) => one.localService) ?? voices[0];
};
// By the sentence: browsers break off long utterances, and some cannot pause.
const sentencesOf = (part) => {
  const text = part.querySelector("p, li") ? "" : part.textContent.replace(/\s+/g, " ");
  return (text.match(/\S.*?(?:[.!?…]+(?=\s)|$)/g) ?? []).map((words) => ({ part, words }));
};
const show = () => {
  const begun = heard || at;
  play.textContent = play.dataset[heard ? "pause" : begun ? "resume" : "listen"];
  stop.hidden = !begun;
  document.querySelector(".is-read")?.classList.remove("is-read");
  if (begun) sentences[at].part.classList.add("is-read");
  if (heard) sentences[at].part.scrollIntoView({ block: "nearest" });
};
const pause = () => {
  heard = null;
  speech.cancel();
  show();
};
const end = () => {
  at = 0;
  pause();
};
const read = () => {
  if (!at) sentences = [...document.querySelectorAll(PARTS)].flatMap(sentencesOf);
  const utterance = new SpeechSynthesisUtterance(sentences[at].words);
  heard = utterance;
  utterance.voice = voice();
  utterance.lang = utterance.voice.lang;
  utterance.onend = utterance.onerror = () => {
    if (heard !== utterance) return;
    at += 1;
    if (at < sentences.length) read();
    else end();
  };
  speech.speak(utterance);
  show();
};

play.addEventListener("click", () => (heard ? pause() : read()));
stop.addEventListener("click", () => {
  end();
  play.focus();
});
const offer = () => {
  play.parentElement.hidden = !voice();
};
if (speech) {
  addEventListener("pagehide", end);
  speech.addEventListener?.("voiceschanged", offer);
  offer();
}
