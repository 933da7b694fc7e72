module.exports = require('../../../jest.preset.cjs')('@pizzeria/inventory', { services: true });
