import { describe, expect, it } from 'vitest'
import { proxyFromEnvironment, proxyFromPac } from '../../../src/core/clock/proxy.ts'

const way = { kind: 'https', host: 'www.time.example', port: 443 } as const

describe('proxyFromEnvironment', () => {
  it('takes HTTPS_PROXY, lower case first, else ALL_PROXY', () => {
    expect(proxyFromEnvironment(way, {})).toBeNull()
    expect(proxyFromEnvironment(way, { HTTPS_PROXY: 'http://proxy:3128' })).toEqual({
      host: 'proxy',
      port: 3128
    })
    expect(proxyFromEnvironment(way, { https_proxy: 'a:1', HTTPS_PROXY: 'b:2' })).toEqual({
      host: 'a',
      port: 1
    })
    expect(proxyFromEnvironment(way, { ALL_PROXY: '[::1]:8080' })).toEqual({ host: '::1', port: 8080 })
    expect(proxyFromEnvironment(way, { HTTPS_PROXY: 'http://proxy' })).toEqual({ host: 'proxy', port: 80 })
  })

  it('sends the password that stands in it', () => {
    const proxy = proxyFromEnvironment(way, { HTTPS_PROXY: 'http://ann:p%40ss@proxy:3128' })
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from('ann:p@ss').toString('base64')}`)
  })

  it('takes none that it does not understand', () => {
    for (const text of ['socks5://proxy:1080', 'https://proxy:443', 'http://', 'http://a b']) {
      expect(proxyFromEnvironment(way, { HTTPS_PROXY: text })).toBeNull()
    }
  })

  it.each([
    ['*', true],
    ['www.time.example', true],
    ['time.example', true],
    ['.time.example', true],
    ['*.time.example', true],
    ['other.example, time.example', true],
    ['time.example:443', true],
    ['time.example:8443', false],
    ['ime.example', false],
    ['example.org', false],
    ['', false]
  ])('with NO_PROXY=%j goes directly: %s', (exempt, directly) => {
    const environment = { HTTPS_PROXY: 'proxy:3128', NO_PROXY: exempt }
    expect(proxyFromEnvironment(way, environment) === null).toBe(directly)
  })
})

describe('proxyFromPac', () => {
  it.each([
    ['DIRECT', null],
    ['PROXY proxy:3128; DIRECT', { host: 'proxy', port: 3128 }],
    ['SOCKS proxy:1080; PROXY other:8080', { host: 'other', port: 8080 }],
    ['SOCKS5 proxy:1080', null],
    ['', null]
  ])('reads %j', (text, proxy) => {
    expect(proxyFromPac(text)).toEqual(proxy)
  })
})
