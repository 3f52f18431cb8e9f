// How many invented papers are read from pictures that are spoilt more and more: `node tools/ocrb/measure.ts [how many]`.
import { netOf } from '#foundation/ocrb/net.ts';
import packed from '#foundation/ocrb/net.json' with { type: 'json' };
import { readLines } from '#foundation/ocrb/read.ts';
import { paperChooser, paperLayouts } from '#kernel/people/domain/paper-lines.ts';
import { someSpoil, taken } from './camera.ts';
import { between, chanceOf, oneOf } from './chance.ts';
import { paper } from './papers.ts';
import { faces, pitch, print } from './print.ts';

const net = netOf(packed);
const count = Number(process.argv[2] ?? 100);
for (const hard of [0.5, 1, 1.5]) {
  const chance = chanceOf(4242 + hard * 10);
  const sum = { first: 0, wrong: 0, third: 0, wrongThird: 0, time: 0, looks: 0 };
  for (let at = 0; at < count; at += 1) {
    const lines = paper(chance);
    const press = {
      face: oneOf(chance, faces),
      margin: between(chance, 25, 90),
      spacing: pitch * between(chance, 1.7, 2.5),
      bold: between(chance, 0, 1.5),
      widen: 1,
    };
    const printed = print(lines, press);
    const choose = paperChooser();
    // Up to four pictures of the same paper, as the camera goes on looking.
    for (let look = 1; look <= 4; look += 1) {
      const { grey } = taken(printed, someSpoil(chance, hard), chance);
      const begin = performance.now();
      const text = choose(readLines(grey, paperLayouts, net), 'camera');
      sum.time += performance.now() - begin;
      sum.looks += 1;
      if (text === undefined) continue;
      const right = text === lines.join('\n');
      if (!right) console.log(`    taken wrongly:\n${text}\n${lines.join('\n')}`);
      if (look === 1) sum[right ? 'first' : 'wrong'] += 1;
      sum[right ? 'third' : 'wrongThird'] += 1;
      break;
    }
  }
  const share = (value: number) => `${((100 * value) / count).toFixed(1)} %`;
  console.log(
    `hardness ${hard}: ${share(sum.first)} by the first picture, ${share(sum.third)} within four; taken wrongly ${sum.wrongThird} of ${count}; ${(sum.time / sum.looks).toFixed(0)} ms a picture`,
  );
}
