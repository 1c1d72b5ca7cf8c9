/** The page behind a one-time pairing link, `/pair#KEY`: claim the token and go to the screen. */

import { render } from "lit-html";

import { api } from "./api.js";
import { loadTexts, t } from "./i18n.js";
import { emptyState, loading } from "./parts.js";
import { keepToken } from "./tokens.js";

const place = document.querySelector("#screen");

await loadTexts("web");
await claim(location.hash.slice(1));

async function claim(key) {
  // The key works once: it must not stay in the history.
  history.replaceState(null, "", location.pathname + location.search);
  render(loading(t("Đang ghép nối thiết bị…")), place);
  try {
    const { kind, token, url } = await api("POST", "/pairings/claim", { key });
    keepToken(kind, token);
    location.replace(withSlot(url));
  } catch (problem) {
    render(refusedView(problem), place);
  }
}

/** The screen's address in the same slot as this page. */
function withSlot(url) {
  const slot = new URLSearchParams(location.search).get("slot");
  return slot ? `${url}${url.includes("?") ? "&" : "?"}slot=${encodeURIComponent(slot)}` : url;
}

function refusedView(problem) {
  return emptyState({
    isPage: true,
    icon: "circle-alert",
    title: t("Không ghép nối được thiết bị"),
    text: problem.message,
  });
}
