// Files that build have no `invalid` scope under the TextMate grammar, and every block that it opens is closed again.
//
//   node valid.mjs ROOT     in a folder with the packages of `package-lock.json`

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = process.argv[2];
const require = createRequire(join(process.cwd(), "x.js"));
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
const path = join(root, "editors/vscode/syntaxes/attr.tmLanguage.json");
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(path, "utf8"), path),
});
const grammar = await registry.loadGrammar("source.attr");

const files = ["fixtures/cases", "fixtures/words"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".attr"))
    .map((name) => join(folder, name)),
);
if (files.length < 20) throw new Error("the fixtures are missing");

let failures = 0;
let tokens = 0;
for (const file of files) {
  let stack = textmate.INITIAL;
  for (const [row, line] of readFileSync(join(root, file), "utf8").split(/\r?\n/).entries()) {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    for (const token of result.tokens) {
      tokens += 1;
      const wrong = token.scopes.find((scope) => scope.startsWith("invalid"));
      if (!wrong) continue;
      failures += 1;
      console.error(`${file}:${row + 1}: ${wrong}: ${line.slice(token.startIndex, token.endIndex)}`);
    }
  }
  if (stack.depth !== 1) {
    failures += 1;
    console.error(`${file}: a block stays open`);
  }
}
console.log(`${files.length} files, ${tokens} tokens, ${failures} failures`);
process.exit(failures ? 1 : 0);
