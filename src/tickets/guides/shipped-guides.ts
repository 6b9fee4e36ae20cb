import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { GuideSlug, GuideText, ReportCategory } from '../../contracts/api/index.js';
import { readFrontMatter } from './domain/front-matter.js';

/** Between the Vietnamese text and the English one. */
const ENGLISH = '\n<!-- English -->\n';

const Shipped = GuideText.extend({
  slug: GuideSlug,
  /** Raised with every change of the file: servers take the higher one. */
  version: z.coerce.number().int().min(1),
  category: ReportCategory,
  program: z.string().min(1).nullable(),
});
export type ShippedGuide = z.infer<typeof Shipped>;

/** The guides that come with the software, from the Markdown files beside this one. @throws Error naming the file that is wrong */
export async function readShippedGuides(): Promise<ShippedGuide[]> {
  const folder = join(import.meta.dirname, 'shipped');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async (name) => shippedGuide(name, await readFile(join(folder, name), 'utf8'))),
  );
}

export function shippedGuide(name: string, text: string): ShippedGuide {
  try {
    const { fields, body } = readFrontMatter(text);
    const [bodyVi = '', bodyEn = ''] = body.split(ENGLISH);
    const { title: titleVi, title_en: titleEn, keywords, version, category, program = null } = fields;
    const slug = basename(name, '.md');
    return Shipped.parse({ slug, version, category, program, titleVi, titleEn, keywords, bodyVi, bodyEn });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`shipped guide ${name}: ${reason}`, { cause: error });
  }
}
