// The group's app is a client-side shell (docs/architecture.md, decision 7): it needs no server once loaded.
export const ssr = false;
export const csr = true;
