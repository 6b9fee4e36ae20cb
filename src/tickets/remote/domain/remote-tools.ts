import type { RemoteTool, Text } from '../../../contracts/api/index.js';

interface CodeShape {
  pattern: RegExp;
  required: boolean;
}

interface ToolShape {
  label: Text;
  /** Null: the program shows none. */
  id: CodeShape | null;
  password: CodeShape | null;
  /** As the program shows it. */
  example: string;
}

const same = (text: string): Text => ({ vi: text, en: text });
const PASSWORD: CodeShape = { pattern: /^\S{4,32}$/, required: true };

/** What each program shows, loosely: makers change lengths, and a wrong guess here would keep somebody from being helped. */
export const TOOLS: Readonly<Record<RemoteTool, ToolShape>> = {
  ultraviewer: {
    label: same('UltraViewer'),
    id: { pattern: /^\d{6,12}$/, required: true },
    password: PASSWORD,
    example: '12 345 678',
  },
  teamviewer: {
    label: same('TeamViewer'),
    id: { pattern: /^\d{8,12}$/, required: true },
    password: PASSWORD,
    example: '1 234 567 890',
  },
  anydesk: {
    label: same('AnyDesk'),
    id: { pattern: /^(\d{8,12}|[\w.-]{2,40}@[\w.-]{1,20})$/, required: true },
    password: { ...PASSWORD, required: false },
    example: '1 234 567 890',
  },
  zalo: {
    label: { vi: 'Chia sẻ màn hình Zalo', en: 'Zalo screen sharing' },
    id: null,
    password: null,
    example: '',
  },
  other: {
    label: { vi: 'phần mềm khác', en: 'another program' },
    id: { pattern: /^[\w .@:/-]{2,60}$/, required: false },
    password: { ...PASSWORD, required: false },
    example: '',
  },
};

export type CodeFault = 'id' | 'password';

/** The codes as they are kept, or the one that the program cannot have shown. Spaces are how it groups digits. */
export function readCodes(
  tool: RemoteTool,
  said: { id: string; password: string },
): { id: string; password: string } | CodeFault {
  const id = /^[\d\s]+$/.test(said.id) ? said.id.replace(/\s/g, '') : said.id.trim();
  const password = said.password.trim();
  if (!fits(TOOLS[tool].id, id)) return 'id';
  if (!fits(TOOLS[tool].password, password)) return 'password';
  return { id, password };
}

function fits(shape: CodeShape | null, text: string): boolean {
  if (shape === null) return text === '';
  return text === '' ? !shape.required : shape.pattern.test(text);
}
