module.exports = require('../../jest.preset.cjs')('@pizzeria/promises', { services: true });
