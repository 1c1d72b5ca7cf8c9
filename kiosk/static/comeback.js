/** What becomes of a ticket whose code was held to the reader. */

import { api } from "/static/api.js";

import { comebackOf } from "./scanner.js";

/**
 * Put a missed ticket back into the line, or find out where another one stands.
 * @param {string} id
 * @returns {Promise<{ state: string, ticket?: any }>}
 */
export async function comebackFor(id) {
  try {
    const ticket = await api("GET", `/tickets/${id}`);
    const state = comebackOf(ticket);
    return state === "missed" ? await bringBack(id, ticket) : { state, ticket };
  } catch (problem) {
    return { state: problem.code === "unknown_ticket" ? "unknown" : "lost" };
  }
}

async function bringBack(id, ticket) {
  try {
    return { state: "back", ticket: await api("POST", `/tickets/${id}/bring-back`, {}) };
  } catch (problem) {
    const refusals = { bring_back_too_late: "late", wrong_state: "over" };
    return { state: refusals[problem.code] ?? "lost", ticket };
  }
}
