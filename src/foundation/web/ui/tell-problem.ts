import { ClientProblem } from '#foundation/web/client.ts';
import { useProblemWords } from '#foundation/web/problem-words.ts';
import { tell } from './toast.ts';

/** Says a refusal at the foot of the page, where there is no form or list to say it in; anything else is a fault of ours. */
export function useTellProblem(): (error: unknown) => void {
  const words = useProblemWords();
  return (error) => {
    if (!(error instanceof ClientProblem)) throw error;
    tell(words(error.body.type, error.body.figures), 'person');
  };
}
