const patienceMs = 1_000;
/** Some platforms know the messages by the names of the draft only (STO-12). */
const dialects = ['lti.', 'org.imsglobal.lti.'];

/**
 * Puts a small value where the platform keeps it for this browser (lti-pm-s). `place` is the storage target that the login named
 * and the origin of the registered authorization endpoint: nothing is ever sent to another. Rejects when nobody answers.
 */
export const putData = (place, key, value) => ask(place, 'put_data', { key, value });

/** The value that was put under the key. Rejects when there is none, for an error and for silence alike (STO-08). */
export async function getData(place, key) {
  const { value } = await ask(place, 'get_data', { key });
  if (typeof value !== 'string') throw new Error('The storage of the platform has nothing for us.');
  return value;
}

async function ask(place, subject, message) {
  try {
    return await askIn(dialects[0], place, subject, message);
  } catch {
    return askIn(dialects[1], place, subject, message);
  }
}

function askIn(dialect, { target, origin }, name, message) {
  const frame = frameOf(target);
  const subject = `${dialect}${name}`;
  const messageId = crypto.randomUUID();
  const { promise, resolve, reject } = Promise.withResolvers();
  const listen = ({ data, origin: from, source }) => {
    if (from !== origin || source !== frame || data?.message_id !== messageId) return;
    if (data.subject !== `${subject}.response`) return;
    if (data.error) reject(new Error(`The storage of the platform refused: ${data.error.code}`));
    else resolve(data);
  };
  window.addEventListener('message', listen);
  const timer = setTimeout(() => reject(new Error('The storage of the platform is silent.')), patienceMs);
  try {
    frame.postMessage({ subject, message_id: messageId, ...message }, origin);
  } catch (error) {
    reject(error);
  }
  return promise.finally(() => {
    clearTimeout(timer);
    window.removeEventListener('message', listen);
  });
}

/** `_parent` is whoever framed or opened us; any other name is a frame beside us (lti-cs-pm). */
function frameOf(target) {
  const around = window.parent === window.self ? window.opener : window.parent;
  return target === '_parent' ? around : (around?.frames[target] ?? around);
}
