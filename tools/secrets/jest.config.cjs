module.exports = require('../../jest.preset.cjs')('@pizzeria/secrets');
