module.exports = require('../../jest.preset.cjs')('@pizzeria/notifications-app', { services: true });
