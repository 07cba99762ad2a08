// Firefox over WebDriver BiDi, for tests in Python: reads one command a line, `[name, ...given]`, and answers each
// with one line, `{answer}` or `{error}`. Lines `{heard}` between them are what the pages' witness tells.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import puppeteer from "puppeteer-core";

const WITNESS = "scormpackWitness ";
const PREFERENCES = {
  // Learners' browsers have the back/forward cache, and play where somebody has clicked.
  "media.autoplay.default": 0,
  // What is done by script is no reason for a question otherwise.
  "dom.require_user_interaction_for_beforeunload": false,
  // What takes time at a start and is of no use to tests.
  "browser.startup.blankWindow": false,
  "datareporting.policy.firstRunURL": "",
  "dom.ipc.processPrelaunch.enabled": false,
  "extensions.formautofill.addresses.enabled": false,
  "extensions.formautofill.creditCards.enabled": false,
  "extensions.webcompat.enable_shims": false,
};

let browser;
let context;
let page;
let stays = false;

const commands = {
  async start(executablePath, userDataDir) {
    browser = await puppeteer.launch({
      browser: "firefox",
      executablePath,
      headless: true,
      extraPrefsFirefox: PREFERENCES,
      ...(userDataDir && { userDataDir }),
    });
    context = browser.defaultBrowserContext();
    return browser.process().pid;
  },
  /** Another learner's computer: nothing is shared with the one before. */
  async renew() {
    if (context !== browser.defaultBrowserContext()) await context.close();
    context = await browser.createBrowserContext();
  },
  async open(scripts) {
    page = await context.newPage();
    page.on("console", (message) => {
      const text = message.text();
      if (text.startsWith(WITNESS)) write({ heard: text.slice(WITNESS.length) });
    });
    // A tab that closes may ask first; the learner means it, but for `stay`.
    page.on("dialog", (dialog) => (stays ? dialog.dismiss() : dialog.accept()));
    await page.evaluateOnNewDocument(
      `window.scormpackWitness = (text) => console.debug(${JSON.stringify(WITNESS)} + text);`,
    );
    for (const script of scripts) await page.evaluateOnNewDocument(readFileSync(script, "utf8"));
  },
  goto: async (address) => void (await page.goto(address)),
  reload: async () => void (await page.reload()),
  back: async () => void (await page.goBack({ waitUntil: [] })),
  evaluate: (script) => page.evaluate(script),
  /** In the frame that the LMS shows content in, which may be of another origin; else in the window itself. */
  inside: (script) => (page.frames()[1] ?? page.mainFrame()).evaluate(script),
  async everywhere(script) {
    for (const frame of page.frames()) await frame.evaluate(script);
  },
  async close() {
    const closed = new Promise((done) => page.once("close", done));
    await page.close({ runBeforeUnload: true });
    await closed;
  },
  /** The learner closes the tab, is asked, and stays after all; the kind of the question. */
  async stay() {
    stays = true;
    const asked = new Promise((done) => page.once("dialog", (dialog) => done(dialog.type())));
    // Who stays never hears that the tab is closed.
    page.close({ runBeforeUnload: true });
    const kind = await asked;
    stays = false;
    return kind;
  },
  quit: () => browser.close(),
};

function write(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = JSON.parse(line);
  try {
    write({ answer: (await commands[name](...given)) ?? null });
  } catch (error) {
    write({ error: String(error) });
  }
}

await browser?.close();
