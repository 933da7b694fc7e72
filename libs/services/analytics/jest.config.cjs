module.exports = require('../../../jest.preset.cjs')('@pizzeria/analytics', { services: true });
