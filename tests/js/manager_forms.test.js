import assert from "node:assert/strict";
import { test } from "node:test";

import { leftOver, lines, moved, newForm, refuse, setValue, touched, valueAt, whole } from "../../manager/static/form_state.js";
import { findProcedures, fold } from "../../manager/static/search.js";
import { copiedToWeek, DAYS, hoursFrom, nextSpan, spanError, usualWeek, weekFrom } from "../../manager/static/week.js";

const MORNING = { from: "07:30", to: "11:30" };
const AFTERNOON = { from: "13:30", to: "17:00" };

test("what is typed stands in the form and not in what it came from", () => {
  const kept = { names: { vi: "Hộ tịch" }, papers: [{ vi: "Tờ khai" }] };
  const form = newForm(kept);

  setValue(form, "names.en", "Civil status");
  setValue(form, "papers.0.vi", "Tờ khai mới");

  assert.equal(valueAt(form, "names.en"), "Civil status");
  assert.equal(valueAt(form, "papers.0.vi"), "Tờ khai mới");
  assert.deepEqual(kept, { names: { vi: "Hộ tịch" }, papers: [{ vi: "Tờ khai" }] });
  assert.ok(form.isDirty);
});

test("a field's problem is over once it is typed in, and the command is another one", () => {
  const form = newForm({ names: { vi: "" }, zone: "" });
  Object.assign(form, { errors: { names: "Cần điền mục này.", zone: "Quá dài." }, key: "k1" });

  setValue(form, "names.vi", "Quầy thử");

  assert.deepEqual(form.errors, { zone: "Quá dài." });
  assert.equal(form.key, null);
});

test("what the server refuses is told at its field, or above the form", () => {
  const form = newForm({ name: "a" });

  refuse(form, { code: "name_taken", message: "Tên này đã có người dùng." });
  assert.deepEqual([form.errors, form.message], [{ name: "Tên này đã có người dùng." }, ""]);

  refuse(form, { code: "invalid", message: "Chưa đúng.", fields: { role: "Không có." } });
  assert.deepEqual([form.errors, form.message], [{ role: "Không có." }, "Chưa đúng."]);

  refuse(form, { code: "last_manager", message: "Người cuối cùng." });
  assert.deepEqual([form.errors, form.message], [{}, "Người cuối cùng."]);
  assert.deepEqual(form.values, { name: "a" });
});

test("problems that no field shows are not lost", () => {
  const errors = { "hours[2].to": "a", names: "b", timezone: "c", "open_days[2027-02-17].hours": "d" };

  assert.deepEqual(leftOver(errors, ["names", "hours", "open_days"]), [["timezone", "c"]]);
});

test("numbers are read as they are written, others are left to the server", () => {
  assert.deepEqual(["15", " 15.000 ", "1 500 000", "0"].map(whole), [15, 15000, 1500000, 0]);
  assert.deepEqual(["", "  ", undefined].map(whole), [null, null, null]);
  assert.deepEqual(["mười", "1,5", "1.5"].map(whole), ["mười", "1,5", "1.5"]);
  assert.equal(whole(120), 120);
});

test("lists lose empty lines and move by one place", () => {
  assert.deepEqual(lines(" khai sinh \n\nlàm khai sinh\n"), ["khai sinh", "làm khai sinh"]);
  assert.deepEqual(moved(["a", "b", "c"], 1, -1), ["b", "a", "c"]);
  assert.deepEqual(moved(["a", "b"], 0, -1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], 1, 1), ["a", "b"]);
});

test("a change inside a list ends the list's own problem", () => {
  const form = newForm({ papers: [] });
  form.errors = { papers: "Cần là một danh sách." };

  touched(form, "papers");

  assert.deepEqual(form.errors, {});
});

test("hours come back as they were, a stretch of a day at a time", () => {
  const week = weekFrom([{ days: ["mon", "tue"], ...MORNING }, { days: ["mon"], ...AFTERNOON }]);

  assert.equal(week.isAlways, false);
  assert.deepEqual(hoursFrom(week), [
    { days: ["mon"], ...MORNING },
    { days: ["mon"], ...AFTERNOON },
    { days: ["tue"], ...MORNING },
  ]);
  assert.equal(hoursFrom(weekFrom(null)), null);
  assert.deepEqual(hoursFrom({ isAlways: false, days: weekFrom(null).days }), []);
});

test("the server's problem finds its stretch again", () => {
  const week = weekFrom([{ days: ["mon"], ...MORNING }, { days: ["mon"], ...AFTERNOON }, { days: ["wed"], ...MORNING }]);
  const errors = { "hours[3].to": "Giờ kết thúc phải sau giờ bắt đầu." };

  assert.equal(spanError(week, "wed", 0, errors), "Giờ kết thúc phải sau giờ bắt đầu.");
  assert.equal(spanError(week, "mon", 1, errors), "");
});

test("Monday's hours are copied to the working week and to no weekend", () => {
  const days = { ...weekFrom(null).days, mon: [MORNING], sat: [AFTERNOON] };

  const copied = copiedToWeek(days, "mon");

  assert.deepEqual(DAYS.map((day) => copied[day].length), [1, 1, 1, 1, 1, 1, 0]);
  assert.deepEqual(copied.sat, [AFTERNOON]);
  copied.tue[0].from = "08:00";
  assert.equal(copied.mon[0].from, "07:30");
});

test("a new week has mornings and afternoons on working days", () => {
  assert.deepEqual(DAYS.map((day) => usualWeek()[day].length), [2, 2, 2, 2, 2, 0, 0]);
  assert.deepEqual(nextSpan([]), MORNING);
  assert.deepEqual(nextSpan([MORNING]), AFTERNOON);
});

const PROCEDURES = [
  { code: "HT01", service: "A", names: { vi: "Đăng ký khai sinh", en: "Birth registration" }, keywords: ["giấy khai sinh"] },
  { code: "DD01", service: "C", names: { vi: "Cấp đổi Giấy chứng nhận" }, keywords: ["sổ đỏ"] },
];

test("procedures are found without accents, by name, code or search word", () => {
  const found = (query, service) => findProcedures(PROCEDURES, query, service).map(({ code }) => code);

  assert.equal(fold("Đăng Ký"), "dang ky");
  assert.deepEqual(found("dang ky"), ["HT01"]);
  assert.deepEqual(found("sinh khai"), ["HT01"]);
  assert.deepEqual(found("so do"), ["DD01"]);
  assert.deepEqual(found("birth"), ["HT01"]);
  assert.deepEqual(found("dd01"), ["DD01"]);
  assert.deepEqual(found("", "C"), ["DD01"]);
  assert.deepEqual(found("dang ky", "C"), []);
  assert.deepEqual(found(""), ["HT01", "DD01"]);
});
