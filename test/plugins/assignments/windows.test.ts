import { describe, expect, it } from '@jest/globals';
import { latePercentAt, phaseAt, type Windows } from '#plugins/assignments';

const windows: Windows = {
  releaseAt: new Date('2026-03-02T08:00:00Z'),
  dueAt: new Date('2026-03-09T22:59:00Z'),
  lateUntil: new Date('2026-03-12T22:59:00Z'),
  latePercentPerDay: 15,
};
const at = (text: string) => new Date(text);

describe('where an assignment stands', () => {
  it.each([
    ['2026-03-02T07:59:59.999Z', 'before'],
    ['2026-03-02T08:00:00Z', 'open'],
    ['2026-03-09T22:59:00.000Z', 'open'],
    ['2026-03-09T22:59:00.999Z', 'open'],
    ['2026-03-09T22:59:01.000Z', 'late'],
    ['2026-03-12T22:59:00.999Z', 'late'],
    ['2026-03-12T22:59:01.000Z', 'closed'],
  ])('at %s is %s: the second in which something ends counts whole [E-07]', (instant, phase) => {
    expect(phaseAt(windows, at(instant))).toBe(phase);
  });

  it('is never late where nothing is due, and closed after the due date where no late work is taken', () => {
    const later = at('2030-01-01T00:00:00Z');
    expect(phaseAt({ ...windows, dueAt: null, lateUntil: null }, later)).toBe('open');
    expect(phaseAt({ ...windows, lateUntil: null }, at('2026-03-09T22:59:01Z'))).toBe('closed');
    expect(phaseAt({ ...windows, releaseAt: null }, at('2000-01-01T00:00:00Z'))).toBe('open');
  });
});

describe('what lateness takes off', () => {
  it.each([
    ['2026-03-09T22:59:00.999Z', 0],
    ['2026-03-09T22:59:01Z', 15],
    ['2026-03-10T22:59:00Z', 15],
    ['2026-03-10T22:59:01Z', 30],
    ['2026-03-12T22:59:00Z', 45],
    ['2026-03-19T22:59:00Z', 100],
  ])(
    'of work accepted at %s is %d percent: each day once it has begun, and never more than all [E-07]',
    (instant, percent) => {
      expect(latePercentAt(windows, at(instant))).toBe(percent);
    },
  );

  it('is nothing where nothing is due', () => {
    expect(latePercentAt({ ...windows, dueAt: null }, at('2030-01-01T00:00:00Z'))).toBe(0);
  });
});
