const { hangsAfterMs } = require('./jest.preset.cjs');

/** All projects in one run: one summary. `nx test <project>` runs one alone. */
module.exports = {
  testTimeout: hangsAfterMs,
  testSequencer: '<rootDir>/jest.sequencer.cjs',
  projects: ['apps', 'libs', 'libs/services', 'tools'].map((folder) => `<rootDir>/${folder}/*/jest.config.cjs`),
};
