import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { addressOf, keepOffice, readAddress } from "../../manager/static/addresses.js";
import { paced } from "../../manager/static/pace.js";
import { findOffices } from "../../manager/static/search.js";
import { isGone, isInTrouble, isOnlyLow, printersNow, troubleCode, troublesOf } from "../../manager/static/troubles.js";

test("an address and its view are the same thing told twice", () => {
  const params = { from: "2026-01-01", to: "2026-03-31", by: "staff" };
  const address = addressOf("satisfaction", params);

  assert.equal(address, "/manager/satisfaction?from=2026-01-01&to=2026-03-31&by=staff");
  assert.deepEqual(readAddress(...splitAt(address)), { view: "satisfaction", params, office: "" });
});

test("a bare or unknown address is today", () => {
  assert.deepEqual(readAddress("/manager"), { view: "today", params: {}, office: "" });
  assert.deepEqual(readAddress("/manager/elsewhere"), { view: "today", params: {}, office: "" });
  assert.equal(addressOf("staff", { edit: "", q: undefined, page: null }), "/manager/staff");
});

test("addresses go on naming the office that the page is about", () => {
  keepOffice("em");

  assert.equal(addressOf("staff", { edit: "7" }), "/manager/staff?edit=7&office=em");
  assert.deepEqual(readAddress(...splitAt("/manager/staff?edit=7&office=em")), {
    view: "staff", params: { edit: "7" }, office: "em",
  });
  assert.equal(addressOf("today", { office: "thu" }), "/manager/today?office=thu");
  keepOffice("");
  assert.equal(addressOf("today"), "/manager/today");
});

test("an office is found by code and by name without accents, every word", () => {
  const offices = [
    { code: "vo-nhai", names: { vi: "Xã Võ Nhai", en: "Võ Nhai Commune" } },
    { code: "dan-tien", names: { vi: "Xã Dân Tiến" } },
  ];

  assert.deepEqual(findOffices(offices, "").length, 2);
  assert.deepEqual(findOffices(offices, "vo nhai").map((one) => one.code), ["vo-nhai"]);
  assert.deepEqual(findOffices(offices, "tien xa").map((one) => one.code), ["dan-tien"]);
  assert.deepEqual(findOffices(offices, "dan-t").map((one) => one.code), ["dan-tien"]);
  assert.deepEqual(findOffices(offices, "khac"), []);
});

function splitAt(address) {
  const at = address.indexOf("?");
  return [address.slice(0, at), address.slice(at)];
}

test("many changes at once make one read now and one at the end of the stretch", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let reads = 0;
  const read = paced(() => (reads += 1), 2000);

  read();
  read();
  read();
  assert.equal(reads, 1);
  mock.timers.tick(1999);
  assert.equal(reads, 1);
  mock.timers.tick(1);
  assert.equal(reads, 2);
  mock.timers.tick(10_000);
  assert.equal(reads, 2);
  read();
  assert.equal(reads, 3);
  mock.timers.reset();
});

const KIOSK = { kind: "kiosk", name: "Kiosk thử", paired: true, online: true, help_at: null };
const PRINTER = { name: "kiosk-1", online: true, paper: "ok", reason: null };

test("a hall where all is well has no troubles", () => {
  assert.deepEqual(troublesOf([KIOSK], [PRINTER]), []);
});

test("silent screens are told together, but not programs and not what was never paired", () => {
  const lost = { ...KIOSK, online: false };
  const others = [{ ...lost, kind: "manager" }, { ...lost, paired: false }];

  assert.deepEqual(troublesOf([lost, lost, ...others], []), [{ what: "offline", devices: [lost, lost] }]);
});

test("a clock that leapt ahead is told, and none that is right", () => {
  assert.deepEqual(troublesOf([KIOSK], [PRINTER], 86_400), [{ what: "clock", ahead_s: 86_400 }]);
  assert.deepEqual(troublesOf([KIOSK], [PRINTER], 0), []);
});

test("a citizen who asks for help comes first", () => {
  const asking = { ...KIOSK, help_at: "2026-11-23T01:00:00Z", online: false };

  assert.deepEqual(troublesOf([asking], [{ ...PRINTER, online: false }]).map(({ what }) => what), ["help", "printer", "offline"]);
});

for (const wrong of [{ online: false }, { reason: "cover_open" }, { paper: "out" }, { paper: "near_end" }]) {
  test(`a printer is in trouble when ${JSON.stringify(wrong)}`, () => {
    assert.equal(troublesOf([], [{ ...PRINTER, ...wrong }]).length, 1);
  });
}

const ASKED = "2026-11-23T01:00:00.000Z";
const FAILED = { ...KIOSK, printer: "kiosk-1", last_print: { state: "failed", reason: "paper_out", ended_at: "2026-11-23T01:00:05.000Z" } };

test("a ticket that did not come out tells of its printer before the printer is asked again", () => {
  const [printer] = printersNow([PRINTER], [FAILED], ASKED);

  assert.equal(troubleCode(printer), "paper_out");
  assert.deepEqual(troublesOf([FAILED], [printer]).map(({ what }) => what), ["printer"]);
});

test("it is told even while the printers have not answered at all", () => {
  assert.deepEqual(printersNow([], [FAILED, FAILED]), [{ name: "kiosk-1", online: true, reason: "paper_out" }]);
});

test("a usual printer that fails is told by the kiosk that names none", () => {
  const usual = { ...FAILED, printer: null, paperless: false };

  assert.deepEqual(printersNow([PRINTER], [usual], ASKED).map(troubleCode), ["paper_out"]);
  assert.deepEqual(printersNow([], [usual]), []);
});

test("a kiosk that gives numbers without paper is no trouble", () => {
  const paperless = { ...KIOSK, printer: null, paperless: true, last_print: null };

  assert.deepEqual(troublesOf([paperless], printersNow([PRINTER], [paperless], ASKED)), []);
  assert.deepEqual(troublesOf([paperless], printersNow([], [paperless], ASKED)), []);
});

test("a printer that a kiosk names and nobody has is told once the others have answered", () => {
  const astray = { ...KIOSK, printer: "kiosk-9", paperless: false, last_print: null };

  assert.deepEqual(printersNow([PRINTER], [astray, astray], ASKED)[1], { name: "kiosk-9", online: true, reason: "not_configured" });
  assert.deepEqual(printersNow([], [astray]), []);
  assert.ok(!isGone(astray, null));
  assert.ok(!isGone({ ...astray, printer: null }, [PRINTER]));
});

test("a printer that answered after the failure is believed", () => {
  assert.deepEqual(printersNow([PRINTER], [FAILED], "2026-11-23T01:00:06.000Z"), [PRINTER]);
});

test("what the printer says of itself now stays, and a printed ticket is no trouble", () => {
  const open = { ...PRINTER, reason: "cover_open" };
  const printed = { ...FAILED, last_print: { ...FAILED.last_print, state: "printed", reason: null } };

  assert.deepEqual(printersNow([open], [FAILED], ASKED), [open]);
  assert.deepEqual(printersNow([PRINTER], [printed, { ...KIOSK, printer: null, last_print: null }], ASKED), [PRINTER]);
});

test("a ticket that perhaps came out is told as not confirmed", () => {
  const unknown = { ...FAILED, last_print: { ...FAILED.last_print, state: "unknown", reason: null } };

  assert.equal(printersNow([PRINTER], [unknown], ASKED)[0].reason, "no_answer");
});

test("paper that ends soon is told as that, and milder than a printer that stands still", () => {
  const low = { ...PRINTER, paper: "near_end", reason: "paper_near_end" };

  assert.ok(isInTrouble(low) && isOnlyLow(low));
  assert.equal(troubleCode({ ...PRINTER, paper: "near_end" }), "paper_near_end");
  assert.ok(!isOnlyLow({ ...low, online: false }));
});

test("the figures of an office whose own machine is silent are said to be old, before all else", () => {
  const heard = "2026-11-22T07:40:00.000Z";
  const told = (ownMachine) => troublesOf([], [], 60, null, "2026-11-22T08:00:00.000Z", ownMachine);

  assert.deepEqual(told({ heard_at: heard, silent: true })[0], { what: "silent", heard_at: heard });
  assert.deepEqual(told({ heard_at: heard, silent: false }).map(({ what }) => what), ["clock"]);
  assert.deepEqual(told(null).map(({ what }) => what), ["clock"]);
});

test("reports that do not reach the province are told after five minutes, a refusal at once", () => {
  const now = "2026-11-22T08:00:00.000Z";
  const told = (since, refusal = null) =>
    troublesOf([], [], 0, { since, heard_at: since, waiting: 3, refusal }, now).map(({ what }) => what);

  assert.deepEqual(told("2026-11-22T07:56:00.000Z", "unreachable"), []);
  assert.deepEqual(told("2026-11-22T07:54:00.000Z", "unreachable"), ["upstream"]);
  assert.deepEqual(told("2026-11-22T07:59:59.000Z", "token_revoked"), ["upstream"]);
  assert.deepEqual(troublesOf([], [], 0, null, now), []);
});
