// Bundles one script a standard and the style sheet into dist/.
// Prints what each script weighs. esbuild's `dist/` names are what formats/base.py asks for: player-<standard>.js, player.css.
import { build } from "esbuild";
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const out = process.argv[2] ?? "dist";
const entries = readdirSync("src/entry").filter((name) => name.endsWith(".ts"));

await build({
  entryPoints: entries.map((name) => ({
    in: `src/entry/${name}`,
    out: `player-${name.slice(0, -3)}`,
  })),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  // Private members as they are: spelled out for older browsers they weigh a kilobyte.
  target: ["chrome100", "firefox100", "safari15"],
  charset: "ascii",
  legalComments: "none",
  logLevel: "warning",
});
await build({
  entryPoints: [{ in: "src/player.css", out: "player" }],
  outdir: out,
  minify: true,
  target: ["chrome100", "firefox100", "safari15"],
  logLevel: "warning",
});
for (const name of readdirSync(out).filter((file) => /\.(js|css)$/.test(file))) {
  const bytes = readFileSync(`${out}/${name}`);
  console.log(`${name}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
}
