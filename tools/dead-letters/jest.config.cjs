module.exports = require('../../jest.preset.cjs')('@pizzeria/dead-letters', { services: true });
