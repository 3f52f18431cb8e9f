import { ClientProblem } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { tell } from './toast.ts';

/** Says a refusal at the foot of the page, where there is no form or list to say it in; anything else is a fault of ours. */
export function useTellProblem(): (error: unknown) => void {
  const t = useT();
  return (error) => {
    if (!(error instanceof ClientProblem)) throw error;
    tell(t(`problem.${error.body.type}`, error.body.figures as Record<string, string>), 'person');
  };
}
