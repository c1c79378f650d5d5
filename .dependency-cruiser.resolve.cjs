/** SvelteKit's alias, for the import law: the tool reads it in webpack's form. */
module.exports = { resolve: { alias: { $lib: `${__dirname}/src/lib` } } };
