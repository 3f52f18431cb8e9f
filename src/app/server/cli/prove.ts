import { openServer } from '../start.ts';
import { translate } from '#foundation/i18n/server.ts';
import { proveMission } from '../proofs.ts';
import type { Proved } from '../proofs.ts';
import { missionOf } from './commands.ts';
import { read } from './words.ts';
import type { Verb } from './words.ts';

export function wordsOfProof({ name, checked, faults }: Proved): string {
  return `  ${faults.length === 0 ? 'holds ' : 'BROKEN'}  ${translate('en', name)} (${checked} checked)`;
}

/** `kervan prove`: checks log, ledger and balances from the data alone; ends with 1 when anything does not hold. */
export const prove: Verb = {
  usage: 'prove [--mission <slug>]',
  help: 'check that the log, the ledger and the balances hold together',
  run: async (args, { settings, say }) => {
    const given = read(prove.usage, args, 0, { mission: { type: 'string' } });
    const server = await openServer(settings);
    try {
      const slug = given.option('mission');
      const missions = slug ? [missionOf(server.kervan, slug)] : server.kervan.missions.all();
      for (const mission of missions) {
        const results = await proveMission(server.kervan.db, mission.schema);
        say(mission.slug);
        for (const proof of results) {
          say(wordsOfProof(proof));
          for (const fault of proof.faults) say(`          ${fault}`);
        }
        // Nothing checked proves nothing.
        if (results.length === 0 || results.some((result) => result.faults.length > 0)) process.exitCode = 1;
        if (results.length === 0) say(`nothing was proved for ${mission.slug}`);
      }
    } finally {
      await server.stop();
    }
  },
};
