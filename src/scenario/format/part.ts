import type { Refusal } from '../../platform/http/index.js';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { nearestWords } from './nearest-words.js';

/** What is wrong with a scenario file, where, and what to write instead. */
export class ScenarioFault extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
    this.name = 'ScenarioFault';
  }
}

/** What the product refused, at the line that asked for it. */
export function refusedAt(line: number, { sentence, code }: Refusal): ScenarioFault {
  return new ScenarioFault(line, `${sentence.en} (${code})`);
}

/** A word of a file, and the line it stands on. */
export interface Word {
  text: string;
  line: number;
}

/** One value of a YAML file that knows where it stands and refuses, with a remedy, what it is not. */
export class Part {
  private constructor(
    private readonly node: Node | null,
    /** How people would call it: the keys that lead to it. */
    readonly name: string,
    readonly line: number,
    private readonly lines: LineCounter,
  ) {}

  /** @throws ScenarioFault when it is not YAML */
  static ofText(text: string): Part {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [error] = document.errors;
    if (error) throw new ScenarioFault(lines.linePos(error.pos[0]).line, `not YAML: ${error.message}`);
    return new Part(document.contents, 'the file', 1, lines);
  }

  get isMap(): boolean {
    return isMap(this.node);
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  get isNumber(): boolean {
    return isScalar(this.node) && typeof this.node.value === 'number';
  }

  fail(message: string): ScenarioFault {
    return new ScenarioFault(this.line, `${this.name}: ${message}`);
  }

  /** The values by key, in the order of the file; any key outside `allowed` is refused. */
  fields<K extends string>(allowed: readonly K[]): Map<K, Part> {
    const fields = new Map<K, Part>();
    for (const [key, part] of this.entries()) {
      if (!allowed.includes(key.text as K)) {
        throw new ScenarioFault(key.line, `unknown key "${key.text}"; ${nearestWords(key.text, allowed)}`);
      }
      fields.set(key.text as K, part);
    }
    return fields;
  }

  /** The same with keys that the author chose. */
  entries(): [Word, Part][] {
    if (!isMap(this.node)) throw this.fail(`must be a map ("key: value" lines), not ${this.kind()}`);
    return (this.node as YAMLMap<Node, Node | null>).items.map((pair) => {
      const line = this.lineOf(pair.key) ?? this.line;
      // The source, not the value: a key such as 05362 means its digits.
      const text = isScalar(pair.key) ? sourceOf(pair.key) : '';
      return [{ text, line }, new Part(pair.value, text, this.lineOf(pair.value) ?? line, this.lines)] as [
        Word,
        Part,
      ];
    });
  }

  list(): Part[] {
    if (!isSeq(this.node)) throw this.fail(`must be a list ("- …" lines or [a, b]), not ${this.kind()}`);
    return this.node.items.map(
      (item) => new Part(item as Node, this.name, this.lineOf(item as Node) ?? this.line, this.lines),
    );
  }

  /** One value, or a list of them. */
  oneOrMore(): Part[] {
    return this.isList ? this.list() : [this];
  }

  text(): string {
    if (!isScalar(this.node) || this.node.value === null)
      throw this.fail(`must be a text, not ${this.kind()}`);
    if (typeof this.node.value === 'string') return this.node.value;
    if (typeof this.node.value === 'number') return sourceOf(this.node);
    throw this.fail(`must be a text: write it in quotes`);
  }

  word(): Word {
    return { text: this.text(), line: this.line };
  }

  number(minimum: number, maximum: number): number {
    const value = isScalar(this.node) ? this.node.value : null;
    if (typeof value !== 'number' || value < minimum || value > maximum)
      throw this.fail(`must be a number from ${minimum} to ${maximum}, not ${this.kind()}`);
    return value;
  }

  oneOf<T extends string>(allowed: readonly T[]): T {
    const text = this.text();
    if (!allowed.includes(text as T))
      throw this.fail(`there is no "${text}"; ${nearestWords(text, allowed)}`);
    return text as T;
  }

  truth(): boolean {
    const value = isScalar(this.node) ? this.node.value : null;
    if (typeof value !== 'boolean') throw this.fail(`must be true or false, not ${this.kind()}`);
    return value;
  }

  /** What stands there, in words, for a message. */
  private kind(): string {
    if (isMap(this.node)) return 'a map';
    if (isSeq(this.node)) return 'a list';
    if (!isScalar(this.node) || this.node.value === null) return 'nothing';
    return `"${sourceOf(this.node)}"`;
  }

  private lineOf(node: Node | null | undefined): number | null {
    return node?.range ? this.lines.linePos(node.range[0]).line : null;
  }
}

function sourceOf(scalar: Scalar): string {
  return scalar.source ?? String(scalar.value);
}
