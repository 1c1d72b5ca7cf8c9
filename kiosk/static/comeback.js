/** What becomes of a ticket whose code was held to the reader. */

import { api } from "/static/api.js";

import { comebackOf } from "./scanner.js";

/**
 * Put a missed ticket back into the line, or find out where another one stands.
 * @param {string} id
 * @returns {Promise<{ state: string, ticket?: any }>}
 */
export async function comebackFor(id) {
  const found = await whereItStands(id);
  return found.state === "missed" ? bringBack(id, found.ticket) : found;
}

async function whereItStands(id) {
  try {
    const ticket = await api("GET", `/tickets/${id}`);
    return { state: comebackOf(ticket), ticket };
  } catch (problem) {
    return { state: problem.code === "unknown_ticket" ? "unknown" : "lost" };
  }
}

async function bringBack(id, ticket) {
  try {
    return { state: "back", ticket: await api("POST", `/tickets/${id}/bring-back`, {}) };
  } catch (problem) {
    if (problem.code === "wrong_state") {
      return afterAnother(id); // a counter was faster, or another kiosk
    }
    return { state: problem.code === "bring_back_too_late" ? "late" : "lost", ticket };
  }
}

async function afterAnother(id) {
  const found = await whereItStands(id);
  return found.state === "missed" ? { ...found, state: "lost" } : found;
}
