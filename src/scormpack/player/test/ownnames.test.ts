/**
 * build.mjs shortens the names in ownnames.json wherever they are not quoted. So no such name may be written,
 * unquoted, for a property of the DOM, of JSON, or of what the build hands over.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const PLAYER = fileURLToPath(new URL("..", import.meta.url));
const names = new Set<string>(JSON.parse(readFileSync(`${PLAYER}src/ownnames.json`, "utf8")) as string[]);
/** What formats/ and pages/ write is typed in these. */
const HANDED_OVER = ["content.ts", "settings.ts", "series.ts"];

const read = ts.readConfigFile(`${PLAYER}tsconfig.json`, (path) => ts.sys.readFile(path));
const { options, fileNames } = ts.parseJsonConfigFileContent({ ...read.config, include: ["src"] }, ts.sys, PLAYER);
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();

/** Where the property is declared that `name` stands for; none where it is a key of any object. */
function declaredIn(name: ts.Identifier): readonly string[] {
  const { parent } = name;
  if (ts.isBindingElement(parent)) return filesOf(checker.getTypeAtLocation(parent.parent).getProperty(name.text));
  const isKey = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isMethodDeclaration(parent);
  if (!isKey || !ts.isObjectLiteralExpression(parent.parent)) return filesOf(checker.getSymbolAtLocation(name));
  const wanted = checker.getContextualType(parent.parent);
  // Not asked for by name: it is what it is made as, unless any name would do.
  if (wanted?.getProperty(name.text) === undefined) return wanted?.getStringIndexType() ? [] : ["here"];
  return filesOf(wanted.getProperty(name.text));
}

function filesOf(symbol: ts.Symbol | undefined): readonly string[] {
  return (symbol?.declarations ?? []).map((each) => basename(each.getSourceFile().fileName));
}

/** The property that is named by this identifier: not a variable of the same name. */
function isProperty(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node) || !names.has(node.text)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) {
    return ts.isObjectBindingPattern(parent.parent) && !parent.dotDotDotToken && (parent.propertyName ?? parent.name) === node;
  }
  const literal = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isMethodDeclaration(parent);
  return literal && parent.name === node;
}

test("what is shortened is the player's own", () => {
  const strange: string[] = [];
  for (const file of program.getSourceFiles()) {
    if (!fileNames.includes(file.fileName)) continue;
    const visit = (node: ts.Node): void => {
      if (isProperty(node)) {
        const files = declaredIn(node);
        const foreign = files.length === 0 || files.some((name) => name.endsWith(".d.ts") || HANDED_OVER.includes(name));
        const line = file.getLineAndCharacterOfPosition(node.pos).line + 1;
        if (foreign) strange.push(`${basename(file.fileName)}:${line} ${node.text} of ${files.join()}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  assert.deepEqual(strange, []);
});
