// Drives VS Code in Chromium as somebody at the keyboard would, and says of each step whether the editor shows what it
// should. The texts that come out have to be those in `expected/`.
//
//   node drive.js ADDRESS PROJECT EXPECTED SHOTS
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const [address, project, expected, shots] = process.argv.slice(2);

/** @type {import("playwright-core").Page} */
let page;
let failed = 0;

/** Runs a step, takes a picture of what it ends with, and goes on in any case. */
async function step(name, check) {
  const began = Date.now();
  let said;
  let failure;
  // What a step before has left open is closed.
  await press("Escape", "Escape");
  try {
    said = await check();
  } catch (error) {
    failure = String(error.message ?? error).split("\n")[0];
    failed += 1;
  }
  const number = String(step.count++).padStart(2, "0");
  await page.screenshot({ path: path.join(shots, `${number}-${name.replace(/[^a-z0-9]+/gi, "-")}.png`) });
  const tail = failure ?? said;
  console.log(`  ${failure ? "FAIL" : "ok  "} ${name} (${Date.now() - began} ms)${tail ? `: ${tail}` : ""}`);
}
step.count = 1;

/** Waits until something is so; what is then returned. */
async function until(what, probe, patience = 15000) {
  const end = Date.now() + patience;
  let last;
  while (Date.now() < end) {
    last = await probe();
    if (last) return last;
    await page.waitForTimeout(100);
  }
  throw new Error(`in vain waited for: ${what}`);
}

function equal(wanted, got, what) {
  const [a, b] = [JSON.stringify(wanted), JSON.stringify(got)];
  if (a !== b) throw new Error(`${what}: wanted ${a}, got ${b}`);
}

const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Runs a command of the palette by its title. */
async function command(title) {
  await press("F1");
  await page.waitForSelector(".quick-input-widget input:visible");
  await page.keyboard.type(title);
  // The best match comes first in most cases, and never far behind.
  const at = await until(`the command ${title}`, async () => {
    const names = await texts(".quick-input-list .monaco-list-row .quick-input-list-label .label-name");
    const exact = names.indexOf(title);
    const near = exact >= 0 ? exact : names.findIndex((name) => name.includes(title));
    return near >= 0 && { near };
  });
  for (let down = 0; down < at.near; down += 1) await press("ArrowDown");
  await press("Enter");
}

/** What stands in a file of the project, on the disk, after it was saved. */
async function saved(file) {
  await command("File: Save All Files");
  await page.waitForTimeout(300);
  return fs.readFileSync(path.join(project, file), "utf8");
}

/** The column of the nth occurrence of a text in the lines that were read: as VS Code counts them, in UTF-16. */
function place(text, part, nth = 1, offset = 0) {
  let at = -1;
  for (let left = nth; left > 0; left -= 1) {
    at = text.indexOf(part, at + 1);
    if (at < 0) throw new Error(`${part} stands not ${nth} times in the text`);
  }
  const before = text.slice(0, at + offset).split("\n");
  return { line: before.length, column: before.at(-1).length + 1 };
}

async function go({ line, column }) {
  await press("Control+1", "Control+G");
  await page.waitForSelector(".quick-input-widget input:visible");
  await page.keyboard.type(`${line}:${column}`);
  await press("Enter");
  await page.waitForTimeout(200);
}

async function open(file) {
  await press("Control+P");
  await page.waitForSelector(".quick-input-widget input:visible");
  await page.keyboard.type(file);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: file }).first().waitFor();
  await page.waitForTimeout(300);
  await press("Enter");
  await page.locator(".editor-group-container.active .tab.active", { hasText: file }).waitFor();
}

/** Where the cursor is: `Ln 9, Col 7`. */
const cursor = () => page.locator("[id='status.editor.selection']").innerText();

/** The texts of what a selector finds, with their blanks as blanks. */
const texts = async (selector) =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim());

/** The lines that the editor shows, in their order. */
const lines = () =>
  page.evaluate(() =>
    [...document.querySelectorAll(".editor-group-container.active .view-lines .view-line")]
      .sort((one, other) => parseFloat(one.style.top) - parseFloat(other.style.top))
      .map((line) => line.textContent.replaceAll("\u00a0", " "))
      .join("\n"),
  );

async function drive() {
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".monaco-workbench", { timeout: 60000 });
  await page.waitForTimeout(3000);
  let text = fs.readFileSync(path.join(project, "main.attr"), "utf8");

  await step("the extension opens the file", async () => {
    await open("main.attr");
    await until("the language", async () => (await texts("[id='status.editor.mode']")).includes("attr"));
  });

  await step("a squiggle stands under the word that is wrong", async () => {
    const squiggle = page.locator(".squiggly-error").first();
    await squiggle.waitFor({ timeout: 30000 });
    const under = await squiggle.boundingBox();
    const word = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector(".view-lines"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent.search(/harbor(?!u)/);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + "harbor".length);
        const { x, width } = range.getBoundingClientRect();
        return { x, width };
      }
      return null;
    });
    if (!word || Math.abs(word.x - under.x) > 2 || Math.abs(word.width - under.width) > 2) {
      throw new Error(`the word is at ${JSON.stringify(word)}, the squiggle at ${JSON.stringify(under)}`);
    }
  });

  await step("the problems name it with its code", async () => {
    await command("View: Focus Problems");
    const rows = await until("a row", async () => {
      const found = await texts(".markers-panel .monaco-list-row");
      return found.some((row) => row.includes("E0402")) && found;
    });
    const { line, column } = place(text, "harbor");
    const row = rows.find((row) => row.includes("E0402"));
    if (!row.includes(`[Ln ${line}, Col ${column}]`)) throw new Error(row);
    return row;
  });

  await step("hover tells who a name is", async () => {
    await command("View: Toggle Problems");
    await open("main.attr");
    await go(place(text, "linked-to kirin", 1, "linked-to k".length));
    await press("Control+K", "Control+I");
    return until("what is told", async () =>
      (await texts(".monaco-hover:visible")).find((hover) => hover.includes("麒麟𠮷")),
    );
  });

  await step("colours tell names, verbs and hedges apart", async () => {
    const colours = await until("three colours", async () => {
      const found = await page.evaluate(() => {
        const colour = (word) => {
          const span = [...document.querySelectorAll(".view-line span")].find(
            (span) => span.children.length === 0 && span.textContent.replaceAll("\u00a0", " ").trim() === word,
          );
          return span ? getComputedStyle(span).color : null;
        };
        return { kirin: colour("kirin"), verb: colour("linked-to"), hedge: colour("likely") };
      });
      return new Set(Object.values(found)).size === 3 && !Object.values(found).includes(null) && found;
    });
    return JSON.stringify(colours);
  });

  await step("hints and lenses stand in the text", async () => {
    const lens = await until("a lens", async () => (await texts(".codelens-decoration:visible")).find((lens) => /\d/.test(lens)));
    const hint = await until("a hint", async () => {
      const found = await page.evaluate(() =>
        [...document.querySelectorAll(".view-line span")]
          .filter((span) => /dyn-rule/.test(span.className) || /inlay/i.test(span.className))
          .map((span) => span.textContent)
          .filter((shown) => /\d/.test(shown)),
      );
      return found[0];
    });
    return `${lens}; ${hint}`;
  });

  await step("F12 goes to the declaration in the other file", async () => {
    await go(place(text, "linked-to kirin", 1, "linked-to k".length));
    await press("F12");
    await page.locator(".editor-group-container.active .tab.active", { hasText: "parties.attr" }).waitFor();
    const parties = fs.readFileSync(path.join(project, "parties.attr"), "utf8");
    const { line, column } = place(parties, "kirin");
    await until("the cursor", async () => (await cursor()).startsWith(`Ln ${line}, Col ${column}`), 5000);
    return cursor();
  });

  await step("completion offers the name, and writes it", async () => {
    await open("main.attr");
    const start = place(text, "harbor");
    await go({ line: start.line, column: start.column + "harbor".length });
    await press("Backspace", "Backspace", "Control+Space");
    const row = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "harbour" }).first();
    await row.waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(shots, "completion.png") });
    await row.click();
    await until("the word", async () => (await lines()).includes("targets harbour  during"));
    // Back to the mistake, for the code action.
    await press("Control+Z", "Control+Z", "Control+Z");
    await until("the mistake", async () => /targets harbor  during/.test(await lines()));
  });

  await step("a code action mends the name", async () => {
    await go(place(text, "harbor", 1, 2));
    await page.waitForTimeout(1000);
    await press("Control+.");
    // The first one has the focus: the fix that is preferred.
    await page.locator(".action-widget .monaco-list-row.action.focused", { hasText: "harbour" }).waitFor();
    await page.screenshot({ path: path.join(shots, "code-action.png") });
    await press("Enter");
    await until("the mended name", async () => (await lines()).includes("targets harbour  during"));
  });

  await step("F2 renames in both files", async () => {
    await go(place(text, "linked-to kirin", 1, "linked-to k".length));
    await press("F2");
    const box = page.locator(".rename-box input:visible");
    await box.waitFor();
    await box.fill("qilin");
    await page.screenshot({ path: path.join(shots, "rename.png") });
    await press("Enter");
    // The server offers to keep the ids of what was published, by `was kirin`: nothing that is done without being asked.
    await page.getByText("was kirin").first().waitFor();
    await page.screenshot({ path: path.join(shots, "rename-preview.png") });
    await page.locator(".monaco-button:visible", { hasText: "Apply" }).click();
    await until("the new name", async () => (await lines()).includes("linked-to qilin"));
  });

  await step("the formatter lays the file out", async () => {
    await press("Control+Shift+I");
    await until("the layout", async () => {
      const shown = await lines();
      return shown.includes('"攻撃者𠮷🦄" linked-to') && /^ {8}quoting/m.test(shown);
    });
  });

  await step("the texts are what was expected", async () => {
    for (const file of ["main.attr", "parties.attr"]) {
      const [wanted, got] = [fs.readFileSync(path.join(expected, file), "utf8"), await saved(file)];
      const differs = wanted.split("\n").findIndex((line, at) => line !== got.split("\n")[at]);
      if (differs >= 0) equal(wanted.split("\n")[differs], got.split("\n")[differs], `${file}:${differs + 1}`);
      equal(wanted, got, file);
    }
    text = fs.readFileSync(path.join(project, "main.attr"), "utf8");
  });

  await step("explain shows what stands behind a line", async () => {
    await go(place(text, "qilin compromises"));
    await command("attr: Explain what stands at the cursor");
    await until("the explanation", async () => {
      const shown = (await texts(".editor-group-container .view-lines")).join(" ");
      return shown.includes("how sure") && shown.includes("highly likely");
    });
    await page.screenshot({ path: path.join(shots, "explain.png") });
    await command("View: Join All Editor Groups");
  });

  await step("the bundle is built", async () => {
    await open("main.attr");
    await command("attr: Build the STIX bundle");
    const bundle = await until("bundle.json", () => {
      const file = path.join(project, "bundle.json");
      return fs.existsSync(file) && fs.readFileSync(file, "utf8").endsWith("}\n") && JSON.parse(fs.readFileSync(file, "utf8"));
    });
    return `${bundle.objects.length} objects`;
  });

  await step("a task has its findings among the problems, in a file that is not open", async () => {
    await command("View: Close Other Editors in Group");
    fs.appendFileSync(path.join(project, "parties.attr"), "\nfrm 麒麟 x\n");
    await command("Tasks: Run Task");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "judge by a task" }).first().waitFor();
    await page.keyboard.type("judge by a task");
    await page.waitForTimeout(500);
    await press("Enter");
    await page.waitForTimeout(2000);
    await command("View: Focus Problems");
    // A code without a link is one that was read from lines.
    await until("a problem of the other file", async () => {
      const rows = await texts(".markers-panel .monaco-list-row");
      return rows.some((row) => row.includes("parties.attr")) && rows.some((row) => row.includes("attrc(E0404)"));
    });
  });

  await step("the plan of publishing is asked for in a terminal", async () => {
    await command("attr: Show what publishing would send");
    // The project names no destination, and attrc says so.
    await until("what attrc says", async () => (await texts(".xterm-rows:visible")).join(" ").includes("names no destination"));
  });

  await step("the server is started anew, and answers", async () => {
    await open("main.attr");
    await command("attr: Restart the language server");
    await page.waitForTimeout(2000);
    await go(place(text, "linked-to qilin", 1, "linked-to q".length));
    await press("Control+K", "Control+I");
    await until("what is told", async () => (await texts(".monaco-hover:visible")).find((hover) => hover.includes("麒麟𠮷")));
  });

  await step("its output is shown", async () => {
    await command("attr: Show the output of the language server");
    await page.locator(".output-view, .pane-body.output-view-pane, .panel .output").first().waitFor();
  });
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
  page.setDefaultTimeout(10000);
  await until("the server", () => fetch(address).then((answer) => answer.ok, () => false), 30000);
  await drive();
  await browser.close();
  if (failed > 0) {
    console.log(`${failed} steps failed; the pictures are in ${shots}`);
    process.exit(1);
  }
  console.log(`VS Code passed; the pictures are in ${shots}`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
