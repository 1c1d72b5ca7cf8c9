/** What follows from a change of the screen: commands to the server, the paper watched, help called. */

import { api } from "/static/api.js";
import { steadyNow } from "/static/clock.js";
import { watch } from "/static/live.js";

import { comebackFor } from "./comeback.js";
import * as flow from "./flow.js";
import { ticketIn } from "./scanner.js";
import { bodyOf, isFinal } from "./wish.js";

const AGAIN_MS = 2000;
const TYPING_MS = 250;
const PRINT_POLL_MS = 2000;

/** @typedef {import("./flow.js").Flow} Flow */

/** The hands of the screen. Each answer is handed to flow.js, which knows whether it still counts. */
export class Effects {
  #typing = 0;
  #isWithdrawing = false;
  #leavePaper = () => {};

  /**
   * @param {() => Flow} now the state shown
   * @param {(next: Flow) => void} change
   */
  constructor(now, change) {
    this.now = now;
    this.change = change;
  }

  /** Do what a change asks for. @param {Flow} before @param {Flow} after */
  follow(before, after) {
    if (after.screen === "sending" && before.screen !== "sending") {
      this.#take(after.wish);
    }
    if (after.left !== before.left) {
      this.#withdraw();
    }
    if (after.help === "asking" && before.help !== "asking") {
      this.#askHelp();
    }
    this.#followPaper(before, after);
    this.#followSearch(before, after);
  }

  /** A code was scanned: a missed ticket goes back into the line, others are told where they stand. */
  async comeBack(code) {
    const before = this.now();
    this.change(flow.scanned(before, code, steadyNow()));
    if (this.now() !== before) {
      const id = ticketIn(code);
      const comeback = id ? await comebackFor(id) : { state: "unknown" };
      this.change(flow.cameBack(this.now(), code, comeback, steadyNow()));
    }
  }

  async #take(wish) {
    try {
      const isWanted = () => this.#isAwaited(wish);
      const ticket = await api("POST", "/tickets", bodyOf(wish), { key: wish.key, isWanted });
      this.change(flow.answered(this.now(), ticket, wish.key, steadyNow()));
    } catch (problem) {
      this.change(flow.refused(this.now(), problem, wish.key, steadyNow()));
      setTimeout(() => this.#takeAgain(wish), AGAIN_MS);
    }
  }

  #takeAgain(wish) {
    if (this.#isAwaited(wish)) {
      this.#take(wish);
    }
  }

  #isAwaited(wish) {
    const { screen, wish: shown } = this.now();
    return screen === "sending" && shown.key === wish.key;
  }

  /** Take back the wishes that nobody waits for, one after another, until each is settled. */
  async #withdraw() {
    const [key] = this.now().left;
    if (!key || this.#isWithdrawing) {
      return;
    }
    this.#isWithdrawing = true;
    const isSettled = await isWithdrawn(key);
    this.#isWithdrawing = false;
    if (isSettled) {
      this.change(flow.withdrawn(this.now(), key));
    } else {
      setTimeout(() => this.#withdraw(), AGAIN_MS);
    }
  }

  #followPaper(before, after) {
    if (after.screen !== "result") {
      this.#leavePaper();
      this.#leavePaper = () => {};
      return;
    }
    if (before.screen !== "result" && after.ticket.print) {
      this.#watchPaper(after.ticket.print.id);
    }
    if (before.paper === "printing" && after.paper === "failed" && !after.isStaffTold) {
      this.#tellOfPaper();
    }
  }

  /** The socket tells of the paper; asking every 2 s serves when it does not. */
  #watchPaper(print) {
    const told = (state) => this.change(flow.printTold(this.now(), state, steadyNow()));
    const unwatch = watch({ what: "print", print }, told);
    const ask = () => api("GET", `/prints/${print}`).then(told, () => {});
    const timer = setInterval(ask, PRINT_POLL_MS);
    this.#leavePaper = () => {
      unwatch();
      clearInterval(timer);
    };
  }

  async #askHelp() {
    const isTold = await callHelp();
    if (this.now().help === "asking") {
      this.change(flow.help(this.now(), isTold ? "told" : "failed"));
    }
  }

  async #tellOfPaper() {
    if (await callHelp()) {
      this.change(flow.staffTold(this.now()));
    }
  }

  #followSearch(before, after) {
    if (after.screen === "search" && flow.isNewSearch(before, after)) {
      clearTimeout(this.#typing);
      const pause = before.screen === "search" ? TYPING_MS : 0;
      this.#typing = setTimeout(() => this.#lookUp(after.text), pause);
    }
  }

  async #lookUp(text) {
    const { lang } = this.now();
    const query = new URLSearchParams({ q: text.trim(), lang });
    const found = await api("GET", `/procedures?${query}`).catch(() => null);
    if (lang === this.now().lang) this.change(flow.foundFor(this.now(), text, found?.procedures ?? null));
  }
}

/** Whether it is certain what becomes of the number that was perhaps given for this key. */
async function isWithdrawn(key) {
  try {
    const { outcome } = await api("POST", "/tickets/withdraw", { key });
    return outcome !== "printing";
  } catch (problem) {
    return isFinal(problem);
  }
}

/** Whether somebody was told; the screen says so or sends the citizen to a counter. */
async function callHelp() {
  try {
    await api("POST", "/help", {});
    return true;
  } catch {
    return false;
  }
}
