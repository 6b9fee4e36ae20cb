import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { digestOf } from './report-body.mjs';

/** Enrols PCs by rows instead of requests; what the rows hold is what an enrolment writes. Tokens go to `devicesFile`. */
export function seedDevices(databaseFile, devicesFile, count) {
  const db = new Database(databaseFile);
  const centers = db.prepare('SELECT id FROM center ORDER BY id').pluck().all();
  const addDevice =
    db.prepare(`INSERT INTO device (center_id, name, folded, hardware, platform, agent_version, token_hash,
    enrolled_at) VALUES (?, ?, ?, ?, 'windows', '0.1.0', ?, ?)`);
  const addReceipt = db.prepare(
    'INSERT INTO document_receipt (device_id, kind, digest, received_at) VALUES (?, ?, ?, ?)',
  );
  const now = Date.now();
  const devices = db.transaction(() =>
    Array.from({ length: count }, (_, index) => {
      const token = randomBytes(32).toString('base64url');
      const hardware = digestOf(`hardware ${index}`);
      const name = `Máy ${index + 1}`;
      const center = centers[index % centers.length];
      const added = addDevice.run(center, name, `may ${index + 1}`, hardware, digestOf(token), now);
      const deviceId = Number(added.lastInsertRowid);
      addReceipt.run(deviceId, 'inventory', digestOf(`inventory ${deviceId}`), now);
      addReceipt.run(deviceId, 'certificates', digestOf(`list ${deviceId}`), now);
      return { deviceId, token, hardware };
    }),
  )();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  writeFileSync(devicesFile, JSON.stringify(devices));
}
