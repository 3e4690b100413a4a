import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueMoments, nextMoment } from '../../src/daily/schedule.ts';
import { EVERY_DAY, WORKING_DAYS } from '../../src/daily/weekdays.ts';
import { dayIn } from '../../src/days.ts';

const berlin = { at: '09:00', zone: 'Europe/Berlin', days: WORKING_DAYS, from: '2020-01-01T00:00:00Z' };

const newest = (subscription: typeof berlin, now: string) => {
  const due = dueMoments(subscription, new Date(now)).at(-1);
  return due && [due.day, due.at.toISOString()];
};

describe('when a subscription is due', () => {
  it.each([
    ['a minute before', '2026-11-25T07:59:59Z', ['2026-11-24', '2026-11-24T08:00:00.000Z']],
    ['at its very minute', '2026-11-25T08:00:00Z', ['2026-11-25', '2026-11-25T08:00:00.000Z']],
    ['late in the evening', '2026-11-25T22:59:00Z', ['2026-11-25', '2026-11-25T08:00:00.000Z']],
    ['on a day off', '2026-11-28T12:00:00Z', ['2026-11-27', '2026-11-27T08:00:00.000Z']],
    ['in summer', '2026-07-01T09:00:00Z', ['2026-07-01', '2026-07-01T07:00:00.000Z']],
  ])('goes by its own clock: %s', (_when, now, due) => expect(newest(berlin, now)).toEqual(due));

  it('is due once where the spring change leaves its time out, as much later as the clocks moved', () => {
    const night = { ...berlin, at: '02:30', days: EVERY_DAY };
    expect(newest(night, '2026-03-29T00:59:00Z')?.[0]).toBe('2026-03-28');
    expect(newest(night, '2026-03-29T01:30:00Z')).toEqual(['2026-03-29', '2026-03-29T01:30:00.000Z']);
    expect(newest(night, '2026-03-29T20:00:00Z')?.[0]).toBe('2026-03-29');
  });

  it('is due the first time where the autumn change brings its time twice', () => {
    const night = { ...berlin, at: '02:30', days: EVERY_DAY };
    expect(newest(night, '2026-10-25T00:30:00Z')).toEqual(['2026-10-25', '2026-10-25T00:30:00.000Z']);
    expect(newest(night, '2026-10-25T01:30:00Z')).toEqual(['2026-10-25', '2026-10-25T00:30:00.000Z']);
  });

  it('gives yesterday evening’s still after midnight', () => {
    const late = { ...berlin, at: '23:30', days: EVERY_DAY };
    expect(newest(late, '2026-11-25T23:10:00Z')?.[0]).toBe('2026-11-25');
  });

  it('never gives what lies before it was made', () => {
    expect(newest({ ...berlin, from: '2026-11-25T08:00:00Z' }, '2026-11-25T08:30:00Z')).toBeUndefined();
    expect(newest({ ...berlin, from: '2026-11-25T07:59:59Z' }, '2026-11-25T08:30:00Z')?.[0]).toBe(
      '2026-11-25',
    );
  });

  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/Sao_Paulo',
    'UTC',
  );
  const moments = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const times = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

  it('gives each local day once, in order, none to come, and leaves no day out', () => {
    fc.assert(
      fc.property(zones, moments, times, (zone, now, at) => {
        const due = dueMoments({ ...berlin, zone, at, days: EVERY_DAY }, now);
        const days = due.map(({ day }) => day);
        expect(new Set(days).size).toBe(days.length);
        expect(due.every((each) => each.at <= now)).toBe(true);
        for (const each of due) expect(dayIn(each.at, zone)).toBe(each.day);
        expect([7, 8]).toContain(days.length);
      }),
    );
  });

  it('is due next at the very moment at which it then is due', () => {
    fc.assert(
      fc.property(zones, moments, times, (zone, now, at) => {
        const subscription = { ...berlin, zone, at };
        const next = nextMoment(subscription, now);
        expect(next.at > now).toBe(true);
        expect(dueMoments(subscription, next.at).at(-1)).toEqual(next);
      }),
    );
  });
});
