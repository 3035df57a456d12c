/* Keeps the pages a reader opened last, for reading without a network. /sw.js sets CONFIG. */
const { version, closed, offline, assets } = CONFIG;
const PAGES = `pages-${version}`;
const FILES = `files-${version}`;
const MOST = 20;

const under = (address, ...starts) =>
  starts.some((start) => new URL(address, location).pathname.startsWith(start));

/* Keeps a page and the files it names: not what its answer forbids, nor what somebody sought. */
const keep = async (name, url, response) => {
  const cache = await caches.open(name);
  // Nobody reads on what was taken down.
  if ([404, 410].includes(response.status)) return cache.delete(url);
  const rule = response.headers.get("Cache-Control") ?? "";
  if (!response.ok || response.redirected || /no-store|private/.test(rule) || /[?&]q=/.test(url)) {
    return;
  }
  await cache.put(url, response.clone());
  const old = name === PAGES ? (await cache.keys()).slice(0, -MOST) : [];
  for (const request of old) await cache.delete(request);
  const files = await caches.open(FILES);
  for (const [, path] of (await response.text()).matchAll(/(?:href|src)="([^"]+)"/g)) {
    if (path.startsWith(assets) && !(await files.match(path))) await files.add(path).catch(() => {});
  }
};

const read = async (event) => {
  const { url } = event.request;
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(PAGES, url, response.clone()));
    return response;
  } catch {
    const page = await caches.match(url);
    return page ?? caches.match(offline[under(url, "/en/") ? "en" : "vi"]);
  }
};

const install = async (event) => {
  // Where browsers can, closed addresses do not even wake this worker.
  const pathnames = closed.map((path) => `${path}*`);
  await event.addRoutes?.(
    pathnames.map((pathname) => ({ condition: { urlPattern: { pathname } }, source: "network" })),
  );
  for (const path of Object.values(offline)) {
    await keep(FILES, path, await fetch(path, { credentials: "omit", cache: "reload" }));
  }
  await skipWaiting();
};

const activate = async () => {
  for (const name of await caches.keys()) {
    if (name !== PAGES && name !== FILES) await caches.delete(name);
  }
  await clients.claim();
  // The page that brought this worker was opened before there was one.
  for (const { url } of await clients.matchAll()) {
    if (!under(url, ...closed)) await keep(PAGES, url.split("#")[0], await fetch(url));
  }
};

addEventListener("install", (event) => event.waitUntil(install(event)));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { method, mode, url, referrer } = event.request;
  if (method !== "GET" || new URL(url).origin !== location.origin) return;
  if (under(url, ...closed) || under(referrer, ...closed)) return;
  if (mode === "navigate") event.respondWith(read(event));
  else if (under(url, assets)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(url)));
  }
});
