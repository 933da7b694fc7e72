module.exports = require('../../jest.preset.cjs')('@pizzeria/event-catalogue');
