import { expect, it } from 'vitest';
import { csvRows, readListCsv } from './csv.ts';

it('reads commas, semicolons, tabs, quotes and a mark of order alike', () => {
  expect(csvRows('\ufeffa;b\r\n"x;""y""";2\n')).toEqual([
    ['a', 'b'],
    ['x;"y"', '2'],
  ]);
  expect(csvRows('a\tb\n1\t2')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

it('reads a list by its headings, in three languages', () => {
  const entry = { ref: 'R1', kind: 'person', names: ['Halil Tasdemir', 'Khalil'], birthYears: [1955, 1956] };
  expect(readListCsv('ref,name,aliases,kind,birth year\nR1,Halil Tasdemir,Khalil,person,1955|1956').entries).toEqual([entry]);
  expect(readListCsv('Referans;Ad;Diğer adlar;Tür;Doğum yılı\nR1;Halil Tasdemir;Khalil;Kişi;01.02.1955|1956').entries).toEqual([entry]);
  expect(readListCsv('المرجع,الاسم,النوع\nR2,منظمة ما,منظمة').entries).toEqual([
    { ref: 'R2', kind: 'organisation', names: ['منظمة ما'], birthYears: [] },
  ]);
});

it('names the lines that it does not understand', () => {
  expect(readListCsv('ref,name,kind,birth year\n,A,,\nR1,,,\nR2,B,vessel,\nR3,C,person,unknown\nR4,D,,').faults).toEqual([
    { line: 2, code: 'no-ref' },
    { line: 3, code: 'no-name' },
    { line: 4, code: 'bad-kind' },
    { line: 5, code: 'bad-year' },
  ]);
});
