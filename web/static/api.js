/** Commands to the server: one identity, idempotency keys, bounded retries, errors as `Problem`. */

import { language, t } from "./i18n.js";
import { once } from "./once.js";
import { isWorthAnotherTry, pauseBefore } from "./retry.js";
import { forgetToken, readToken } from "./tokens.js";

export { once };

const BASE = "/api/v1";
const TIMEOUT_MS = 8000;

/** What the server refused, or that it could not be reached (`code` "no_connection"). */
export class Problem extends Error {
  /** @param {{ status: number, code: string, title: string, detail?: string }} told RFC 9457 */
  constructor(told) {
    super(told.detail || told.title);
    Object.assign(this, told);
    this.name = "Problem";
  }
}

/** @type {string | null} the kind of device that this page is, null for a signed-in person */
let device = null;

/** Speak as the paired device of this kind: "kiosk", "display", "rating". */
export function useDevice(kind) {
  device = kind;
}

/** Speak as the signed-in person. */
export function useSession() {
  device = null;
}

/** @type {string} the code of the office that is acted on, empty for the caller's own */
let office = "";

/** Act on this office from now on; only those who manage what stands above it may. */
export function useOffice(code) {
  office = code ?? "";
}

/** A path with the office that is acted on. */
export function inOffice(path) {
  return office ? `${path}${path.includes("?") ? "&" : "?"}office=${encodeURIComponent(office)}` : path;
}

/** The token that this page speaks with, undefined for a session. */
export function deviceToken() {
  return (device && readToken(device)) || undefined;
}

/**
 * Ask or command the server.
 * @param {string} method
 * @param {string} path below /api/v1, with its slash
 * @param {unknown} [body] sent as JSON
 * @param {{ key?: string, timeoutMs?: number, isWanted?: () => boolean, isAtHome?: boolean }} [options] key: the
 *   idempotency key, if the same intent may be sent again later; otherwise one is made for this
 *   call and its retries. isWanted: asked before each retry whether anybody still waits for it. isAtHome: about the
 *   caller's own office, whichever one is acted on
 * @returns {Promise<any>} the JSON, or null when the answer has no content
 * @throws {Problem}
 */
export async function api(method, path, body, options = {}) {
  const { key, timeoutMs, isWanted, isAtHome } = { timeoutMs: TIMEOUT_MS, isWanted: () => true, ...options };
  const address = BASE + (isAtHome ? path : inOffice(path));
  const request = { method, headers: headersOf(method, body, key), body: textOf(body) };
  for (let tries = 1; ; tries += 1) {
    const answer = await send(address, request, timeoutMs);
    if (!isWorthAnotherTry(method, answer?.status ?? 0, tries)) {
      return read(answer);
    }
    await new Promise((resume) => setTimeout(resume, pauseBefore(tries)));
    if (!isWanted()) {
      return read(answer);
    }
  }
}

/** A random key; `crypto.randomUUID` is missing where a page came over plain http in the LAN. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function headersOf(method, body, key) {
  const headers = { Accept: "application/json", "Accept-Language": language() };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (method !== "GET") {
    headers["Idempotency-Key"] = key ?? newKey();
  }
  return Object.assign(headers, identity());
}

function identity() {
  const token = deviceToken();
  if (token) {
    return { Authorization: `Bearer ${token}` };
  }
  const csrf = document.querySelector('meta[name="csrf"]')?.content;
  return csrf ? { "X-CSRF-Token": csrf } : {};
}

function textOf(body) {
  return body === undefined ? undefined : JSON.stringify(body);
}

/** The answer, or null when none came in time. */
async function send(url, request, timeoutMs) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const answer = await fetch(url, { ...request, signal: stop.signal });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function read(answer) {
  if (!answer) {
    throw new Problem({
      status: 0,
      code: "no_connection",
      title: t("Không kết nối được với máy chủ. Vui lòng thử lại."),
    });
  }
  const content = parse(answer.text);
  if (answer.status < 400) {
    return content;
  }
  if (answer.status === 401) {
    announceUnpaired();
  }
  throw new Problem({ ...unknownProblem(answer.status), ...content });
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null; // a proxy's HTML page: the status says enough
  }
}

function unknownProblem(status) {
  return { status, code: "unexpected", title: t("Máy chủ báo lỗi. Vui lòng thử lại sau ít phút.") };
}

/** The server no longer knows this device: forget its token and tell the page ("moiso:unpaired"). */
export function announceUnpaired() {
  if (device) {
    forgetToken(device);
    dispatchEvent(new CustomEvent("moiso:unpaired", { detail: { kind: device } }));
  }
}
