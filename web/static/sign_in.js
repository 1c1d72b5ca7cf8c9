/** The staff's sign-in, and the change of a first password before anything else. */

import { html, nothing, render } from "lit-html";

import { api, once, useSession } from "/static/api.js";
import { language, languages, loadTexts, setLanguage, t } from "/static/i18n.js";
import { icon, languageSwitch, MARK } from "/static/parts.js";
import { ignoreKeysTooMany } from "/static/second_tap.js";
import { passwordFault, startOf } from "./passwords.js";

const screen = document.getElementById("screen");
/** The province's identity provider: the site's own words on its button, by language; null without. */
const provider = JSON.parse(screen.dataset.provider ?? "null");
const page = { step: "sign-in", error: "", field: "", shown: false, busy: false, fullName: "" };

function draw() {
  const form = page.step === "sign-in" ? signInView() : changeView();
  render(frameView(form), screen);
}

function frameView(form) {
  return html`
    <span class="wordmark"><img src=${MARK} alt="">Mời Số</span>
    <section class="panel sign-in-panel">${form}</section>
    ${languageSwitch(languages(), language(), chooseLanguage)}
  `;
}

function signInView() {
  return html`
    <form @submit=${sendSignIn} novalidate>
      <header><h1>${t("Đăng nhập")}</h1><p class="soft">${t("Dành cho cán bộ và quản lý.")}</p></header>
      ${providerView()}
      ${errorView()}
      <label class="field"><span>${t("Tên đăng nhập")}</span>
        <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" autofocus
          aria-invalid=${page.field === "name" ? "true" : "false"}>${officeHint()}</label>
      ${secretField("password", t("Mật khẩu"), "current-password")}
      ${submitButton(t("Đăng nhập"))}
    </form>
  `;
}

/** Where several offices are, a name may be somebody's in each of them. */
function officeHint() {
  if (!("offices" in screen.dataset)) return nothing;
  return html`<small>${t("Nếu tên này có ở nhiều đơn vị, xin nhập tên@mã đơn vị, như quanly@vo-nhai.")}</small>`;
}

/** The way in by the province's account, above the house's own. */
function providerView() {
  if (provider === null) return nothing;
  const wanted = screen.dataset.next;
  const address = wanted ? `/sign-in/oidc?next=${encodeURIComponent(wanted)}` : "/sign-in/oidc";
  return html`
    <a class="button wide" href=${address}>${icon("key-round")}${provider[language()] ?? t("Tài khoản của tỉnh")}</a>
    <p class="or">${t("hoặc bằng mật khẩu tại đây")}</p>
  `;
}

function changeView() {
  return html`
    <form @submit=${sendNewPassword} novalidate>
      <header><h1>${t("Đặt mật khẩu mới")}</h1>
        <p class="soft">${t("Chào %(name)s. Mật khẩu đang dùng do người khác tạo; xin đặt mật khẩu của riêng mình.", { name: page.fullName })}</p></header>
      ${errorView()}
      ${secretField("old", t("Mật khẩu đang dùng"), "current-password")}
      ${secretField("fresh", t("Mật khẩu mới"), "new-password", t("Từ 10 ký tự trở lên; một câu ngắn dễ nhớ là tốt nhất."))}
      ${secretField("again", t("Nhập lại mật khẩu mới"), "new-password")}
      ${submitButton(t("Đổi mật khẩu và tiếp tục"))}
    </form>
  `;
}

function errorView() {
  return html`<div role="alert">${page.error ? html`<p class="notice red">${icon("circle-alert")}<span>${page.error}</span></p>` : nothing}</div>`;
}

function secretField(name, label, autocomplete, hint) {
  const toggle = () => {
    page.shown = !page.shown;
    draw();
  };
  return html`
    <div class="field"><label for=${name} class="small strong">${label}</label>
      <span class="secret">
        <input id=${name} name=${name} type=${page.shown ? "text" : "password"} autocomplete=${autocomplete}
          aria-invalid=${page.field === name ? "true" : "false"}>
        <button class="button quiet square" type="button" aria-pressed=${page.shown ? "true" : "false"} aria-label=${t("Hiện mật khẩu")} @click=${toggle}>
          ${icon(page.shown ? "eye-off" : "eye")}</button>
      </span>
      ${hint ? html`<small>${hint}</small>` : nothing}
    </div>
  `;
}

function submitButton(label) {
  return html`<button class="button main wide" aria-busy=${page.busy ? "true" : "false"}>${page.busy ? html`<span class="spinner"></span>` : nothing}${label}</button>`;
}

/** Made once: a guard that is drawn anew with the form would guard nothing. */
const sendSignIn = submitted(signIn);
const sendNewPassword = submitted(changePassword);

/** A form's submit: its fields go to `send`, a refusal is said above them. */
function submitted(send) {
  const sendOnce = once(async (form) => {
    Object.assign(page, { error: "", field: "", busy: true });
    draw();
    try {
      await send(Object.fromEntries(new FormData(form)));
    } catch (problem) {
      fail(problem.message, problem.field ?? "");
    } finally {
      page.busy = false;
      draw();
    }
  });
  return (event) => {
    event.preventDefault();
    sendOnce(event.target);
  };
}

function fail(error, field) {
  Object.assign(page, { error, field });
  draw();
  screen.querySelector(field ? `[name="${field}"]` : "input")?.focus();
}

async function signIn({ name, password }) {
  if (!name.trim() || !password) {
    fail(t("Xin nhập tên đăng nhập và mật khẩu."), name.trim() ? "password" : "name");
    return;
  }
  const answer = await api("POST", "/sign-in", { name: name.trim(), password });
  if (answer.must_change) {
    location.reload(); // the page comes again with the session's csrf, and asks for a new password
  } else {
    goOn(answer);
  }
}

async function changePassword({ old, fresh, again }) {
  const fault = passwordFault({ old, fresh, again });
  if (fault) {
    fail(faultText(fault), fault.field);
    return;
  }
  await api("POST", "/password", { old, new: fresh });
  goOn(await api("GET", "/me"));
}

function faultText({ code }) {
  const texts = {
    missing: t("Xin nhập đủ ba ô."),
    short: t("Mật khẩu mới cần ít nhất 10 ký tự."),
    same: t("Mật khẩu mới phải khác mật khẩu đang dùng."),
    different: t("Hai lần nhập mật khẩu mới không giống nhau."),
  };
  return texts[code];
}

function goOn({ url, role }) {
  location.assign(screen.dataset.next || url || startOf(role));
}

async function chooseLanguage(code) {
  await setLanguage(code, { remember: true });
  document.title = `${t("Đăng nhập")} · Mời Số`;
  page.error = "";
  draw();
}

/** Somebody with a session either owes a new password or is in the wrong place. */
async function start() {
  useSession();
  ignoreKeysTooMany();
  await loadTexts("web");
  if (document.querySelector('meta[name="csrf"]').content) {
    const me = await api("GET", "/me").catch(() => null);
    if (me?.must_change) {
      Object.assign(page, { step: "change", fullName: me.full_name });
    } else if (me) {
      goOn(me);
      return;
    }
  }
  draw();
  screen.querySelector("input")?.focus();
}

start();
