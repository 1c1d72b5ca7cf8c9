
    /* A script or a sheet of this page did not come: the line broke, or another version of the
       program answered. The page comes anew once the server is there. Old syntax: it stands in
       the page, for whatever browser reads it. */
    (function () {
      "use strict";
      const PAUSE_MS = 3000;
      let waits = false;

      function isNeeded(part) {
        return part.tagName === "SCRIPT" || (part.tagName === "LINK" && part.rel === "stylesheet");
      }

      function later() {
        setTimeout(ask, PAUSE_MS * (1 + Math.random()));
      }

      function ask() {
        if (document.querySelector("script[type=module]")) {
          fetch(location.href, { method: "HEAD" }).then(function (answer) {
            return answer.ok ? location.reload() : later();
          }, later);
        }
      }

      addEventListener("error", function (event) {
        if (!waits && isNeeded(event.target)) {
          waits = true;
          later();
        }
      }, true);
    })();
