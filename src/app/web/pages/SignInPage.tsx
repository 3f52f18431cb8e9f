import { Suspense, lazy, use, useEffect, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { SignInForm } from '#foundation/web/ui/SignInForm.tsx';
import { LanguageContext } from '../language.ts';
import { loadWithWords } from '../with-words.ts';
import { words } from '../words.ts';

const ForgotPage = lazy(loadWithWords(words, 'access', () => import('#kernel/access/web/ForgotPage.tsx')));

interface PublicInfo {
  readonly name: string;
  readonly demo: boolean;
  readonly mail: boolean;
  readonly logins: readonly { email: string; password: string; name: string; role: string }[];
}

/** Signing in; a demonstration shows its logins, one for each role. */
export default function SignInPage({ onIn }: { onIn: () => void }) {
  const t = useT();
  const { language, choose } = use(LanguageContext);
  const [info, setInfo] = useState<PublicInfo | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  const [codeAsked, setCodeAsked] = useState(false);
  const [forgot, setForgot] = useState(false);
  useEffect(() => {
    void fetch('/api/public-info')
      .then(async (answer) => setInfo((await answer.json()) as PublicInfo))
      .catch(() => undefined);
  }, []);
  const signIn = async (email: string, password: string, code: string) => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await fetch('/api/sign-in', {
        method: 'POST',
        headers: { 'x-kervan': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ email, password, ...(code ? { code } : {}) }),
      });
      if (answer.ok) onIn();
      else {
        const refused = (await answer.json()) as ProblemBody;
        await words.need('access').catch(() => undefined);
        setCodeAsked((asked) => asked || refused.type === 'access.code-needed');
        setProblem(refused);
      }
    } catch {
      setProblem({ type: 'common.network-away', title: '', status: 0 });
    } finally {
      setBusy(false);
    }
  };
  return (
    <SignInForm
      mission={info?.name ?? 'Kervan'}
      mark={info?.demo ? t('shell.demonstration') : null}
      logins={info?.logins ?? []}
      language={language}
      onLanguage={choose}
      problem={problem}
      busy={busy}
      needsCode={codeAsked}
      onForgot={() => setForgot(true)}
      others={
        forgot && (
          <Suspense fallback={null}>
            <ForgotPage mail={info?.mail ?? false} onClose={() => setForgot(false)} />
          </Suspense>
        )
      }
      onSignIn={(email, password, code) => void signIn(email, password, code)}
    />
  );
}
