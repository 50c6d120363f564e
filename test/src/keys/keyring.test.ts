import { describe, expect, it } from '@jest/globals';
import { createKeyring } from '#src/keys/keyring.ts';
import { SealError } from '#src/keys/seal-error.ts';

const old = 'the-old-secret-of-the-year-before-last';
const recent = 'the-secret-that-we-use-since-yesterday';

describe('sealing', () => {
  it('opens what it sealed, for the same purpose and row', () => {
    const keys = createKeyring([recent]);
    const sealed = keys.seal('lti-tool-key', 'grüße 🗝', 'row-1');
    expect(sealed).toMatch(/^v1\.[\da-f]{8}\.lti-tool-key\.[\w-]+$/);
    expect(keys.open('lti-tool-key', sealed, 'row-1')).toBe('grüße 🗝');
    expect(keys.open('lti-tool-key', keys.seal('lti-tool-key', ''))).toBe('');
  });

  it('never seals the same text twice alike', () => {
    const keys = createKeyring([recent]);
    expect(keys.seal('mail', 'text')).not.toBe(keys.seal('mail', 'text'));
  });

  it('says nothing of the secret in the key id', () => {
    const [, keyId] = createKeyring([recent]).seal('mail', 'text').split('.');
    expect(recent).not.toContain(keyId);
    expect(createKeyring([recent]).seal('mail', 'text').split('.')[1]).toBe(keyId);
  });

  it('refuses another row, another purpose, and a purpose written over', () => {
    const keys = createKeyring([recent]);
    const sealed = keys.seal('mail', 'text', 'row-1');
    expect(() => keys.open('mail', sealed, 'row-2')).toThrow(/was changed, or belongs to another row/);
    expect(() => keys.open('mail', sealed)).toThrow(SealError);
    expect(() => keys.open('webhook', sealed, 'row-1')).toThrow(/opened for "webhook" was sealed for "mail"/);
    expect(() => keys.open('webhook', sealed.replace('.mail.', '.webhook.'), 'row-1')).toThrow(SealError);
  });

  it('refuses every text in which one letter differs', () => {
    const keys = createKeyring([recent]);
    const sealed = keys.seal('mail', 'text');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() => keys.open('mail', sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow(SealError);
    }
    // The last letter carries bits that decoding ignores.
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(
      sealed.at(-1)!,
      '',
    )) {
      expect(() => keys.open('mail', sealed.slice(0, -1) + letter)).toThrow(SealError);
    }
    expect(() => keys.open('mail', sealed.slice(0, -1))).toThrow(SealError);
    expect(() => keys.open('mail', 'plain text')).toThrow(/is not sealed/);
  });
});

describe('rotation', () => {
  it('opens with every listed secret and seals with the newest', () => {
    const before = createKeyring([old]).seal('mail', 'text');
    const keys = createKeyring([recent, old]);
    expect(keys.open('mail', before)).toBe('text');
    expect(keys.isCurrent(before)).toBe(false);
    const after = keys.seal('mail', keys.open('mail', before));
    expect(keys.isCurrent(after)).toBe(true);
    expect(createKeyring([recent]).open('mail', after)).toBe('text');
    expect(keys.isCurrent('plain text')).toBe(false);
  });

  it('names the key id that SECRET_KEY has lost', () => {
    const sealed = createKeyring([old]).seal('mail', 'text');
    const keyId = sealed.split('.')[1];
    const attempt = () => createKeyring([recent]).open('mail', sealed);
    expect(attempt).toThrow(new RegExp(`key id ${keyId}, which SECRET_KEY does not list`));
    expect(attempt).toThrow(expect.objectContaining({ keyId }));
  });
});

describe('signing', () => {
  it('verifies its own signature, for that purpose and text only', () => {
    const keys = createKeyring([recent]);
    const signature = keys.sign('file-url', '/files/1?until=2');
    expect(keys.verify('file-url', '/files/1?until=2', signature)).toBe(true);
    expect(keys.verify('file-url', '/files/1?until=3', signature)).toBe(false);
    expect(keys.verify('invitation', '/files/1?until=2', signature)).toBe(false);
    for (const other of [
      '',
      'ü',
      signature.slice(1),
      `${signature}A`,
      signature.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A')),
    ]) {
      expect(keys.verify('file-url', '/files/1?until=2', other)).toBe(false);
    }
  });

  it('verifies a signature made with an older secret as long as that is listed', () => {
    const signature = createKeyring([old]).sign('file-url', 'text');
    expect(createKeyring([recent, old]).verify('file-url', 'text', signature)).toBe(true);
    expect(createKeyring([recent]).verify('file-url', 'text', signature)).toBe(false);
  });
});

describe('SECRET_KEY', () => {
  it('is refused when it is short or empty, with the command that makes one', () => {
    expect(() => createKeyring([recent, 'short'])).toThrow(/32 characters or more.*openssl rand -base64 48/);
    expect(() => createKeyring([])).toThrow(/at least one secret/);
  });

  it('takes purposes that fit between dots only', () => {
    expect(() => createKeyring([recent]).seal('a.b', 'text')).toThrow(/purpose "a\.b"/);
    expect(() => createKeyring([recent]).verify('', 'text', '')).toThrow(/purpose ""/);
  });
});
