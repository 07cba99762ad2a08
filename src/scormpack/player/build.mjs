// Bundles one script a standard and the style sheet into dist/, as player-<standard>.js and player.css, and what the scripts say into words.js: the names that formats/ asks for.
// `node build.mjs [folder] [limit]` prints what each file weighs, and fails where a script is heavier than the limit.
import { build } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { minify } from "terser";

/** Bytes of a script as a server sends it compressed, gzip at its best: 20 KB. */
const LIMIT = 20 * 1024;
/** chrome100, not older: spelled out for older browsers the private members weigh a kilobyte. */
const target = ["chrome100", "firefox100", "safari15"];

const [out = "dist", limit = LIMIT] = process.argv.slice(2);
const names = readdirSync("src/entry").filter((name) => name.endsWith(".ts"));
const sentences = JSON.parse(readFileSync("src/sentences.json", "utf8"));
/** Of the player's own objects alone: none is in the DOM, in JSON, in an LMS's API, or in what the build hands over. */
const ownNames = JSON.parse(readFileSync("src/ownnames.json", "utf8"));
const order = Object.keys(sentences);
const common = { bundle: true, minify: true, target, charset: "ascii", logLevel: "warning" };

const outputFiles = [];
/** Own name to short one: the menu of a series and the page in its frame hand each other objects. */
let shortNames = {};
// One after the other: esbuild shortens names anew for each bundle of a run.
for (const name of names) {
  const built = await bundle(name, shortNames);
  outputFiles.push(...built.outputFiles);
  shortNames = built.mangleCache;
}
await build({ ...common, entryPoints: [{ in: "src/player.css", out: "player" }], outdir: out });
const list = JSON.stringify(Object.values(sentences)).replace(/[^ -~]/g, escaped);
writeFileSync(`${out}/words.js`, `window.scormpackWords=${list};\n`);
for (const { path, text } of outputFiles) writeFileSync(path, await shorten(text));

let tooHeavy = 0;
for (const name of readdirSync(out).filter((file) => /\.(js|css)$/.test(file))) {
  const bytes = readFileSync(`${out}/${name}`);
  const zipped = gzipSync(bytes, { level: 9 }).length;
  const over = name.endsWith(".js") && zipped > Number(limit);
  if (over) tooHeavy += 1;
  console.log(`${name}: ${bytes.length} bytes, ${zipped} gzipped${over ? `, over ${limit}` : ""}`);
}
if (tooHeavy > 0) process.exitCode = 1;

function bundle(name, mangleCache) {
  const several = /^(single-|part\b)/.test(name);
  return build({
    ...common,
    entryPoints: [{ in: `src/entry/${name}`, out: `player-${name.slice(0, -3)}` }],
    outdir: out,
    format: "iife",
    legalComments: "none",
    write: false,
    define: {
      "Number.parseInt": "parseInt",
      "Number.parseFloat": "parseFloat",
      "Number.POSITIVE_INFINITY": "Infinity",
      "HTMLMediaElement.NETWORK_NO_SOURCE": "3",
    },
    mangleProps: new RegExp(`^(${ownNames.join("|")})$`),
    mangleCache,
    plugins: [
      { name: "several", setup: (to) => sayWhether(several, to) },
      { name: "sentences", setup: numberSentences },
    ],
  });
}

/**
 * Bundles hold no sentence: `says.name` becomes a place in the list that words.js sets, which is of one build
 * with them. A page loads it before its bundle.
 */
function numberSentences(build) {
  build.onLoad({ filter: /sentences\.json$/ }, () => ({ contents: "export default window.scormpackWords" }));
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, "utf8").replace(/\bsays\.(\w+)/g, (_, name) => `says[${placeOf(name)}]`),
    loader: "ts",
  }));
}

function sayWhether(several, build) {
  build.onLoad({ filter: /several\.ts$/ }, () => ({ contents: `export const SEVERAL = ${several}` }));
}

function placeOf(name) {
  if (!(name in sentences)) throw new Error(`sentences.json has no ${name}`);
  return order.indexOf(name);
}

function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The same script in fewer bytes: esbuild puts a bundle together, terser names and folds better. */
async function shorten(script) {
  const { code } = await minify(script, {
    ecma: 2020,
    toplevel: true,
    module: true,
    // Each value was the lightest of its option's when all bundles were weighed.
    compress: {
      passes: 5,
      hoist_funs: true,
      inline: 1,
      unsafe: true,
      lhs_constants: false,
      // No function of the player is called with `new`, asks for `arguments` or has a prototype.
      unsafe_arrows: true,
      // It joins factors that are constant: a speed and its tolerance, which need no last digit.
      unsafe_math: true,
    },
    format: { ascii_only: true, comments: false },
  });
  return code;
}
