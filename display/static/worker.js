/* Keeps the page of the board for the time without a server: what the network does not answer
   comes from what was kept. Numbers, commands and clips never do. */

const KEPT = "moiso-display";
const PATIENCE_MS = 5000;
const LIVE = ["/api/", "/socket.io/", "/voice/"];
/** Addresses with a version: what was kept is right, and a newer server may not have it any more. */
const FOR_GOOD = /^\/(files\/|vendor\/.+@)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (isOfThePage(event.request)) {
    event.respondWith(answer(event.request));
  }
});

function isOfThePage(request) {
  const { origin, pathname } = new URL(request.url);
  const isOurs = request.method === "GET" && origin === self.location.origin;
  return isOurs && !LIVE.some((start) => pathname.startsWith(start));
}

async function answer(request) {
  const isForGood = FOR_GOOD.test(new URL(request.url).pathname);
  return (isForGood && (await keptOf(request))) || fromNetworkOrKept(request);
}

function keptOf(request) {
  return caches.match(request, { cacheName: KEPT, ignoreVary: true });
}

async function fromNetworkOrKept(request) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await (request.mode === "navigate" ? fetch(request.url, { signal }) : fetch(request, { signal }));
  } catch (error) {
    const kept = await keptOf(request);
    if (kept) {
      return kept;
    }
    throw error;
  }
}
