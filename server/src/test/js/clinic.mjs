// A clinic's morning over Socket.IO: who is told what at each step, and nothing else.
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { call, key, origin } from './api.mjs';

const PATIENCE_MILLIS = 20_000;
const names = new Map();
const listeners = new Map();

/** One line for what is told. Every event has its type and time, whatever else is in it. */
function line(event, data) {
  if (event === 'room-joined') {
    return `${event} ${[...names].reduce((room, [id, name]) => room.replace(id, name), data.room)}`;
  }
  if (event === 'authenticated') {
    return `${event} ${data.role}`;
  }
  assert.ok(!Number.isNaN(Date.parse(data.timestamp)), `${event} has a time`);
  switch (event) {
    case 'new_patient': {
      assert.ok(!Number.isNaN(Date.parse(data.patient.checkInTime)));
      assert.equal(typeof data.patient.estimatedWait, 'number');
      const { id, name, phone, position } = data.patient;
      return `${data.type} ${names.get(id) ?? name} ${position}: ${name}, ${phone}`;
    }
    case 'queue_refresh':
      return `${data.type} ${data.data.map((each) => `${names.get(each.patientId)} ${each.position} ${each.status}`)
        .join(', ')}`;
    case 'queue_update':
      return `${event} ${data.type}${data.patientId ? ` ${names.get(data.patientId)} ${data.newPosition}` : ''}`;
    case 'position_update':
      assert.equal(typeof data.estimatedWait, 'number');
      return `${data.type} ${data.position}`;
    default:
      assert.equal(typeof data.message, 'string');
      return data.type;
  }
}

function listen(name, auth) {
  const told = [];
  const socket = io(origin, { auth, forceNew: true });
  const listener = { socket, told, changed: () => {} };
  socket.onAny((event, data) => {
    told.push([event, data]);
    listener.changed();
  });
  listeners.set(name, listener);
}

/** Waits until everyone has been told as much as expected, and compares; who is not named expects nothing. */
async function expectTold(step, expected) {
  for (const [name, listener] of listeners) {
    const wanted = expected[name] ?? [];
    const late = AbortSignal.timeout(PATIENCE_MILLIS);
    while (listener.told.length < wanted.length && !late.aborted) {
      await new Promise((resolve) => {
        listener.changed = resolve;
        late.addEventListener('abort', resolve, { once: true });
      });
    }
    assert.deepEqual(listener.told.splice(0).map(([event, data]) => line(event, data)), wanted, `${step}: ${name}`);
  }
}

const desk = await call('POST', '/v1/queues', { name: 'Reception', kind: 'service_desk' });
const sessions = `/v1/queues/${desk.id}/sessions`;
const step = (id, action) => call('POST', `/v1/sessions/${id}/${action}`, {});

async function checkIn(name, phone) {
  const patient = await call('POST', sessions, { userId: name, userName: name, userPhone: phone });
  names.set(patient.sessionId, name);
  return patient;
}

function connect(patient) {
  listen(names.get(patient.sessionId), { patientId: patient.sessionId, token: patient.sessionToken });
}

const welcomed = (name, ...place) =>
  ['authenticated patient', 'room-joined patients', ...place, `room-joined patient_${name}`];

listen('staff', { token: key, queueId: desk.id });
await expectTold('staff come', { staff: ['authenticated staff', 'room-joined staff'] });

const ann = await checkIn('Ann', '+1 555 0101');
await expectTold('Ann checks in', {
  staff: ['new_patient Ann 1: Ann, +1 555 0101', 'queue_update position_change Ann 1'] });
connect(ann);
await expectTold('Ann looks at her phone', { Ann: welcomed('Ann', 'position_update 1', 'get_ready') });

const bob = await checkIn('Bob', '+1 555 0102');
await expectTold('Bob checks in', {
  staff: ['new_patient Bob 2: Bob, +1 555 0102', 'queue_update position_change Bob 2'],
  Ann: ['queue_update position_change'] });
const cleo = await checkIn('Cleo', '+1 555 0103');
await expectTold('Cleo checks in', {
  staff: ['new_patient Cleo 3: Cleo, +1 555 0103', 'queue_update position_change Cleo 3'],
  Ann: ['queue_update position_change'] });
const dora = await checkIn('Dora', '+1 555 0104');
await expectTold('Dora checks in', {
  staff: ['new_patient Dora 4: Dora, +1 555 0104', 'queue_update position_change Dora 4'],
  Ann: ['queue_update position_change'] });
connect(bob);
await expectTold('Bob looks at his phone', { Bob: welcomed('Bob', 'position_update 2', 'get_ready') });
connect(dora);
await expectTold('Dora looks at her phone', { Dora: welcomed('Dora', 'position_update 4') });

await call('POST', `/v1/queues/${desk.id}/call-next`, { counterId: 'room 2' });
await expectTold('Ann is called', {
  staff: ['queue_update patient_called Ann 0', 'queue_update position_change Bob 1',
    'queue_update position_change Cleo 2', 'queue_update position_change Dora 3'],
  Ann: ['patient_called', 'queue_update patient_called'],
  Bob: ['position_update 1', 'queue_update patient_called'],
  Dora: ['position_update 3', 'get_ready', 'queue_update patient_called'] });

await step(ann.sessionId, 'serve');
await expectTold('Ann is seen', {
  staff: ['queue_update position_change Ann 0'],
  Ann: ['position_update 0'] });

await step(ann.sessionId, 'complete');
await expectTold('Ann goes home', {
  staff: ['queue_update patient_completed Ann 0', 'queue_refresh Bob 1 waiting, Cleo 2 waiting, Dora 3 waiting'],
  Ann: ['queue_update patient_completed Ann 0', 'queue_update patient_completed', 'closing'],
  Bob: ['queue_update patient_completed', 'position_update 1'],
  Dora: ['queue_update patient_completed', 'position_update 3'] });

await call('POST', `/v1/queues/${desk.id}/call-next`, {});
await expectTold('Bob is called', {
  staff: ['queue_update patient_called Bob 0', 'queue_update position_change Cleo 1',
    'queue_update position_change Dora 2'],
  Bob: ['patient_called', 'queue_update patient_called'],
  Dora: ['position_update 2', 'queue_update patient_called'] });

await step(bob.sessionId, 'no-show');
await expectTold('Bob does not come', {
  staff: ['queue_update patient_completed Bob 0', 'queue_refresh Cleo 1 waiting, Dora 2 waiting'],
  Bob: ['queue_update patient_completed Bob 0', 'queue_update patient_completed'],
  Dora: ['queue_update patient_completed', 'position_update 2'] });

// Cleo has no phone with her: that nobody listens to her hurts nobody.
await step(cleo.sessionId, 'no-show');
await expectTold('Cleo has gone', {
  staff: ['queue_update patient_completed Cleo 0', 'queue_update position_change Dora 1',
    'queue_refresh Dora 1 waiting'],
  Bob: ['queue_update patient_completed'],
  Dora: ['position_update 1', 'queue_update patient_completed'] });

for (const { socket } of listeners.values()) {
  socket.close();
}
console.log('The morning went as it should');
