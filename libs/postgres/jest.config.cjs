module.exports = require('../../jest.preset.cjs')('@pizzeria/postgres', { services: true });
