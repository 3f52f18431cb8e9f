// Invented papers of the three sizes, with check digits that hold.
import { oneOf } from './chance.ts';
import type { Chance } from './chance.ts';

const given = [
  'YUSUF',
  'LINA',
  'MEHMET<ALI',
  'FATIMA<ZAHRA',
  'ABDULRAHMAN',
  'NUR',
  'ZEYNEP',
  'KHALED',
  'OMAR<FAROUK',
  'AYSE',
  'QASIM',
  'XENIA',
];
const family = [
  'RAWANDI',
  'TAVLASUNLU',
  'AL<ABDULLAH',
  'KARAOGLU',
  'HAJ<HASAN',
  'DJEBBAR',
  'SHEIKHMOUS',
  'VURAL',
  'MAQDISI',
  'BIN<YAHYA',
  'PETROVA',
];
const states = ['SYR', 'TUR', 'IRQ', 'AFG', 'IRN', 'UKR', 'SOM', 'YEM'];

const valueOf = (sign: string) => (sign === '<' ? 0 : sign >= 'A' ? sign.charCodeAt(0) - 55 : Number(sign));
const checkOf = (text: string) => String(Array.from(text).reduce((sum, sign, at) => sum + valueOf(sign) * [7, 3, 1][at % 3]!, 0) % 10);
const checked = (text: string) => text + checkOf(text);
const filled = (text: string, length: number) => text.slice(0, length).padEnd(length, '<');
const digits = (chance: Chance, count: number) => Array.from({ length: count }, () => Math.floor(chance() * 10)).join('');
const letters = (chance: Chance, count: number) => Array.from({ length: count }, () => String.fromCharCode(65 + chance() * 26)).join('');
const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
const date = (chance: Chance) => digits(chance, 2) + two(1 + chance() * 12) + two(1 + chance() * 28);

export type Kind = 'TD1' | 'TD2' | 'TD3';
export function paper(chance: Chance, kind: Kind = oneOf(chance, ['TD1', 'TD2', 'TD3'])): string[] {
  const state = oneOf(chance, states);
  const name = `${oneOf(chance, family)}<<${oneOf(chance, given)}`;
  const number = checked(
    chance() < 0.5 ? letters(chance, 1) + digits(chance, 8) : letters(chance, 2) + digits(chance, 6) + letters(chance, 1),
  );
  const [birth, end, sex] = [checked(date(chance)), checked(date(chance)), oneOf(chance, ['M', 'F'])];
  const optional = chance() < 0.5 ? digits(chance, 11) : '';
  if (kind === 'TD1') {
    const first = filled(`I<${state}${number}${optional}`, 30);
    const second = filled(`${birth}${sex}${end}${state}`, 29);
    return [first, second + checkOf(first.slice(5) + birth + end + second.slice(18)), filled(name, 30)];
  }
  const more = kind === 'TD3' ? checked(filled(optional, 14)) : filled(optional, 7);
  const names = filled(`${kind === 'TD3' ? 'P' : 'I'}<${state}${name}`, kind === 'TD3' ? 44 : 36);
  return [names, number + state + birth + sex + end + more + checkOf(number + birth + end + more)];
}
