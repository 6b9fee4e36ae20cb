import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './source-tree.js';

/** One import, export-from, dynamic import or require of a file. */
export interface Import {
  line: number;
  /** As written. */
  specifier: string;
  /** Path from the repository root, with the source's extension; null for a package. */
  target: string | null;
  /** Nothing of it is left at run time. */
  typeOnly: boolean;
  /** The names taken, as the other module calls them; `*` for all of it. */
  names: string[];
}

/** The scripts of a Svelte file, in place, so that lines still count from the top of the file. */
function scriptOf({ path, text }: SourceFile): string {
  if (!path.endsWith('.svelte')) return text;
  let script = '';
  let from = 0;
  for (const match of text.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
    const start = match.index + (match[1]?.length ?? 0);
    script += text.slice(from, start).replace(/[^\n]/g, ' ') + (match[2] ?? '');
    from = start + (match[2]?.length ?? 0);
  }
  return script;
}

export function parse(file: SourceFile): ts.SourceFile {
  return ts.createSourceFile(`${file.path}.ts`, scriptOf(file), ts.ScriptTarget.Latest, true);
}

export function readImports(file: SourceFile): Import[] {
  const source = parse(file);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean, names: string[]): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({
      line,
      specifier: specifier.text,
      target: resolve(file.path, specifier.text),
      typeOnly,
      names,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, isTypeOnly(node), importedNames(node));
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly, exportedNames(node));
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true, ['*']);
    } else if (ts.isCallExpression(node) && loadsModule(node)) {
      add(node, node.arguments[0], false, ['*']);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function importedNames(node: ts.ImportDeclaration): string[] {
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const own = clause?.name ? ['default'] : [];
  if (!bindings) return own;
  if (ts.isNamespaceImport(bindings)) return [...own, '*'];
  return [...own, ...bindings.elements.map((element) => (element.propertyName ?? element.name).text)];
}

function exportedNames(node: ts.ExportDeclaration): string[] {
  if (!node.exportClause || !ts.isNamedExports(node.exportClause)) return ['*'];
  return node.exportClause.elements.map((element) => (element.propertyName ?? element.name).text);
}

/** `import(…)`, `require(…)`, `createRequire(…)(…)` under the usual name, `new Worker` is a path and not an import. */
function loadsModule(node: ts.CallExpression): boolean {
  const { expression } = node;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function resolve(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = posix.normalize(posix.join(posix.dirname(from), specifier));
  return path.replace(/\.js$/, '.ts');
}
