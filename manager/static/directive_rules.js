/** What may be told to offices with a machine of their own: to whom, and what is sent. Pure. */

import { codesWithin } from "./office_tree.js";

/** What the form says before anybody typed. */
export const NEW = {
  kind: "notice", scope: "one", notices: {}, toml: "", act: "open", name: "", full_name: "", role: "clerk",
};

/**
 * The offices with a machine of their own at an office and below it.
 * @param {import("./office_tree.js").Office[]} all
 * @param {string} code
 */
export function fedWithin(all, code) {
  const within = codesWithin(all, code);
  return all.filter((one) => one.fed && within.has(one.code));
}

/**
 * Who may be meant: this office where it has such a machine, all where others below have one.
 * @param {import("./office_tree.js").Office[]} all
 */
export function scopesOf(all, office) {
  const fed = fedWithin(all, office.code);
  const others = fed.length - (office.fed ? 1 : 0);
  return [...(office.fed ? ["one"] : []), ...(others ? ["all"] : [])];
}

/** What goes to the server. */
export function directiveOf({ kind, scope, notices, toml, ...account }) {
  const head = { kind, below: scope === "all" };
  if (kind === "notice") return { ...head, notices };
  return kind === "catalogue" ? { ...head, toml } : { ...head, ...accountOf(account) };
}

/** An account that is there keeps its name and role, unless it is opened anew. */
function accountOf({ act, name, full_name: fullName, role }) {
  if (act === "close") return { name, active: false };
  return act === "password" ? { name, password: null } : { name, full_name: fullName, role, active: true, password: null };
}

/** The fields that would be refused, here or later by the office's own machine: `required` or `no_vietnamese`. */
export function missingIn(values) {
  const empty = neededIn(values).filter((field) => !values[field].trim());
  if (values.kind !== "notice") return Object.fromEntries(empty.map((field) => [field, "required"]));
  const { vi, ...others } = values.notices;
  const isWritten = Object.values(others).some((text) => text?.trim());
  return isWritten && !vi?.trim() ? { notices: "no_vietnamese" } : {};
}

function neededIn({ kind, act }) {
  if (kind === "catalogue") return ["toml"];
  if (kind !== "account") return [];
  return act === "open" ? ["name", "full_name"] : ["name"];
}
