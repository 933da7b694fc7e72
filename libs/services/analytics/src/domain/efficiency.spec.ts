import { efficiencyOf } from './efficiency';

describe('efficiency', () => {
  it('is 1 when an order takes as long as estimated', () => {
    expect(efficiencyOf(600, 600)).toBe(1);
  });

  it('is above 1 for a quick kitchen and below for a slow one', () => {
    expect(efficiencyOf(300, 600)).toBe(2);
    expect(efficiencyOf(1200, 600)).toBe(0.5);
  });

  it('is unknown when nothing was to be compared', () => {
    expect(efficiencyOf(0, 600)).toBeUndefined();
    expect(efficiencyOf(600, 0)).toBeUndefined();
  });
});
