import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import { CONTRACT_VERSION, WatchedProgram } from '../contracts/agent/index.js';
import type { NewProgram } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { notFound, Refusal } from '../platform/http/index.js';
import { PLACEHOLDER_DOMAIN } from './default-programs.js';
import { nearest } from './domain/nearest.js';
import { PROGRAM_FIELDS, type ProgramField, ProgramFields } from './domain/program-fields.js';
import { WatchedProgramEntity } from './entities/watched-program.entity.js';
import { FreshValue } from './fresh-value.js';
import { type Author, PolicyService } from './policy.service.js';

/** What reports and tickets are filed under: never changed, so it is short and plain. */
const PROGRAM_ID = /^[a-z0-9][a-z0-9-]{1,39}$/;

/** The watched programs: data that an administrator changes without a release. */
@Injectable()
export class Programs {
  private readonly fresh = new FreshValue(() =>
    this.reader.find(WatchedProgramEntity, { order: { id: 'ASC' } }),
  );

  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: PolicyService,
    private readonly audit: AuditTrail,
  ) {}

  /** At most 5 s old, as everything here; at once after a change made in this process. */
  all(): Promise<WatchedProgramEntity[]> {
    return this.fresh.get(this.clock.now());
  }

  async enabled(): Promise<WatchedProgramEntity[]> {
    return (await this.all()).filter((program) => program.enabled === 1);
  }

  async byId(id: string): Promise<WatchedProgramEntity | null> {
    return (await this.all()).find((program) => program.id === id) ?? null;
  }

  async require(id: string): Promise<WatchedProgramEntity> {
    const all = await this.all();
    const program = all.find((candidate) => candidate.id === id);
    if (!program)
      throw unknownProgram(
        id,
        all.map((candidate) => candidate.id),
      );
    return program;
  }

  /** Sets fields from text, such as `{ url: 'https://motcua.example.vn/' }`. */
  async set(id: string, fields: Readonly<Record<string, string>>, by: Author, now: number): Promise<void> {
    const values = Object.fromEntries(Object.entries(fields).map(([field, text]) => parsed(field, text)));
    const detail = Object.entries(values).map(([field, value]) => `${field}=${String(value)}`);
    await this.change(id, values, 'program.set', detail.join(' '), by, now);
  }

  /**
   * A new program, watched by nobody until it is enabled. Refused: `PROGRAM_ID_INVALID`, `PROGRAM_EXISTS`, and whatever is
   * wrong with a field.
   */
  async add(asked: NewProgram, by: Author, now: number): Promise<void> {
    const { id, kind, fields } = asked;
    if (!PROGRAM_ID.test(id)) throw wrongId(id);
    const values = Object.fromEntries(Object.entries(fields).map(([field, text]) => parsed(field, text)));
    for (const name of ['nameVi', 'nameEn'] as const) if (!(name in values)) parsed(name, '');
    await this.work.run(async (tx) => {
      await this.policy.bump(tx);
      if (await tx.findOne(WatchedProgramEntity, { where: { id } })) throw programExists(id);
      await tx.insert(WatchedProgramEntity, { ...values, id, kind, enabled: 0 });
      checkWhole((await tx.findOne(WatchedProgramEntity, { where: { id } }))!);
      tx.onCommit(() => this.fresh.forget());
      const record = { at: now, userId: by.userId, action: 'program.added', subject: `program:${id}` };
      await this.audit.record(tx, record);
    });
  }

  async enable(id: string, by: Author, now: number): Promise<void> {
    await this.change(id, { enabled: 1 }, 'program.enabled', undefined, by, now);
  }

  async disable(id: string, by: Author, now: number): Promise<void> {
    await this.change(id, { enabled: 0 }, 'program.disabled', undefined, by, now);
  }

  private async change(
    id: string,
    values: Partial<WatchedProgramEntity>,
    action: string,
    detail: string | undefined,
    by: Author,
    now: number,
  ): Promise<void> {
    const known = (await this.all()).map((program) => program.id);
    await this.work.run(async (tx) => {
      // The write comes first: on SQLite a unit that reads first can lose its right to write to another process.
      await this.policy.bump(tx);
      const program = await tx.findOne(WatchedProgramEntity, { where: { id } });
      if (!program) throw unknownProgram(id, known);
      if (Object.keys(values).length === 0) return;
      checkWhole({ ...program, ...values });
      await tx.update(WatchedProgramEntity, { id }, values);
      tx.onCommit(() => this.fresh.forget());
      await this.audit.record(tx, { at: now, userId: by.userId, action, subject: `program:${id}`, detail });
    });
  }
}

/** The program as agents need it. */
export function watchedProgramOf(program: WatchedProgramEntity): WatchedProgram {
  const { id, kind, processName, pathContains, listenPort, url, method, tabHosts } = program;
  return {
    id,
    kind,
    process: processName === null ? null : { name: processName, pathContains },
    listenPort,
    watchWindows: program.watchWindows === 1,
    probe:
      url === null
        ? null
        : {
            url,
            method,
            intervalSeconds: program.intervalSeconds,
            timeoutMs: program.timeoutMs,
            slowMs: program.slowMs,
            confirmTries: program.confirmTries,
          },
    tab: tabHosts === null ? null : { hosts: tabHosts.split(' '), slowMs: program.tabSlowMs },
  };
}

/** What a field wants, where people type it most; the schema says the rest in English alone. */
const WANTED_VI: Partial<Record<ProgramField, string>> = {
  nameVi: 'nhập tên, tối đa 100 chữ',
  nameEn: 'nhập tên, tối đa 100 chữ',
  url: 'nhập địa chỉ đầy đủ như https://motcua.example.vn/, không kèm mật khẩu hay dấu #',
  tabHosts: 'nhập tên miền như motcua.example.vn, cách nhau bằng dấu cách',
  listenPort: 'cần số nguyên từ 1 đến 65535',
  intervalSeconds: 'cần số nguyên từ 5 đến 86400',
  slowMs: 'cần số nguyên từ 100 đến 120000',
  tabSlowMs: 'cần số nguyên từ 500 đến 600000',
  vendorName: 'nhập tên, tối đa 100 chữ',
  vendorHotline: 'nhập số điện thoại như 1900 0000',
  vendorEmail: 'nhập một địa chỉ thư như hotro@phanmem.test',
};

function parsed(field: string, text: string): [ProgramField, string | number | null] {
  const known = PROGRAM_FIELDS.find((candidate) => candidate === field);
  if (!known) {
    const near = nearest(field, PROGRAM_FIELDS).join(', ');
    throw new Refusal('PROGRAM_FIELD_UNKNOWN', 400, {
      vi: `Không có mục "${field}".${near ? ` Gần đúng: ${near}.` : ''} Các mục: ${PROGRAM_FIELDS.join(', ')}.`,
      en: `There is no field "${field}".${near ? ` Did you mean ${near}?` : ''} Fields: ${PROGRAM_FIELDS.join(', ')}.`,
    });
  }
  const result = ProgramFields[known].safeParse(text);
  if (result.success) return [known, result.data];
  const fault = result.error.issues[0];
  const message = fault?.code === 'invalid_union' ? fault.errors.at(-1)?.[0]?.message : fault?.message;
  throw new Refusal(
    'PROGRAM_FIELD_INVALID',
    400,
    {
      vi: `Giá trị "${text}" không dùng được cho ${field}: ${WANTED_VI[known] ?? message}.`,
      en: `"${text}" is not allowed for ${field}: ${message}.`,
    },
    field,
  );
}

/** What no single field shows: agents must accept the whole, and no placeholder may be probed by a province of PCs. */
function checkWhole(program: WatchedProgramEntity): void {
  const addresses = `${program.url ?? ''} ${program.tabHosts ?? ''}`;
  if (program.enabled === 1 && addresses.includes(`.${PLACEHOLDER_DOMAIN}`)) {
    throw new Refusal('PROGRAM_PLACEHOLDER', 400, {
      vi: `Chương trình "${program.id}" còn địa chỉ mẫu. Đặt địa chỉ thật trước: npx trucban program set ${program.id} url=https://… tabHosts=…`,
      en: `Program "${program.id}" still has its placeholder address. Set the real one first: npx trucban program set ${program.id} url=https://… tabHosts=…`,
    });
  }
  const { processName, url, tabHosts, listenPort } = program;
  if (program.enabled === 1 && [processName, url, tabHosts, listenPort].every((value) => value === null)) {
    throw nothingToWatch(program.id);
  }
  const whole = WatchedProgram.safeParse(watchedProgramOf(program));
  if (!whole.success) {
    throw new Error(
      `program ${program.id} does not fit contract ${CONTRACT_VERSION}: ${whole.error.message}`,
    );
  }
}

function nothingToWatch(id: string): Refusal {
  return new Refusal('PROGRAM_NOTHING_TO_WATCH', 400, {
    vi: `Phần mềm "${id}" chưa có gì để theo dõi. Nhập địa chỉ, tên miền của thẻ trình duyệt, tên tiến trình hoặc cổng trước.`,
    en: `There is nothing to watch of "${id}". Give an address, hosts of its tabs, a process or a port first.`,
  });
}

function wrongId(id: string): Refusal {
  const sentence = {
    vi: `Mã "${id}" không dùng được: từ 2 đến 40 chữ thường không dấu, số hoặc dấu gạch ngang, như motcua-tinh.`,
    en: `"${id}" cannot be an id: 2 to 40 lower-case letters, digits or hyphens, such as motcua-tinh.`,
  };
  return new Refusal('PROGRAM_ID_INVALID', 400, sentence, 'id');
}

function programExists(id: string): Refusal {
  const sentence = {
    vi: `Đã có phần mềm mang mã "${id}". Chọn mã khác, hoặc sửa phần mềm đó.`,
    en: `There is a program "${id}" already. Choose another id, or change that one.`,
  };
  return new Refusal('PROGRAM_EXISTS', 409, sentence, 'id');
}

function unknownProgram(id: string, known: readonly string[]): Refusal {
  const near = nearest(id, known);
  if (near.length === 0) return notFound({ vi: `phần mềm "${id}"`, en: `watched program "${id}"` });
  return new Refusal('NOT_FOUND', 404, {
    vi: `Không có phần mềm "${id}". Gần đúng: ${near.join(', ')}.`,
    en: `There is no watched program "${id}". Did you mean ${near.join(', ')}?`,
  });
}
