// Gives the kept page when the page itself can't be fetched. It governs that page alone and keeps nothing itself; what
// is kept was laid there by `ui/device/kept_page.js`, and holds nothing about anybody.
const PAGE = new URL(self.registration.scope).pathname;
const KEPT = `${PAGE}offline/`;
const PATIENCE = {{ patience }};
const FILES = ["style", "script", "font", "image"];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url, destination } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && pathname === PAGE) event.respondWith(page(event.request));
  if (FILES.includes(destination)) event.respondWith(file(event.request));
});

// A server that is being restarted (502 to 504, said by the proxy before it) is as far away as one without a line.
async function page(request) {
  const kept = await caches.match(KEPT, { ignoreSearch: true });
  const answer = fetch(request);
  if (!kept) return answer;
  const near = answer.then((found) => (found.status > 501 && found.status < 505 ? kept : found));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([near, late]).catch(() => kept);
}

async function file(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}
