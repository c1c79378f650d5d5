// Prerendered: this is the shell that the service worker serves for every address of the group's app.
export const prerender = true;
