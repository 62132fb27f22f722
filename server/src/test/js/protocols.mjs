// A listener of each protocol for the staff of one queue, all with the same face.
import EventSource from 'eventsource';
import WebSocket from 'ws';
import { io } from 'socket.io-client';
import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { gatherer, key } from './api.mjs';

const NAMES = ['QueueUpdated', 'UserJoined', 'UserLeft', 'PositionChanged', 'QueueProcessed', 'EventReceived'];

/**
 * Each gathers 'listening' whenever it listens (again), 'away' when it has lost the server, and 'joined' with the id of
 * whoever joins. `close` ends it.
 */
export const protocols = { signalR, webSocket, socketIo, sse };

async function signalR(origin, queueId) {
  const heard = gatherer();
  const connection = new HubConnectionBuilder()
    .withUrl(`${origin}/hubs/queue`, { accessTokenFactory: () => key })
    .withAutomaticReconnect([500, 500, 500, 500, 1000, 1000, 1000, 1000, 2000, 2000])
    .configureLogging(LogLevel.None)
    .build();
  const join = async () => {
    await connection.invoke('JoinQueueGroup', queueId);
    heard.add('listening');
  };
  NAMES.forEach((name) => connection.on(name, (data) => {
    if (name === 'UserJoined') {
      heard.add('joined', data.sessionId);
    }
  }));
  connection.onreconnecting(() => heard.add('away'));
  // Groups are the connection's; a new one joins them anew.
  connection.onreconnected(join);
  await connection.start();
  await join();
  return { heard, close: () => connection.stop() };
}

function webSocket(origin, queueId) {
  const heard = gatherer();
  let closed = false;
  let socket;
  const open = () => {
    socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers: { 'X-API-Key': key } });
    socket.on('error', () => {});
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', queueId })));
    socket.on('message', (text) => {
      const { type, data } = JSON.parse(text);
      if (type === 'JoinedQueueGroup') {
        heard.add('listening');
      } else if (type === 'UserJoined') {
        heard.add('joined', data.sessionId);
      }
    });
    socket.on('close', () => {
      heard.add('away');
      if (!closed) {
        setTimeout(open, 500);
      }
    });
  };
  open();
  return { heard, close: () => { closed = true; socket.close(); } };
}

function socketIo(origin, queueId) {
  const heard = gatherer();
  const socket = io(origin, { auth: { token: key, queueId }, forceNew: true });
  socket.on('room-joined', () => heard.add('listening'));
  socket.on('disconnect', () => heard.add('away'));
  socket.on('new_patient', ({ patient }) => heard.add('joined', patient.id));
  return { heard, close: () => socket.close() };
}

function sse(origin, queueId) {
  const heard = gatherer();
  const stream = new EventSource(`${origin}/v1/queues/${queueId}/events`, { headers: { 'X-API-Key': key } });
  stream.onopen = () => heard.add('listening');
  stream.onerror = () => heard.add('away');
  stream.addEventListener('session.joined', (event) => {
    heard.add('id', Number(event.lastEventId));
    heard.add('joined', JSON.parse(event.data).sessionId);
  });
  return { heard, close: () => stream.close() };
}
