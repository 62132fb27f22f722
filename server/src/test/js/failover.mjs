// A server goes, another takes over behind the same address: every protocol comes back and hears what happens there.
import assert from 'node:assert/strict';
import { call, origin } from './api.mjs';
import { protocols } from './protocols.mjs';

const survivor = process.argv[4];
const queue = await call('POST', '/v1/queues',
  { name: 'Room', kind: 'waiting_room', maxConcurrentUsers: 10, releaseRatePerMinute: 0 });
const join = (userId) => call('POST', `/v1/queues/${queue.id}/sessions`, { userId }, survivor);

const listeners = await Promise.all(Object.entries(protocols).map(async ([name, listen]) => {
  const { heard, close } = await listen(origin, queue.id);
  await heard.next('listening');
  return { name, heard, close };
}));
const all = (action) => Promise.all(listeners.map(action));

const early = await join('early');
await all(({ heard }) => heard.next('joined', (id) => id === early.sessionId));
console.log('connected');

await all(({ heard }) => heard.next('away'));
const missed = await join('missed');
console.log('away');

await all(({ heard }) => heard.next('listening'));
const late = await join('late');
await all(async ({ name, heard, close }) => {
  await heard.next('joined', (id) => id === late.sessionId);
  await close();
  console.log(`${name} is back`);
});

const stream = listeners.find(({ name }) => name === 'sse').heard;
await stream.next('joined', (id) => id === missed.sessionId);
const numbers = stream.told.filter(([name]) => name === 'id').map(([, number]) => number);
assert.deepEqual(numbers, [2, 3, 4], 'each event once, in order, those missed too');
console.log('nothing was missed');
