import ts from 'typescript';
import { parse, readImports } from './imports.js';
import { type Breach, type SourceFile, isSpec } from './source-tree.js';

const RULE = 'write-queue';
const HOME = 'src/platform/database/';

/** What writes past the one queue of decision 17. */
const WRITERS: Record<string, ReadonlySet<string>> = {
  typeorm: new Set([
    ...['DataSource', 'EntityManager', 'Repository', 'TreeRepository', 'QueryRunner', 'BaseEntity'],
    ...[
      'SelectQueryBuilder',
      'InsertQueryBuilder',
      'UpdateQueryBuilder',
      'DeleteQueryBuilder',
      '*',
      'default',
    ],
  ]),
  '@nestjs/typeorm': new Set([
    ...[
      'InjectRepository',
      'InjectDataSource',
      'InjectEntityManager',
      'getRepositoryToken',
      'getDataSourceToken',
    ],
    ...['getEntityManagerToken', '*', 'default'],
  ]),
};
const DRIVERS = new Set(['better-sqlite3', 'pg']);
const TRANSACTION_CALLS = new Set([
  'transaction',
  'createQueryRunner',
  'createQueryBuilder',
  'getRepository',
]);
const WRITE_SQL =
  /^\s*(insert|update|delete|replace|truncate|create|alter|drop|pragma|vacuum|begin|commit|rollback)\b/i;

/**
 * Decision 17: every write goes through `UnitOfWork.run` of the platform's database, whose `Transaction` alone can write.
 * Answers every place in `src` outside of it that could write by another way.
 */
export function writeQueueBreaches(files: readonly SourceFile[]): Breach[] {
  return files
    .filter(({ path }) => path.startsWith('src/') && !path.startsWith(HOME) && !isSpec(path))
    .flatMap((file) => [...importBreaches(file), ...callBreaches(file)]);
}

function importBreaches(file: SourceFile): Breach[] {
  return readImports(file).flatMap(({ line, specifier, names }) => {
    const writers = WRITERS[specifier];
    const taken = DRIVERS.has(specifier) ? [specifier] : names.filter((name) => writers?.has(name));
    return taken.map((name) => ({
      file: file.path,
      line,
      rule: RULE,
      message: `${name} writes past the queue; ask platform/database for a unit of work or its read connection`,
    }));
  });
}

function callBreaches(file: SourceFile): Breach[] {
  const source = parse(file);
  const breaches: Breach[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const message = callProblem(node.expression.name.text, node.arguments[0]);
      const line = source.getLineAndCharacterOfPosition(node.expression.name.getStart(source)).line + 1;
      if (message) breaches.push({ file: file.path, line, rule: RULE, message });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return breaches;
}

function callProblem(method: string, argument: ts.Expression | undefined): string | null {
  if (TRANSACTION_CALLS.has(method)) return `.${method}() belongs to platform/database; use UnitOfWork.run`;
  if (method === 'query' && argument && WRITE_SQL.test(leadingText(argument))) {
    return 'query() with SQL that writes; use execute() of a unit of work';
  }
  return null;
}

function leadingText(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text;
  if (ts.isBinaryExpression(node)) return leadingText(node.left);
  return '';
}
