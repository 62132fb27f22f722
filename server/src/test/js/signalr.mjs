// Microsoft's client of SignalR, over each of its transports.
import assert from 'node:assert/strict';
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { call, gatherer, key, origin } from './api.mjs';

const NAMES = ['QueueUpdated', 'UserJoined', 'UserLeft', 'PositionChanged', 'QueueProcessed', 'EventReceived'];
const TRANSPORTS = ['WebSockets', 'ServerSentEvents', 'LongPolling'];

async function connect(transport, token) {
  const heard = gatherer();
  const connection = new HubConnectionBuilder()
    .withUrl(`${origin}/hubs/queue`, { transport: HttpTransportType[transport], accessTokenFactory: () => token })
    .withAutomaticReconnect()
    .configureLogging(LogLevel.Error)
    .build();
  NAMES.forEach((name) => connection.on(name, (data) => { heard.add(name, data); }));
  await connection.start();
  return { connection, heard };
}

for (const transport of TRANSPORTS) {
  const queue = await call('POST', '/v1/queues', {
    name: transport, kind: 'waiting_room', maxConcurrentUsers: 100, releaseRatePerMinute: 0 });
  const staff = await connect(transport, key);
  await staff.connection.invoke('JoinQueueGroup', queue.id);
  await assert.rejects(staff.connection.invoke('JoinQueueGroup', 'nobody'), /There is no such queue/);
  await assert.rejects(staff.connection.invoke('Dance'), /There is no such method/);

  const ann = await call('POST', `/v1/queues/${queue.id}/sessions`, { userId: 'ann' });
  assert.equal((await staff.heard.next('UserJoined')).sessionId, ann.sessionId);
  assert.equal((await staff.heard.next('EventReceived')).type, 'session.joined');
  assert.equal((await staff.heard.next('QueueUpdated', (facts) => facts.waitingUsers === 1)).queueId, queue.id);

  const bob = await call('POST', `/v1/queues/${queue.id}/sessions`, { userId: 'bob' });
  await staff.heard.next('UserJoined', (place) => place.sessionId === bob.sessionId);
  const visitor = await connect(transport, bob.sessionToken);
  await visitor.connection.invoke('JoinQueueGroup', queue.id);
  assert.equal((await visitor.heard.next('PositionChanged')).position, 2);
  await call('DELETE', `/v1/sessions/${ann.sessionId}`);
  assert.equal((await visitor.heard.next('PositionChanged')).position, 1);
  assert.equal((await staff.heard.next('UserLeft')).sessionId, ann.sessionId);
  assert.equal((await staff.heard.next('PositionChanged', (place) => place.position === 1)).sessionId, bob.sessionId);

  await call('PATCH', `/v1/queues/${queue.id}`, { releaseRatePerMinute: 60000 });
  assert.ok((await visitor.heard.next('PositionChanged', (place) => place.status === 'released')).pass);
  assert.equal((await staff.heard.next('QueueProcessed')).processedUsers, 1);
  assert.ok(!visitor.heard.told.some(([name]) => name === 'UserJoined' || name === 'EventReceived'));

  await staff.connection.invoke('LeaveQueueGroup', queue.id);
  await visitor.connection.stop();
  await staff.connection.stop();
  console.log(`${transport} works`);
}
