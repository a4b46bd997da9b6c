import { expect, it } from 'vitest';
import { formatPhone, phoneIn, phoneSearch, phoneToWrite, samePhone } from '../../src/lib/phone.ts';
import { processorMs } from '../support/processor-time.ts';

const number = '+436601000001';

it.each([
  '+43 660 1000001',
  '+43 (0)660 1000001',
  '+43 (0) 660 / 100 00 01',
  '+430660 1000001',
  '0043 660 1000001',
  '00 43 660 1000001',
  '+43 660–1000001',
  '+43\u00A0660\u20111000001',
  'tel:+436601000001',
  '＋43 660 1000001',
  'T: +43 660 1000001',
  'Mobil +43 660 1000001',
  '+43 660 1000001 (mobile)',
  '+43 660 1000001 ext. 5',
  '+43 660 1000001,',
  'Telefonnummer: +43 660 1000001',
  'mobile no. +43 660 1000001',
  'WhatsApp: +43 660 1000001',
  'Fon +43 660 1000001',
  '☎ +43 660 1000001',
  '+43_660_1000001',
  '+43·660·1000001',
  '++43 660 1000001',
  '+ 43 660 1000001',
  '+436601000001.0',
  '="+436601000001"',
  "'+43 660 1000001",
  '+43 660 1000001;ext=5',
])('%s is one number, however it is written', (text) => {
  expect(phoneIn(text)?.international).toBe(number);
  expect(samePhone(text, number)).toBe(true);
  expect(phoneToWrite(text)).toBe(number);
});

it('a number without its country is the one that ends in it, and with the country of the policy it is whole', () => {
  expect(samePhone('0660 1000001', number)).toBe(true);
  expect(samePhone('0660 1000002', number)).toBe(false);
  expect(samePhone('0660 1000001', '06601000001')).toBe(true);
  expect(phoneIn('0660 1000001')?.international).toBeUndefined();
  expect(phoneIn('0660 1000001', 'AT')?.international).toBe(number);
  expect(samePhone('0660 1000001', '+496601000001', 'AT')).toBe(false);
});

it('asks the back office for what it keeps: whole with its country, else without the zero in front', () => {
  const asked = (text: string) => phoneSearch(phoneIn(text) ?? expect.fail());
  expect(asked('+43 (0)660 1000001')).toBe(number);
  expect(asked('0660 1000001')).toBe('6601000001');
});

it.each(['1001', 'HM-10002', 'anna', '12.4', '', '+', '20 EUR', '1'.repeat(30), 'call 0660 1000001'])(
  '“%s” is no phone number',
  (text) => {
    expect(phoneIn(text)).toBeUndefined();
  },
);

it('shows a number in groups, and what is none as it is', () => {
  expect(formatPhone('+436601000001')).toBe('+43 660 1000001');
  expect(formatPhone('0660-1000001')).toBe('0660-1000001');
});

it('a long line of signs is no slow line', () => {
  const time = (length: number) =>
    processorMs(() => {
      for (let run = 0; run < 20; run += 1) phoneIn(`+${'1 ('.repeat(length)}x`);
    });
  time(1_000);
  expect(time(20_000) / Math.max(time(2_000), 0.01)).toBeLessThan(100);
});
