// The client of Socket.IO, polling, with WebSockets, and going over from one to the other.
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { call, gatherer, key, origin } from './api.mjs';

function connect(auth, options = {}) {
  const heard = gatherer();
  const socket = io(origin, { auth, forceNew: true, ...options });
  socket.onAny((name, data) => heard.add(name, data));
  socket.on('connect', () => heard.add('connect'));
  socket.on('connect_error', (error) => heard.add('connect_error', error.message));
  return { socket, heard };
}

const desk = await call('POST', '/v1/queues', { name: 'Desk', kind: 'service_desk' });
const ann = await call('POST', `/v1/queues/${desk.id}/sessions`, { userId: 'ann' });
const bob = await call('POST', `/v1/queues/${desk.id}/sessions`, { userId: 'bob' });

const staff = connect({ token: key, queueId: desk.id });
const first = connect({ patientId: ann.sessionId, token: ann.sessionToken }, { transports: ['polling'] });
const second = connect({ patientId: bob.sessionId, token: bob.sessionToken }, { transports: ['websocket'] });
const nobody = connect({ patientId: bob.sessionId }, { reconnection: false });
const wrong = connect({ patientId: ann.sessionId, token: bob.sessionToken }, { reconnection: false });

assert.equal((await staff.heard.next('authenticated')).role, 'staff');
assert.equal((await staff.heard.next('room-joined')).room, 'staff');
assert.equal((await first.heard.next('position_update')).position, 1);
assert.equal((await second.heard.next('position_update')).position, 2);
assert.match(await nobody.heard.next('connect_error'), /token is needed/);
assert.match(await wrong.heard.next('connect_error'), /another patient/);

const refused = await first.socket.timeout(10_000).emitWithAck('join-patient-room', bob.sessionId);
assert.equal(refused.success, false);
assert.match(refused.error, /own session only/);
const joined = await first.socket.timeout(10_000).emitWithAck('join-patient-room', ann.sessionId);
assert.deepEqual(joined, { room: `patient_${ann.sessionId}`, success: true });

await call('POST', `/v1/queues/${desk.id}/call-next`, { counterId: '2' });
assert.match((await first.heard.next('patient_called')).message, /come to 2/);
assert.equal((await staff.heard.next('queue_update', (update) => update.patientId === ann.sessionId)).type, 'patient_called');
assert.equal((await second.heard.next('position_update', (update) => update.position === 1)).type, 'position_update');
assert.equal((await second.heard.next('get_ready')).type, 'get_ready');
assert.ok(!('patientId' in await second.heard.next('queue_update')));

await call('POST', `/v1/sessions/${ann.sessionId}/complete`, {});
await staff.heard.next('queue_update', (update) => update.type === 'patient_completed');
const carl = await call('POST', `/v1/queues/${desk.id}/sessions`, { userId: 'carl' });
assert.equal((await staff.heard.next('new_patient')).patient.id, carl.sessionId);

assert.equal(staff.socket.io.engine.transport.name, 'websocket');
for (const { socket } of [staff, first, second, nobody, wrong]) {
  socket.close();
}
console.log('Socket.IO works');
