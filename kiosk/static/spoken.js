/** What is read aloud on each screen, and what a screen reader hears when the screen changes. */

import { name, t } from "/static/i18n.js";

import { aheadText, countersText, nameOf, waitingText } from "./texts.js";

/** The sentence of the screen shown; "" where its title says it all. */
export function spokenText({ flow, office }) {
  const said = { rest: restText, confirm: confirmText, result: resultText, procedure: procedureText };
  return said[flow.screen]?.(flow, office) ?? titleText(flow);
}

function restText() {
  return t("Mời Ông/Bà chọn lĩnh vực để lấy số thứ tự");
}

function confirmText(flow, office) {
  const service = office.services.find((one) => one.code === flow.wish.service);
  const what = `${nameOf(service)}. ${service ? waitingText(service.waiting) : ""}.`;
  return `${what} ${t("Bấm nút đỏ để xác nhận và lấy số thứ tự.")}`;
}

function resultText({ ticket, paper }) {
  const number = t("Số thứ tự của Ông/Bà là %(label)s.", { label: [...ticket.label].join(" ") });
  const place = ticket.counters?.length ? `${countersText(ticket.counters)}.` : "";
  const ahead = ticket.people_ahead === null ? "" : `${aheadText(ticket.people_ahead)}.`;
  return [number, place, ahead, paperText(paper)].filter(Boolean).join(" ");
}

function paperText(paper) {
  if (paper === "printed") {
    return `${t("Lấy phiếu ở khe bên dưới")}.`;
  }
  return paper === "printing" ? "" : t("Vui lòng chụp lại màn hình hoặc ghi nhớ số của Ông/Bà.");
}

function procedureText({ procedure }) {
  const papers = procedure.papers.map((paper) => name(paper)).join(". ");
  return `${nameOf(procedure)}. ${t("Giấy tờ cần có")}: ${papers}.`;
}

function titleText(flow) {
  const titles = {
    sending: t("Đang lấy số…"),
    search: t("Mời Ông/Bà gõ tên thủ tục, không cần dấu."),
    refused: flow.refusal?.detail ?? "",
  };
  return titles[flow.screen] ?? "";
}
