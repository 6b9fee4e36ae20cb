/**
 * What a day leaves in the database: one province lives two simulated days through the labelled month's driver (its clock is
 * moved, nothing waits), and the second day is counted for the nation. Every row belongs to a PC or its center, so the bytes
 * of the nation are those of the province times the PCs; that its trees are a level deeper is below 1 %.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderFor, progress, rounded } from '../bench/processes.mjs';
import { compiled } from '../month/month.mjs';
import { openStore } from './store.mjs';

const PER_COMMUNE = 20;
const MEGABYTE = 1_000_000;

export async function growth({ databaseUrl }, { devices, beat, communes: most }) {
  const { liveTwoDays } = await import(compiled('growth'));
  const communes = Math.min(most, Math.ceil(devices / PER_COMMUNE));
  const province = { communes, devices: communes * PER_COMMUNE };
  const factor = devices / province.devices;
  const live = async (faults) => {
    const { folder: dataDir, remove } = folderFor('growth', existsSync('/dev/shm') ? '/dev/shm' : undefined);
    const store = () => openStore({ databaseUrl, file: join(dataDir, 'trucban.sqlite') });
    if (databaseUrl) await emptied(store());
    try {
      const options = { seed: 1, beat, dataDir, databaseUrl, faults, ...province };
      const grown = await liveTwoDays(options, scalesOf(store), (text) => progress(`  ${text}`));
      tell(faults ? 'with faults' : 'quiet', grown, factor);
      return grown;
    } finally {
      await remove();
    }
  };
  const quiet = await live(false);
  const faulty = await live(true);
  const mb = (bytes) => rounded((bytes * factor) / MEGABYTE);
  return {
    growthMbPerDay: mb(quiet.dayBytes),
    growthFaultsMbPerDay: mb(faulty.dayBytes),
    growthTickets: faulty.tickets,
    twoDaysMb: mb(faulty.startBytes + faulty.dayBytes),
    afterRetentionMb: mb(faulty.afterRetentionBytes),
  };
}

/** A connection for each look: none stays open that could keep the log from being started over. */
function scalesOf(open) {
  const ask = async (question) => {
    const store = open();
    try {
      return await question(store);
    } finally {
      await store.close();
    }
  };
  return { bytes: () => ask((store) => store.bytes()), byTable: () => ask((store) => store.byTable()) };
}

async function emptied(store) {
  await store.run('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await store.close();
}

function tell(which, { startBytes, dayBytes, afterRetentionBytes, byTable, tickets }, factor) {
  const mb = (bytes) => rounded((bytes * factor) / MEGABYTE);
  const largest = Object.entries(byTable).slice(0, 6);
  progress(
    `  ${which}: ${mb(dayBytes)} MB a day on top of ${mb(startBytes)}, ${tickets} tickets in the province; ${mb(afterRetentionBytes)} MB after retention\n` +
      `    ${largest.map(([table, bytes]) => `${table} ${mb(bytes)}`).join(', ')}`,
  );
}
