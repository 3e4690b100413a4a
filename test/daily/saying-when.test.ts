import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeOfDay } from '../../src/daily/time-of-day.ts';
import { parseWeekdays } from '../../src/daily/weekdays.ts';
import { parseZone, suggestZones } from '../../src/daily/zones.ts';

const winter = new Date('2026-11-25T10:00:00Z');

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['9am', '09:00'],
    ['9:00', '09:00'],
    [' 9 PM ', '21:00'],
    ['21.30', '21:30'],
    ['9h30', '09:30'],
    ['12am', '00:00'],
    ['12 p.m.', '12:00'],
    ['0', '00:00'],
  ])('“%s” is %s', (typed, time) => expect(parseTimeOfDay(typed)).toBe(time));

  it.each(['24:00', '13pm', '0am', '9:60', '9:', ':30', 'nine', '', '9:000', '-9'])(
    '“%s” is none, or is read as a whole hour',
    (typed) => expect([undefined, '09:00']).toContain(parseTimeOfDay(typed)),
  );

  it('reads back every time that it gives', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(parseTimeOfDay(time)).toBe(time);
      }),
    );
  });
});

describe('weekdays', () => {
  it.each([
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['Mon, Wed and Fri', [1, 3, 5]],
    ['sat-mon', [1, 6, 7]],
    ['5-2', [1, 2, 5, 6, 7]],
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['Monday', [1]],
    ['пн-пт', [1, 2, 3, 4, 5]],
    ['вторник и среда', [2, 3]],
    ['周一至周五', [1, 2, 3, 4, 5]],
    ['周末', [6, 7]],
  ])('“%s”', (typed, days) => expect(parseWeekdays(typed)).toEqual(days));

  it.each(['', 'mon-', 'mon-foo', 'mon-fri-sun', 'never', '0', '8', '-', 'constructor'])(
    'are not “%s”',
    (typed) => expect(parseWeekdays(typed)).toBeUndefined(),
  );
});

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['berlin', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['utc', 'UTC'],
  ])('“%s” is %s', (typed, zone) => expect(parseZone(typed, winter)).toEqual({ kind: 'zone', zone }));

  it.each([
    ['UTC+2', 'Europe/Berlin'],
    ['+05:30', 'Asia/Kolkata'],
    ['EST', 'America/New_York'],
    ['cet', 'Europe/Berlin'],
  ])('“%s” knows no summer time, so a place is offered first: %s', (typed, zone) =>
    expect(parseZone(typed, winter)).toMatchObject({
      kind: 'unclear',
      zones: expect.arrayContaining([zone]),
    }),
  );

  it('offers nothing for what no zone starts with', () => {
    expect(parseZone('atlantis', winter)).toEqual({ kind: 'unclear', zones: [] });
  });

  it('completes by any part of the name, and those that people know first', () => {
    expect(suggestZones('ber')).toEqual(['Europe/Berlin', 'Atlantic/Bermuda']);
    expect(suggestZones('')[0]).toBe('Europe/London');
  });

  it('offers only zones that it takes itself', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'eu', 'new', 'utc', 's', 'kol', 'ky'), (typed) => {
        for (const zone of suggestZones(typed))
          expect(parseZone(zone, winter)).toEqual({ kind: 'zone', zone });
      }),
    );
  });
});
