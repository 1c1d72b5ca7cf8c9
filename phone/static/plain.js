/**
 * For phones that cannot run our modules (an iPhone before iOS 16.4, a Chrome before 89): the
 * server writes the page whole, and this brings it anew. Old syntax on purpose.
 */
(function () {
  "use strict";
  const PATIENCE_MS = 8000;
  const AGAIN_MS = 20000;
  const OPEN = ["waiting", "called", "serving", "parked", "missed"];

  function isLive() {
    return document.documentElement.dataset.live === "yes";
  }

  function bring() {
    const state = document.getElementById("screen").dataset.state;
    const asks = document.querySelector("details[open]");
    if (!isLive() && !asks && OPEN.indexOf(state) >= 0 && document.visibilityState === "visible") {
      location.reload();
    }
  }

  setTimeout(function () {
    if (!isLive()) {
      setInterval(bring, AGAIN_MS - PATIENCE_MS);
    }
  }, PATIENCE_MS);
})();
