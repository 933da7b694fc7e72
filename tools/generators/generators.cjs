/** Nx loads generators as JavaScript; these are TypeScript. */
require('tsx/cjs');

module.exports = require('./src/subscriber/generator.ts').addSubscriber;
