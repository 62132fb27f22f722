import assert from 'node:assert/strict';

export const [origin, key] = process.argv.slice(2);

/** Calls the API with the tenant's key, on another server if one is named. */
export async function call(method, path, body, at = origin) {
  const answer = await fetch(at + path, {
    method,
    headers: { 'X-API-Key': key, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

/** Gathers what is told, and waits for what is to come. */
export function gatherer(patienceMillis = 20_000) {
  const told = [];
  const waiting = new Set();
  return {
    told,
    add(name, data) {
      told.push([name, data]);
      waiting.forEach((look) => look());
    },
    next(name, wanted = () => true) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`no ${name} among ${JSON.stringify(told)}`)), patienceMillis);
        const look = () => {
          const found = told.findIndex(([each, data]) => each === name && wanted(data));
          if (found >= 0) {
            clearTimeout(late);
            waiting.delete(look);
            resolve(told.splice(found, 1)[0][1]);
          }
        };
        waiting.add(look);
        look();
      });
    },
  };
}
