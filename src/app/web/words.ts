import { files, needs } from 'virtual:words';
import { WordStore } from './messages.ts';

/** The words of this app. */
export const words = new WordStore({ files, needs });
