module.exports = require('../../../jest.preset.cjs')('@pizzeria/kitchen', { services: true });
