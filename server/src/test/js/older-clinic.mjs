// The clinic's morning as its older clients live it: their paths, their log-in, their rooms, their events at each step.
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';

const [origin, username, password] = process.argv.slice(2);
const PATIENCE_MILLIS = 20_000;

async function call(method, path, body, token) {
  const answer = await fetch(origin + path, {
    method,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'Content-Type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
  });
  const { success, data, error } = await answer.json();
  assert.ok(success, `${method} ${path}: ${answer.status} ${JSON.stringify(error)}`);
  return data;
}

/** A client that keeps what it is told, by the name of the event. */
async function connect(auth) {
  const socket = io(origin, { auth, forceNew: true });
  const told = [];
  let changed = () => {};
  socket.onAny((event, data) => {
    told.push([event, data]);
    changed();
  });
  socket.on('connect_error', (error) => {
    told.push(['refused', error.message]);
    changed();
  });
  return {
    socket,
    async next(event, wanted = () => true) {
      const late = AbortSignal.timeout(PATIENCE_MILLIS);
      for (;;) {
        const found = told.findIndex(([name, data]) => name === event && wanted(data));
        if (found >= 0) {
          return told.splice(found, 1)[0][1];
        }
        assert.ok(!late.aborted, `no ${event} among ${JSON.stringify(told)}`);
        await new Promise((resolve) => {
          changed = resolve;
          late.addEventListener('abort', resolve, { once: true });
        });
      }
    },
  };
}

const isUpdate = (type) => (data) => data.type === type;
const at = (position) => (data) => data.position === position;

const { token } = await call('POST', '/api/staff/login', { username, password });
const staff = await connect({ token });
await staff.next('authenticated', ({ role }) => role === 'staff');
staff.socket.emit('join-staff-room', 'whoever');
await staff.next('room-joined', ({ room }) => room === 'staff');

// Check-in: new_patient to staff, queue_update to patients and staff.
const ann = await call('POST', '/api/checkin', { name: 'Ann', phone: '+1 555 010 0201' });
const { patient } = await staff.next('new_patient');
assert.deepEqual(
  { id: patient.id, name: patient.name, phone: patient.phone, position: patient.position },
  { id: ann.patientId, name: 'Ann', phone: '+1 555 010 0201', position: 1 });
await staff.next('queue_update', isUpdate('position_change'));
const phone = await connect({ patientId: ann.patientId });
await phone.next('authenticated', ({ patientId }) => patientId === ann.patientId);
await phone.next('room-joined', ({ room }) => room === `patient_${ann.patientId}`);
phone.socket.emit('join-patients-room');
await phone.next('room-joined', ({ room }) => room === 'patients');
const bob = await call('POST', '/api/checkin', { name: 'Bob', phone: '+1 555 010 0202' });
await phone.next('queue_update', isUpdate('position_change'));
const bobsPhone = await connect({ patientId: bob.patientId, token: bob.token });
await bobsPhone.next('position_update', at(2));
const cleo = await call('POST', '/api/checkin', { name: 'Cleo', phone: '+1 555 010 0203' });
const cleosPhone = await connect({ patientId: cleo.patientId, token: cleo.token });
await cleosPhone.next('position_update', at(3));

// Call next: patient_called to the patient, queue_update to patients and staff.
const called = await call('POST', '/api/staff/call-next', undefined, token);
assert.equal(called.id, ann.patientId);
const calling = await phone.next('patient_called');
assert.equal(typeof calling.message, 'string');
for (const listener of [staff, bobsPhone, cleosPhone]) {
  await listener.next('queue_update', isUpdate('patient_called'));
}
await bobsPhone.next('position_update', at(1));
await cleosPhone.next('position_update', at(2));

// Completion: queue_update to patients and staff, queue_refresh to staff, position_update to each patient who waits.
await call('POST', '/api/staff/complete', { patientId: ann.patientId }, token);
for (const listener of [staff, bobsPhone, cleosPhone]) {
  await listener.next('queue_update', isUpdate('patient_completed'));
}
const { data: refreshed } = await staff.next('queue_refresh');
const { length } = refreshed;
assert.deepEqual(refreshed.slice(length - 2).map((each) => each.patient.name), ['Bob', 'Cleo']);
const standing = await bobsPhone.next('position_update', at(1));
assert.equal(typeof standing.estimatedWait, 'number');
await cleosPhone.next('position_update', at(2));

// No-show: as completion.
await call('POST', '/api/staff/call-next', undefined, token);
await bobsPhone.next('patient_called');
await cleosPhone.next('position_update', at(1));
await call('POST', '/api/staff/no-show', { patientId: bob.patientId }, token);
await staff.next('queue_update', isUpdate('patient_completed'));
await staff.next('queue_refresh', ({ data }) => data.length === 1);
await cleosPhone.next('queue_update', isUpdate('patient_completed'));
await cleosPhone.next('position_update', at(1));
assert.equal((await call('GET', `/api/status/${bob.patientId}`)).status, 'no_show');

// An id that is nobody's opens nothing.
const stranger = await connect({ patientId: '01900000-0000-7000-8000-000000000000' });
await stranger.next('refused');
await call('POST', '/api/staff/complete', { patientId: (await call('POST', '/api/staff/call-next', undefined, token)).id },
  token);

for (const { socket } of [staff, phone, bobsPhone, cleosPhone, stranger]) {
  socket.close();
}
console.log('The older clinic works');
