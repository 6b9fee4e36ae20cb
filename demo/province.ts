import type { Inventory } from '../src/contracts/agent/index.js';
import { certificateOf, type Official, SPECIAL_ENDS } from './certificates.js';
import { digestOf, Picker } from './random.js';
import type { PcFacts } from './simulated-pc.js';

/** A center of the server's catalogue. */
export interface CatalogueCenter {
  id: number;
  name: string;
  communeCode: string;
}

export interface DemoCenter extends CatalogueCenter {
  pcs: PcFacts[];
}

const LAC_LUONG = '05362';
/** Small centers, so that one core can serve a whole province whose day is squeezed into minutes. */
const LEAST_PCS = 6;
const MOST_PCS = 10;

/** Whose certificates need somebody. */
export const DIRECTOR = 'Phòng Giám đốc';

/** What is found in a center besides its numbered counters, in the order in which it is bought. */
const OTHER_PLACES = [
  'Máy lấy số',
  DIRECTOR,
  'Văn thư',
  'Phòng Phó Giám đốc',
  'Bàn hướng dẫn',
  'Máy quét hồ sơ',
  'Trả kết quả',
];

interface Model {
  maker: string;
  model: string;
  cpu: string;
  cores: number;
  memoryGb: number;
  diskGb: number;
  diskKind: Inventory['diskKind'];
}

const MODELS: readonly (readonly [from: number, to: number, Model])[] = [
  [2014, 2016, pc('Dell Inc.', 'OptiPlex 3020', 'Intel Core i3-4150', 4, 4, 500, 'hdd')],
  [2015, 2017, pc('HP', 'ProDesk 400 G3', 'Intel Core i3-6100', 4, 4, 500, 'hdd')],
  [2016, 2018, pc('FPT', 'Elead T10i', 'Intel Pentium G4400', 2, 4, 500, 'hdd')],
  [2017, 2019, pc('Dell Inc.', 'OptiPlex 3050', 'Intel Core i3-7100', 4, 8, 1000, 'hdd')],
  [2019, 2021, pc('HP', '280 Pro G5', 'Intel Core i5-9400', 6, 8, 256, 'ssd')],
  [2021, 2023, pc('LENOVO', 'ThinkCentre M70s', 'Intel Core i5-10400', 12, 8, 256, 'ssd')],
  [2022, 2024, pc('Dell Inc.', 'OptiPlex 3000', 'Intel Core i5-12500', 12, 16, 512, 'ssd')],
  [2023, 2025, pc('HP', 'Pro Tower 280 G9', 'Intel Core i5-13500', 20, 16, 512, 'ssd')],
];

function pc(
  maker: string,
  model: string,
  cpu: string,
  cores: number,
  memoryGb: number,
  diskGb: number,
  diskKind: Inventory['diskKind'],
): Model {
  return { maker, model, cpu, cores, memoryGb, diskGb, diskKind };
}

/**
 * `communes` centers of the catalogue with 8 PCs or so, Lạc Lương first, the others spread over the province. PCs, ages and
 * officials are made up, and the same at every start; `now` dates the certificates.
 */
export function makeProvince(
  catalogue: readonly CatalogueCenter[],
  communes: number,
  now: number,
): DemoCenter[] {
  const random = new Picker(5362);
  return chosen(catalogue, communes).map((center, index) => {
    const names = namesFor(random.whole(LEAST_PCS, MOST_PCS));
    return { ...center, pcs: names.map((name, place) => pcFor(center, name, [index, place], random, now)) };
  });
}

function chosen(catalogue: readonly CatalogueCenter[], communes: number): CatalogueCenter[] {
  const sorted = [...catalogue].sort((a, b) => a.communeCode.localeCompare(b.communeCode));
  const first = sorted.find(({ communeCode }) => communeCode === LAC_LUONG);
  const others = sorted.filter((center) => center !== first);
  const count = Math.min(communes - (first ? 1 : 0), others.length);
  const spread = Array.from({ length: count }, (_, i) => others[Math.floor((i * others.length) / count)]!);
  return first ? [first, ...spread] : spread;
}

function namesFor(count: number): string[] {
  const others = OTHER_PLACES.slice(0, Math.floor(count / 2));
  const counters = Array.from({ length: count - others.length }, (_, index) => `Quầy ${index + 1}`);
  return [...counters, ...others];
}

function pcFor(
  center: CatalogueCenter,
  name: string,
  [centerIndex, place]: readonly [number, number],
  random: Picker,
  now: number,
): PcFacts {
  const hardware = digestOf(['demo', center.communeCode, place]);
  // The ends worth a ticket are in the directors' and clerks' offices: the faults of the script befall counters.
  const special = name === DIRECTOR ? SPECIAL_ENDS[centerIndex] : undefined;
  const official: Official = { communeName: center.name, random, now };
  const hasToken = special !== undefined || (/^(Quầy|Phòng|Văn thư)/.test(name) && random.fraction() < 0.7);
  return {
    hardware,
    name,
    inventory: inventoryFor(hardware, random),
    certificates: hasToken ? certificateOf(official, special) : [],
  };
}

function inventoryFor(hardware: string, random: Picker): Inventory {
  const [from, to, model] = random.one(MODELS);
  const year = random.whole(from, to);
  const isWindows11 = year >= 2021;
  const month = String(random.whole(1, 12)).padStart(2, '0');
  return {
    platform: 'windows',
    osName: `Microsoft Windows ${isWindows11 ? 11 : 10} Pro`,
    osVersion: isWindows11 ? '10.0.22631' : '10.0.19045',
    manufacturer: model.maker,
    model: model.model,
    serialNumber: `DEMO${hardware.slice(0, 6).toUpperCase()}`,
    cpu: model.cpu,
    cpuCores: model.cores,
    memoryBytes: model.memoryGb * 1024 ** 3,
    diskBytes: model.diskGb * 1_000_000_000,
    diskKind: model.diskKind,
    // Some makers leave the date out: the age is then that of the installed system.
    biosDate: random.fraction() < 0.85 ? `${year}-${month}-15` : null,
    osInstalledOn: `${Math.min(2025, year + random.whole(0, 2))}-${month}-20`,
  };
}
