// Reads one statement a line, writes one line of JSON: what @learninglocker/xapi-validation says.
const validate = require("@learninglocker/xapi-validation").default;
const lines = require("node:readline").createInterface({ input: process.stdin });

lines.on("line", (line) => {
  const warnings = validate(JSON.parse(line)).map((warning) => {
    const what = [warning.name, warning.typeName, ...(warning.keys ?? [])].filter(Boolean);
    return `${warning.path.join(".")}: ${what.join(" ")}: ${JSON.stringify(warning.data)}`;
  });
  process.stdout.write(JSON.stringify(warnings) + "\n");
});
