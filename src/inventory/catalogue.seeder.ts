import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { ALL_PROVINCES, Config, ConfigError } from '../platform/config/index.js';
import { Reader, type SqlValue, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { fold } from '../platform/i18n/index.js';
import { type AddressBook, readAddressBook } from './address-book.js';
import { newCenterLink } from './center-links.service.js';
import { DEFAULT_PROGRAMS } from './default-programs.js';

/** Rows per statement: well below the number of parameters that either database takes. */
const CHUNK = 400;

/**
 * Brings the catalogue up to date at every start, before anything serves: places from the address book, one center for each
 * commune of the province, templates of watched programs. What people changed stays; running it again changes nothing.
 */
@Injectable()
export class CatalogueSeeder implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    if (await this.isComplete()) return;
    const book = await readAddressBook();
    const { provinceCode } = this.config;
    const served = book.provinces.filter(({ code }) => serves(provinceCode, code));
    if (served.length === 0) {
      const codes = book.provinces.map(({ code, name }) => `${code} ${name}`).join(', ');
      const fault = `there is no province ${provinceCode}`;
      throw new ConfigError([{ variable: 'TRUCBAN_PROVINCE', fault, remedy: `Give one of ${codes}` }]);
    }
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      await seedPlaces(tx, book);
      for (const { code } of served) await seedCenters(tx, book, code, now);
      await seedPrograms(tx);
    });
  }

  /** So that an ordinary start, and every admin command, does not read the address book and waits for nobody. */
  private async isComplete(): Promise<boolean> {
    const row = await this.reader.row<{ missing: number; centers: number; programs: number }>(
      `SELECT (SELECT COUNT(*) FROM commune m WHERE ? IN (m.province_code, '${ALL_PROVINCES}') AND NOT EXISTS
                 (SELECT 1 FROM center c WHERE c.commune_code = m.code)) AS missing,
              (SELECT COUNT(*) FROM center WHERE ? IN (province_code, '${ALL_PROVINCES}')) AS centers,
              (SELECT COUNT(*) FROM watched_program) AS programs`,
      [this.config.provinceCode, this.config.provinceCode],
    );
    return row !== null && row.missing === 0 && row.centers > 0 && row.programs >= DEFAULT_PROGRAMS.length;
  }
}

function serves(provinceCode: string, code: string): boolean {
  return provinceCode === ALL_PROVINCES || provinceCode === code;
}

async function seedPlaces(tx: Transaction, { provinces, communes }: AddressBook): Promise<void> {
  await insertMissing(
    tx,
    'province (code, name)',
    'code',
    provinces.map(({ code, name }) => [code, name]),
  );
  await insertMissing(
    tx,
    'commune (code, province_code, name)',
    'code',
    communes.map(({ code, provinceCode, name }) => [code, provinceCode, name]),
  );
}

async function seedCenters(
  tx: Transaction,
  { communes }: AddressBook,
  provinceCode: string,
  now: number,
): Promise<void> {
  const present = await tx.rows<{ communeCode: string }>(
    'SELECT commune_code AS "communeCode" FROM center WHERE province_code = ?',
    [provinceCode],
  );
  const known = new Set(present.map(({ communeCode }) => communeCode));
  const rows = communes
    .filter((commune) => commune.provinceCode === provinceCode && !known.has(commune.code))
    .map(({ code, name }) => {
      const fullName = `Trung tâm Phục vụ hành chính công ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return [code, provinceCode, name, fullName, fold(name), newCenterLink(), now];
    });
  await insertMissing(
    tx,
    'center (commune_code, province_code, name, full_name, folded, public_link, created_at)',
    'public_link',
    rows,
  );
}

async function seedPrograms(tx: Transaction): Promise<void> {
  const rows = DEFAULT_PROGRAMS.map((program) => [
    program.id,
    program.nameVi,
    program.nameEn,
    program.kind,
    program.processName ?? null,
    program.pathContains ?? null,
    program.listenPort ?? null,
    program.watchWindows ?? 0,
    program.url ?? null,
    program.tabHosts ?? null,
    program.severity ?? 'normal',
    program.required ?? 0,
  ]);
  const columns = [
    'id, name_vi, name_en, kind, process_name, path_contains, listen_port, watch_windows, url, tab_hosts',
    'severity, required',
  ];
  await insertMissing(tx, `watched_program (${columns.join(', ')})`, 'id', rows);
}

async function insertMissing(
  tx: Transaction,
  into: string,
  key: string,
  rows: readonly SqlValue[][],
): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    const marks = chunk.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
    await tx.run(`INSERT INTO ${into} VALUES ${marks} ON CONFLICT (${key}) DO NOTHING`, chunk.flat());
  }
}
