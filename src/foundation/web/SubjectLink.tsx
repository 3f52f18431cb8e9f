import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pathOf } from './subjects.ts';

/** A link to the page of a record, or the words alone when its kind has no page. */
export function SubjectLink({
  subject,
  onClick,
  children,
  otherwise,
}: {
  subject: { readonly kind: string; readonly id: string };
  onClick?: () => void;
  children: ReactNode;
  otherwise?: ReactNode;
}) {
  const path = pathOf(subject.kind, subject.id);
  if (!path) return <>{otherwise ?? null}</>;
  return (
    <Link to={path} className="kv-opens" {...(onClick ? { onClick } : {})}>
      {children}
    </Link>
  );
}
