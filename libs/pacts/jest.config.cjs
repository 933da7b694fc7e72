module.exports = require('../../jest.preset.cjs')('@pizzeria/pacts', { services: true });
