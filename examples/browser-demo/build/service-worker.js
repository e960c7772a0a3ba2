// Keeps the page for use without a network. The build puts `version` and `files` in front of this.
/* global version, files */
const scope = new URL(self.registration.scope);
const cacheName = `fagr-demo ${scope.pathname} ${version}`;

self.addEventListener("install", (event) => {
  const store = async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll(files.map((file) => new URL(file, scope).href));
    await self.skipWaiting();
  };
  event.waitUntil(store());
});

self.addEventListener("activate", (event) => {
  const takeOver = async () => {
    // Other pages of the same site have caches of their own.
    const outdated = (await caches.keys()).filter(
      (name) => name.startsWith(`fagr-demo ${scope.pathname} `) && name !== cacheName,
    );
    await Promise.all(outdated.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.href.startsWith(scope.href)) event.respondWith(answer(event.request, url));
});

/** From the cache, else from the network; what is fetched once is kept. */
async function answer(request, url) {
  const cache = await caches.open(cacheName);
  // Without what others hang onto addresses, such as ?utm_source=…
  const file = url.pathname === scope.pathname ? new URL("index.html", scope).href : url.origin + url.pathname;
  const kept = await cache.match(file, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200) await cache.put(file, response.clone());
  return response;
}
