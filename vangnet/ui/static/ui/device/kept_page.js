// Lays a page without line on this device, once for each version of it: the page, and the files that it is made of.
// Nothing else is ever kept: the page knows nobody, and the files are the same for everybody.
const FILES = new URL(import.meta.url).pathname.split("/").slice(0, 2).join("/") + "/";
const NAMED = /(?:href|src)="([\w./-]+)|url\("?([\w./-]+)|from\s*"([\w./-]+)"/g;

// `page` is the address that it stands in for; `name` tells it from other kept pages.
export async function keepPage(page, name, version) {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(`${page}worker.js`, { scope: page });
  const current = `${name}-${version}`;
  const kept = `${page}offline/`;
  // The page is laid last: a cache without it was begun by a page that somebody left.
  if (await (await caches.open(current)).match(kept)) return;
  await lay(current, kept);
  for (const other of await caches.keys()) {
    if (other !== current && other.startsWith(`${name}-`)) await caches.delete(other);
  }
}

// The page comes last: what is there is complete.
async function lay(name, kept) {
  const answer = await fetch(kept, { redirect: "error" });
  if (!answer.ok) throw new TypeError("the page is not to be had");
  const files = new Map();
  await collect(await answer.clone().text(), answer.url, files);
  const cache = await caches.open(name);
  for (const [address, file] of files) await cache.put(address, file);
  await cache.put(kept, answer);
}

async function collect(text, base, files) {
  const named = [...text.matchAll(NAMED)].map((found) => new URL(found[1] ?? found[2] ?? found[3], base));
  const ours = named.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith(FILES));
  await Promise.all(ours.map(({ href, pathname }) => files.has(href) || bring(href, pathname, files)));
}

async function bring(href, pathname, files) {
  files.set(href, null);
  const file = await fetch(href);
  if (!file.ok) throw new TypeError(`${pathname} is not to be had`);
  files.set(href, file.clone());
  if (/\.(css|js)$/.test(pathname)) await collect(await file.text(), href, files);
}
