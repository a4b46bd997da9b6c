import type { Site } from './site.ts';

/** The addresses in a text that lie in a domain of the manifest's `unfurl_domains`, or in one below it. */
export function unfurlable(site: Site, text: string): { url: string; domain: string }[] {
  const found = [...text.matchAll(/https?:\/\/[^\s<>|]+/g)].map(([url]) => url.replace(/[.,;:!?)\]]+$/, ''));
  return [...new Set(found)].flatMap((url) => {
    if (!URL.canParse(url)) return [];
    const host = new URL(url).hostname;
    const domain = site.manifest.features.unfurl_domains.find((one) => host === one || host.endsWith(`.${one}`));
    return domain === undefined ? [] : [{ url, domain }];
  });
}
