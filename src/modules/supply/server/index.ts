import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { supply } from '../module.ts';
import { together } from './part.ts';
import { field } from './field/index.ts';
import { overview } from './overview/index.ts';
import { papers } from './papers/index.ts';
import { requests } from './requests/index.ts';
import { stores } from './stores/index.ts';
import { transport } from './transport/index.ts';

export const room: ServerRoom = { module: supply, ...together([stores, requests, transport, papers, overview, field]) };
