/** What a touch does: the next state of the screen. What follows from it is in effects.js. */

import { newKey } from "/static/api.js";
import { steadyNow } from "/static/clock.js";

import * as flow from "./flow.js";
import { press } from "./keyboard.js";

/**
 * @param {() => import("./flow.js").Flow} now the state shown
 * @param {(next: import("./flow.js").Flow) => void} change
 */
export function actsOf(now, change) {
  return {
    choose: (code) => change(flow.choose(now(), code, { key: newKey(), now: steadyNow() })),
    claimPriority: (isClaimed) => change(flow.claimPriority(now(), isClaimed)),
    chooseReason: (code) => change(flow.chooseReason(now(), code)),
    send: () => change(flow.send(now(), steadyNow())),
    back: () => change(flow.back(now(), steadyNow())),
    stay: () => change(flow.touch(now(), steadyNow())),
    openSearch: () => change(flow.openSearch(now(), steadyNow())),
    typed: (text) => change(flow.typed(now(), text)),
    press: (key) => change(flow.typed(now(), press(now().text, key))),
    searchAgain: () => change(flow.typed(now(), now().text)),
    openProcedure: (procedure) => change(flow.openProcedure(now(), procedure)),
    speakIn: (lang) => change(flow.speakIn(now(), lang)),
    toggleLarge: () => change(flow.toggleLarge(now())),
    toggleReading: () => change(flow.toggleReading(now())),
    askHelp: () => change(flow.help(now(), "asking")),
    closeHelp: () => change(flow.help(now(), null)),
  };
}
