/** Pages for frames on other people's sites run no script. */
export const csr = false;
export const prerender = false;
