/** A device without a token asks for one: it shows six digits until a manager accepts it. */

import { html, render } from "lit-html";

import { api } from "./api.js";
import { t } from "./i18n.js";
import { icon } from "./parts.js";
import { keepToken, readToken } from "./tokens.js";

const POLL_MS = 2000;
const RETRY_MS = 5000;

/**
 * The token of this device, at once when it is paired; otherwise after a manager accepted it. A
 * device that is later revoked starts again: the page is loaded anew.
 * @param {"kiosk" | "display" | "rating"} kind
 * @returns {Promise<string>}
 */
export async function ensurePaired(kind) {
  addEventListener("moiso:unpaired", () => location.reload(), { once: true });
  return readToken(kind) ?? pair(kind);
}

async function pair(kind) {
  const place = document.createElement("div");
  document.body.append(place);
  for (;;) {
    const token = await tryOnce(kind, place);
    if (token) {
      keepToken(kind, token);
      place.remove();
      return token;
    }
  }
}

/** One code, from asking to accepted; null when it expired or the line broke. */
async function tryOnce(kind, place) {
  try {
    const asked = await api("POST", "/pairings", { kind });
    return await waitFor(asked, kind, place);
  } catch (problem) {
    render(refusedView(problem), place);
    await pause(RETRY_MS);
    return null;
  }
}

async function waitFor(asked, kind, place) {
  for (;;) {
    render(pairingView(kind, asked.code), place);
    await pause(POLL_MS);
    const pairing = await api("GET", `/pairings/${asked.id}`);
    if (pairing.state !== "waiting") {
      return pairing.state === "accepted" ? pairing.token : null;
    }
  }
}

function pause(ms) {
  return new Promise((resume) => setTimeout(resume, ms));
}

function pairingView(kind, code) {
  return html`
    <div class="pairing" role="dialog" aria-labelledby="pairing-title">
      <div class="pairing-body">
        <p class="pairing-kind">${icon("tablet-smartphone")} ${kindName(kind)}</p>
        <h1 id="pairing-title">${t("Thiết bị này chưa được ghép nối")}</h1>
        <p class="pairing-code" aria-label=${code}>${digits(code)}</p>
        <p class="pairing-help">${t("Nhờ quản lý mở mục Thiết bị và nhập mã này.")}</p>
        <p class="faint">${t("Khi mã này hết hạn, mã mới tự hiện.")}</p>
      </div>
    </div>
  `;
}

/** Three and three: easier to read out across a hall. */
function digits(code) {
  return [code.slice(0, 3), code.slice(3)].map((part) => html`<span>${part}</span>`);
}

function refusedView(problem) {
  const lost = problem.code === "no_connection";
  return html`
    <div class="pairing" role="alert">
      <div class="pairing-body">
        <p class="pairing-kind">${icon("wifi-off")} ${lost ? t("Mất kết nối") : t("Chưa ghép nối được")}</p>
        <h1>${lost ? t("Chưa kết nối được với máy chủ") : problem.message}</h1>
        <p class="pairing-help">${t("Thiết bị tự thử lại sau mỗi 5 giây.")}</p>
      </div>
    </div>
  `;
}

function kindName(kind) {
  const names = {
    kiosk: t("Máy lấy số"),
    display: t("Màn hình gọi số"),
    rating: t("Máy đánh giá"),
  };
  return names[kind] ?? kind;
}
