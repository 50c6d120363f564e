// What an LMS does when the tool in its frame, or in a tab that it opened, speaks by postMessage: platform storage
// (1EdTech's LTI Client Side postMessages and LTI postMessage Storage), the height of the frame, and the end.
const { storage, frame: storageFrame, origins, stranger, course } = document.currentScript.dataset;
const toolOrigins = origins.split(' ');
const limits = { keys: 500, characters: 4096 };
const kept = new Map();

const answers = {
  'lti.capabilities': () => ({
    supported_messages: [
      { subject: 'lti.capabilities' },
      { subject: 'lti.frameResize' },
      { subject: 'lti.close' },
      ...['lti.get_data', 'lti.put_data'].map((subject) => ({ subject, frame: storageFrame })),
    ],
  }),
  'lti.put_data': ({ key, value }, origin) => {
    if (!isKey(key)) return wrong('bad_request', 'A key is a text that is not empty');
    const name = `${origin} ${key}`;
    if (value === null || value === undefined) kept.delete(name);
    else if (String(value).length > limits.characters || (!kept.has(name) && kept.size >= limits.keys))
      return wrong('storage_exhaustion', 'There is no room for this');
    else kept.set(name, value);
    return { key, value: value ?? null };
  },
  'lti.get_data': ({ key }, origin) =>
    isKey(key) ? { key, value: kept.get(`${origin} ${key}`) ?? null } : wrong('bad_request', 'Which key?'),
};

const acts = {
  'lti.frameResize': ({ height, token }, source) => {
    const frame = frameOf(source) ?? document.querySelector(`iframe[data-token="${CSS.escape(String(token))}"]`);
    const pixels = Number.parseInt(height, 10);
    if (frame && pixels > 0) frame.style.height = `${Math.min(pixels, 10_000)}px`;
  },
  'lti.close': (_message, source) => {
    if (frameOf(source)) location.assign(course);
    else source.close();
  },
};

addEventListener('message', ({ data, origin, source }) => {
  const message = read(data);
  if (typeof message?.subject !== 'string' || !source) return;
  if (course && toolOrigins.includes(origin) && Object.hasOwn(acts, message.subject))
    return acts[message.subject](message, source);
  if (storage === 'none' || !message.subject.startsWith('lti.') || message.subject.endsWith('.response')) return;
  const response = {
    subject: `${message.subject}.response`,
    message_id: message.message_id,
    ...answer(message, origin),
  };
  if (storage === 'wrong-origin') void sayByStranger(source, response);
  else source.postMessage(response, origin);
});

function answer(message, origin) {
  if (!toolOrigins.includes(origin)) return wrong('wrong_origin', 'No tool is registered for this origin');
  if (!Object.hasOwn(answers, message.subject)) return wrong('unsupported_subject', 'Nobody here knows this subject');
  if (typeof message.message_id !== 'string') return wrong('bad_request', 'A message needs a message_id');
  return answers[message.subject](message, origin);
}

const wrong = (code, message) => ({ error: { code, message } });
const isKey = (key) => typeof key === 'string' && key !== '';

/** Older tools send JSON text. */
function read(data) {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

const frameOf = (source) => [...document.querySelectorAll('iframe')].find((frame) => frame.contentWindow === source);

let strangerLoads;
async function sayByStranger(source, message) {
  strangerLoads ??= new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = 'A frame of another origin';
    frame.src = stranger;
    frame.addEventListener('load', () => done(frame));
    document.body.append(frame);
  });
  const at = Array.from({ length: top.length }, (_, index) => index).find((index) => top.frames[index] === source);
  (await strangerLoads).contentWindow.postMessage({ at, message }, '*');
}
