/** What the browser shows of a face outside its page, and installs it by. */
export interface Worn {
  readonly title: string;
  readonly icon: string;
  readonly manifest: string;
}

/** The page begins under a neutral name; each face puts on its own. */
export function wear({ title, icon, manifest }: Worn): void {
  document.title = title;
  linkTo('icon', icon);
  linkTo('manifest', manifest);
}

function linkTo(rel: string, href: string): void {
  const link = document.head.querySelector<HTMLLinkElement>(`link[rel=${rel}]`) ?? document.createElement('link');
  link.rel = rel;
  link.href = href;
  document.head.append(link);
}
