// The integration guide's client for JavaScript: guide-client.mjs is the guide's text, letter by letter.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { call, gatherer, origin } from './api.mjs';

const staffToken = process.argv[4];

// The guide shows a part of a program. All that it lacks to be used from another file is an export.
const guide = readFileSync('guide-client.mjs', 'utf8');
writeFileSync('guide-client-exported.mjs', `${guide}\nexport { VirtualQueueWebSocketClient };\n`);
const { VirtualQueueWebSocketClient } = await import('./guide-client-exported.mjs');

class Client extends VirtualQueueWebSocketClient {
  heard = gatherer();

  onQueueUpdated(data) { this.heard.add('QueueUpdated', data); }

  onUserJoined(data) { this.heard.add('UserJoined', data); }

  onUserLeft(data) { this.heard.add('UserLeft', data); }

  onPositionChanged(data) { this.heard.add('PositionChanged', data); }

  onQueueProcessed(data) { this.heard.add('QueueProcessed', data); }
}

async function connected(token, queueId) {
  const client = new Client(origin, token);
  await client.connect();
  await client.joinQueueGroup(queueId);
  return client;
}

const queue = await call('POST', '/v1/queues', {
  name: 'Customer Service Queue', maxConcurrentUsers: 100, releaseRatePerMinute: 0 });
const sessions = `/v1/queues/${queue.id}/sessions`;
const staff = await connected(staffToken, queue.id);
const john = await call('POST', sessions, { userId: 'john', userName: 'John Doe', userEmail: 'john@example.com' });
assert.equal((await staff.heard.next('UserJoined')).sessionId, john.sessionId);
assert.equal((await staff.heard.next('QueueUpdated', (facts) => facts.waitingUsers === 1)).queueId, queue.id);

const jane = await call('POST', sessions, { userId: 'jane' });
const visitor = await connected(jane.sessionToken, queue.id);
assert.equal((await visitor.heard.next('PositionChanged')).position, 2);
await call('DELETE', `/v1/sessions/${john.sessionId}`);
assert.equal((await staff.heard.next('UserLeft')).sessionId, john.sessionId);
assert.equal((await visitor.heard.next('PositionChanged')).position, 1);

await call('PATCH', `/v1/queues/${queue.id}`, { releaseRatePerMinute: 60000 });
assert.equal((await staff.heard.next('QueueProcessed')).processedUsers, 1);
assert.equal((await visitor.heard.next('PositionChanged')).status, 'released');

await staff.leaveQueueGroup(queue.id);
await staff.disconnect();
await visitor.disconnect();
console.log("The guide's client for JavaScript works");
