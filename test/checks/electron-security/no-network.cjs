/** Loaded before Electronegativity: it asks GitHub for translations and releases, and ends with an error where it can't. */
const Module = require('node:module')

const load = Module._load
const refuse = () => Promise.reject(new Error('no network'))

Module._load = function (request, ...rest) {
  return request === 'got'
    ? Object.assign(() => refuse(), { default: refuse, head: refuse })
    : load.call(this, request, ...rest)
}
