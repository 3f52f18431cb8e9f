import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { rates } from '../module.ts';
import { importsRates } from './import.ts';
import { answerList, handleEnter } from './rates.ts';

export { rateOn } from './rates.ts';

export const room: ServerRoom = { module: rates, commands: [handleEnter], queries: [answerList], imports: [importsRates] };
