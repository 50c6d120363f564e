import { describe, expect, it } from '@jest/globals';
import { instantOfLocal } from '#src/http/input/local-instant.ts';

describe('instantOfLocal', () => {
  it.each([
    ['an ordinary time', '2026-11-21T14:30', 'Europe/Berlin', '2026-11-21T13:30:00Z'],
    ['summer time', '2026-07-01T00:15', 'Europe/Berlin', '2026-06-30T22:15:00Z'],
    ['seconds and fractions', '2026-07-01T12:00:01.25', 'UTC', '2026-07-01T12:00:01.250Z'],
    ['a zone west of UTC', '2026-01-01T20:00', 'America/New_York', '2026-01-02T01:00:00Z'],
    ['a zone of half hours', '2026-01-01T00:00', 'Asia/Kolkata', '2025-12-31T18:30:00Z'],
    ['the last minute before clocks skip', '2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00Z'],
    ['a time that clocks skip, as one hour later', '2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['the first minute after', '2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['a time that clocks show twice, as the first', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['the same in New York', '2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['a gap in New York', '2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['a gap at midnight', '2026-03-08T00:30', 'America/Havana', '2026-03-08T05:30:00Z'],
    ['a gap of half an hour', '2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    ['a day that a zone left out', '2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00Z'],
    ['a leap day', '2028-02-29T12:00', 'UTC', '2028-02-29T12:00:00Z'],
  ])('reads %s', (_what, local, zone, instant) => {
    expect(instantOfLocal(local, zone)).toBe(instant);
  });

  it.each([
    '2026-02-30T12:00',
    '2026-13-01T12:00',
    '2026-01-01T24:00',
    '2026-01-01T12:60',
    '2026-01-01',
    'soon',
    '0001-01-01T00:00',
    '2026-01-01T12:00Z',
  ])('leaves %s, which is no local time', (text) => {
    expect(instantOfLocal(text, 'Europe/Berlin')).toBeNull();
  });

  it('shows the time again that was typed, every half hour of a year', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const wrong: string[] = [];
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 1_800_000) {
      const local = new Date(at).toISOString().slice(0, 16);
      const shown = format.format(new Date(instantOfLocal(local, 'Europe/Berlin') ?? '')).replace(' ', 'T');
      if (shown !== local) wrong.push(local);
    }
    expect(wrong).toEqual(['2026-03-29T02:00', '2026-03-29T02:30']);
  });
});
