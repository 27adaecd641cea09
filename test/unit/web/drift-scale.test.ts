import { describe, expect, test } from 'vitest';
import { type DriftPoint, placeDrift } from '../../../web/components/drift-scale.ts';

const frame = { left: 0, right: 100, top: 0, bottom: 80 };
const point = (day: number, Drift: number, By: DriftPoint['By'] = 'code'): DriftPoint => ({
  At: `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  Drift,
  By,
});

describe('the picture of a clock', () => {
  test('time goes to the right in proportion, and a clock that is ahead stands higher', () => {
    const { points } = placeDrift([point(1, 0), point(2, 2), point(11, -2)], frame);
    expect(points.map(({ x }) => x)).toEqual([0, 10, 100]);
    expect(points.map(({ y }) => y)).toEqual([40, 0, 80]);
  });

  test.each([
    ['no drift', [0]],
    ['always ahead', [7, 9]],
    ['always behind', [-300, -310]],
    ['a day behind', [-2_880, 0]],
  ])('the exact time is in view, in lines that are few: %s', (_, drifts) => {
    const { points, ticks } = placeDrift(
      drifts.map((drift, index) => point(index + 1, drift)),
      frame,
    );
    expect(ticks.map(({ steps }) => steps)).toContain(0);
    expect(ticks.length).toBeLessThanOrEqual(7);
    for (const { y } of points) {
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(80);
    }
  });

  test('a resync moves the clock at once: a jump, and no slope that never was', () => {
    const { line } = placeDrift([point(1, 0), point(2, 3, 'resync'), point(3, 3)], frame);
    expect(line).toBe('M0 60L50 60L50 0L100 0');
  });

  test('a single observation stands in the middle', () => {
    expect(placeDrift([point(1, 0, 'assignment')], frame).points[0]?.x).toBe(50);
  });
});
