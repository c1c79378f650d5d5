// What the service worker answers when a public page cannot be fetched: a page that needs nothing else.
export const prerender = true;
export const csr = false;
