import type { WebRoom } from '#foundation/web/room.ts';
import { together } from './part.ts';
import { field } from './field/index.ts';
import { overview } from './overview/index.ts';
import { requests } from './requests/index.ts';
import { stores } from './stores/index.ts';
import { transport } from './transport/index.ts';

export const room: WebRoom = together([stores, requests, transport, overview, field]);
