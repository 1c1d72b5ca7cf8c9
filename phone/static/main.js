/** A ticket's page on its owner's phone: state from the socket, cancel and rating over HTTP. */

import { render } from "lit-html";

import { api, newKey, once } from "/static/api.js";
import { language, loadTexts, setLanguage, t } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { newerState } from "/static/newer.js";
import {
  emptyDraft, opinionOf, outcomeOf, withComment, withLevel, withReason,
} from "/static/opinion.js";
import { ask, leaveQuestions, toast } from "/static/parts.js";
import { ignoreTapsTooMany } from "/static/second_tap.js";

import { isNewCall, pageTitle, sceneOf } from "./rules.js";
import { pageView } from "./view.js";

const CALL_PATTERN_MS = [400, 200, 400, 200, 800];
const FORM_AGAIN_MS = 5000;

const written = document.querySelector("#screen"); // by the server
const page = document.createElement("div");
const ratingKey = newKey();

const seen = {
  ticket: JSON.parse(document.querySelector("#ticket").textContent),
  graceMin: Number(written.dataset.graceMin), line: null, form: null, draft: emptyDraft(), shownAt: 0, busy: false, sent: null,
};

await loadTexts("phone");
ignoreTapsTooMany();

function show(changed = {}) {
  Object.assign(seen, changed);
  render(pageView(seen, acts), page);
  document.title = pageTitle(seen.ticket);
  document.documentElement.classList.toggle("is-called", seen.ticket.state === "called");
}

function take(arrived) {
  const before = seen.ticket;
  const ticket = newerState(before, arrived);
  if (isNewCall(before, ticket)) {
    navigator.vibrate?.(CALL_PATTERN_MS);
  }
  show({ ticket });
  if (!ticket.may_cancel) {
    leaveQuestions(); // called meanwhile: what to do now must not stand behind a question
  }
  if (sceneOf(ticket) === "rate" && !seen.form) {
    readForm();
  }
}

/** @type {Promise<void> | null} */
let reading = null;

function readForm() {
  reading ??= api("GET", "/rating-form")
    .then((form) => show({ form, shownAt: performance.now() }))
    .catch(() => {
      reading = null;
      setTimeout(readForm, FORM_AGAIN_MS);
    });
}

const acts = {
  choose: (level) => show({ draft: withLevel(seen.draft, level, performance.now()) }),
  toggle: (code) => show({ draft: withReason(seen.draft, code) }),
  write: (text) => show({ draft: withComment(seen.draft, text, seen.form) }),
  send: once(send),
  cancel: once(cancel),
  speak,
};

async function send() {
  const said = opinionOf(seen.draft, seen.form, seen.shownAt);
  show({ busy: true });
  try {
    await api("POST", `/tickets/${seen.ticket.id}/rating`, said, { key: ratingKey });
    show({ busy: false, sent: "accepted" });
  } catch (problem) {
    refuse(problem);
  }
}

/** What somebody wrote stays while it may still be sent. */
function refuse(problem) {
  const outcome = outcomeOf(problem);
  if (outcome === "already" || outcome === "late") {
    show({ busy: false, sent: outcome });
  } else {
    show({ busy: false });
    toast(problem.message, { tone: "red" });
  }
}

async function cancel() {
  const { id, label } = seen.ticket;
  const isSure = await ask({
    title: t("Hủy số %(label)s?", { label }),
    text: t("Số %(label)s sẽ không được gọi nữa. Muốn làm thủ tục, Ông/Bà phải lấy số mới.", { label }),
    confirm: t("Hủy số này"),
    cancel: t("Giữ số"),
    danger: true,
  });
  if (!isSure) {
    return;
  }
  try {
    take(await api("POST", `/tickets/${id}/cancel`, {}));
  } catch (problem) {
    toast(problem.message, { tone: "red" });
  }
}

async function speak(lang) {
  if (lang !== language()) {
    await setLanguage(lang, { remember: true });
    show();
  }
}

take(seen.ticket);
written.replaceChildren(page); // only now: had anything failed, the server's page would still stand
document.documentElement.dataset.live = "yes";
watch({ what: "ticket", ticket: seen.ticket.id }, take, (line) => show({ line }));
