/** Enrols the PCs of a nation by rows instead of requests, and signs in the people whose boards stay open. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { digestOf } from '../bench/report-body.mjs';

/** What the simulated PCs report and the server is to judge: programs without an address, so that nothing is probed. */
const WATCHED = ['vgca-sign', 'chrome', 'coccoc'];
const DAY_MS = 86_400_000;

/**
 * `devices` PCs, spread evenly over all centers. What the rows hold is what an enrolment writes. Tokens go to `devicesFile`;
 * answers the cookie of a signed-in technician and how many centers there are.
 */
export async function seedNation(store, { devices, devicesFile }) {
  const centers = await store.all('SELECT id, province_code AS province FROM center ORDER BY id');
  const now = Date.now();
  const pcs = Array.from({ length: devices }, (_, index) => {
    const center = centers[index % centers.length];
    return {
      deviceId: index + 1,
      centerId: Number(center.id),
      province: center.province,
      token: randomBytes(32).toString('base64url'),
      hardware: digestOf(`hardware ${index}`),
    };
  });
  await store.insertMany(
    'device',
    [
      'id',
      'center_id',
      'name',
      'folded',
      'hardware',
      'platform',
      'agent_version',
      'token_hash',
      'enrolled_at',
    ],
    pcs.map(({ deviceId, centerId, token, hardware }) => {
      const place = Math.ceil(deviceId / centers.length);
      return [
        deviceId,
        centerId,
        `Quầy ${place} · ${deviceId}`,
        `quay ${place} · ${deviceId}`,
        hardware,
        'windows',
        '0.1.0',
        digestOf(token),
        now,
      ];
    }),
  );
  await store.insertMany(
    'document_receipt',
    ['device_id', 'kind', 'digest', 'received_at'],
    pcs.flatMap(({ deviceId }) => [
      [deviceId, 'inventory', digestOf(`inventory ${deviceId} 0`), now],
      [deviceId, 'certificates', digestOf(`list ${deviceId} 0`), now],
    ]),
  );
  await store.run(
    `UPDATE watched_program SET enabled = 1 WHERE id IN (${WATCHED.map((id) => `'${id}'`).join(', ')});
     UPDATE policy_version SET version = version + 1;
     UPDATE device_identity_version SET version = version + 1`,
  );
  writeFileSync(devicesFile, JSON.stringify(pcs));
  return { cookie: await signIn(store, now), centers: centers.length };
}

async function signIn(store, now) {
  const secret = randomBytes(32).toString('base64url');
  await store.insertMany(
    'user_account',
    ['id', 'login', 'name', 'role', 'password_hash', 'failed_sign_ins', 'created_at'],
    [[1, 'bench', 'Bench', 'technician', '-', 0, now]],
  );
  await store.insertMany(
    'login_session',
    ['token_hash', 'user_id', 'created_at', 'last_used_at', 'expires_at'],
    [[digestOf(secret), 1, now, now, now + DAY_MS]],
  );
  return `trucban_session=${secret}`;
}
