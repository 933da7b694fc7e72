module.exports = require('../../../jest.preset.cjs')('@pizzeria/notifications', { services: true });
