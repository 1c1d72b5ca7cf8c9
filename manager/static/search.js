/** Search as people type: without accents, words half written. Pure. */

/** "Đăng ký" → "dang ky". */
export function fold(text) {
  return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
}

/** The offices in whose code or name every word of the query stands. */
export function findOffices(offices, query) {
  const words = wordsOf(query);
  return offices.filter((one) => {
    const text = fold([one.code, ...Object.values(one.names)].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** The procedures in which every word of the query stands somewhere, of one service or of all. */
export function findProcedures(procedures, query, service = "") {
  const words = wordsOf(query);
  return procedures.filter((one) => {
    const text = fold([one.code, ...Object.values(one.names), ...one.keywords].join(" "));
    return (!service || one.service === service) && words.every((word) => text.includes(word));
  });
}

function wordsOf(query) {
  return fold(query).split(/\s+/).filter(Boolean);
}
