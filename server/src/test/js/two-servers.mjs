// What is written on one server is heard on another, by every protocol.
import { call, origin } from './api.mjs';
import { protocols } from './protocols.mjs';

const writer = process.argv[4];
const queue = await call('POST', '/v1/queues', { name: 'Desk', kind: 'service_desk' }, writer);

for (const [name, listen] of Object.entries(protocols)) {
  const { heard, close } = await listen(origin, queue.id);
  await heard.next('listening');
  const joined = await call('POST', `/v1/queues/${queue.id}/sessions`, { userId: name }, writer);
  await heard.next('joined', (id) => id === joined.sessionId);
  await close();
  console.log(`${name} hears it`);
}
