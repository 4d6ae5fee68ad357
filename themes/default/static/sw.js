// Pages already seen open without a line. Files with a hash in their name never change: the copy comes first.
// Pages come from the net, and from the copy where there is no net. The copies are bounded; the oldest leave.

const COPIES = "niemyet-1";
const MOST = 120;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  const isAsset = /\/assets\/[^/]+-[0-9a-f]{8}\.[a-z0-9]+$/.test(address.pathname);
  if (isAsset) event.respondWith(copyFirst(request));
  else if (request.mode === "navigate") event.respondWith(netFirst(request));
});

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("niemyet-") && name !== COPIES).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function copyFirst(request) {
  const copies = await caches.open(COPIES);
  return (await copies.match(request)) ?? keep(copies, request, await fetch(request));
}

async function netFirst(request) {
  const copies = await caches.open(COPIES);
  try {
    return await keep(copies, request, await fetch(request));
  } catch (error) {
    const copy = await copies.match(request, { ignoreSearch: true });
    if (copy) return copy;
    throw error;
  }
}

async function keep(copies, request, response) {
  if (response.ok && response.type === "basic") {
    await copies.put(request, response.clone());
    const kept = await copies.keys();
    await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).map((old) => copies.delete(old)));
  }
  return response;
}
