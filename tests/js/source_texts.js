// Reads browser modules and tells, as JSON, which texts they show: called by tests/test_i18n.py.
// One line per file: {file, texts: [[text, …plural]], strays: ["12: text outside t()"]}.

import { readFileSync } from "node:fs";
import { parse } from "espree";
import { KEYS } from "eslint-visitor-keys";

/** Where the texts stand among the arguments. */
const PLACES = { t: [0], tn: [0, 1], say: [1], sayMany: [1, 2] };
const VIETNAMESE = /[À-ỹđĐ]/;
const PRODUCT = "Mời Số";

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify({ file, ...textsOf(file) }));
}

function textsOf(file) {
  const tree = parse(readFileSync(file, "utf8"), { ecmaVersion: "latest", sourceType: "module", loc: true });
  const found = { texts: [], strays: [] };
  visit(tree, found, new Set());
  return found;
}

function visit(node, found, known) {
  if (node.type === "CallExpression" && Object.hasOwn(PLACES, calledName(node))) {
    readCall(node, found, known);
  }
  const text = wordsOf(node);
  if (!known.has(node) && VIETNAMESE.test(text.replace(PRODUCT, ""))) {
    found.strays.push(`${node.loc.start.line}: ${text.trim()}`);
  }
  for (const child of childrenOf(node)) {
    visit(child, found, known);
  }
}

function childrenOf(node) {
  return (KEYS[node.type] ?? []).flatMap((key) => node[key]).filter(Boolean);
}

function readCall(node, found, known) {
  const args = PLACES[calledName(node)].map((place) => node.arguments[place]);
  const texts = args.map((arg) => (arg ? plainText(arg) : null));
  if (texts.every((text) => text !== null)) {
    found.texts.push(texts);
    args.flatMap((arg) => [arg, ...(arg.quasis ?? [])]).forEach((arg) => known.add(arg));
  } else if (args.some((arg) => arg?.type !== "Identifier")) {
    // A name is the translator's own parameter; anything else hides a text from the catalogue.
    found.strays.push(`${node.loc.start.line}: ${calledName(node)}() needs the text itself`);
  }
}

function calledName({ callee }) {
  return callee.name ?? callee.property?.name ?? "";
}

function plainText(node) {
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    return node.quasis[0].value.cooked;
  }
  return node.type === "Literal" && typeof node.value === "string" ? node.value : null;
}

/** The words that a piece of source would show, "" for none. */
function wordsOf(node) {
  if (node.type === "TemplateElement") {
    return node.value.cooked ?? "";
  }
  return node.type === "Literal" && typeof node.value === "string" ? node.value : "";
}
