module.exports = require('../../jest.preset.cjs')('@pizzeria/observability', { services: true });
