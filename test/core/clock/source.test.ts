import { describe, expect, it } from 'vitest'
import { DEFAULT_SOURCES, parseServerUrl, serverOf, SourceError } from '../../../src/core/clock/source.ts'

describe('parseServerUrl', () => {
  it.each([
    ['nts://time.cloudflare.com', 'nts', 'time.cloudflare.com', 4460],
    ['nts://localhost:14460', 'nts', 'localhost', 14_460],
    ['ntp://ntp.se', 'ntp', 'ntp.se', 123],
    ['NTP://NTP.SE:123/', 'ntp', 'ntp.se', 123],
    ['https://www.ptb.de', 'https', 'www.ptb.de', 443],
    ['127.0.0.1:11125', 'ntp', '127.0.0.1', 11_125],
    ['time.nl', 'ntp', 'time.nl', 123],
    [' localhost ', 'ntp', 'localhost', 123],
    ['[2001:DB8::1]', 'ntp', '2001:db8::1', 123],
    ['nts://[::1]:4461', 'nts', '::1', 4461],
    ['ntp://zeit.müller.de', 'ntp', 'zeit.xn--mller-kva.de', 123]
  ])('reads %s', (text, kind, host, port) => {
    expect(parseServerUrl(text)).toEqual({ name: host, ways: [{ kind, host, port }] })
  })

  it.each([
    '',
    '   ',
    'ftp://time.nl',
    'http://time.nl',
    'nts://',
    'ntp://:123',
    'time.nl:0',
    'time.nl:65536',
    'time.nl:12a',
    'time.nl:',
    'ntp://user@time.nl',
    'ntp://time.nl/path',
    'ntp://time.nl?query',
    'ntp://time.nl#part',
    '::1',
    '[::1',
    '[::g]',
    '[127.0.0.1]',
    '127.1',
    '1.2.3',
    '256.1.1.1',
    '0x7f000001',
    'time .nl',
    'time..nl',
    '-time.nl',
    'a'.repeat(64) + '.nl',
    'a.'.repeat(200) + 'nl',
    '../etc/passwd',
    'ntp://time.nl\nntp://other'
  ])('refuses %j', (text) => {
    expect(() => parseServerUrl(text)).toThrow(SourceError)
  })

  it('says what was expected and what came', () => {
    expect(() => parseServerUrl('ftp://time.nl')).toThrow('expected nts://, ntp:// or https://, got ftp://')
    expect(() => parseServerUrl('time.nl:0')).toThrow('expected a port 1–65535, got 0')
  })
})

describe('serverOf', () => {
  it.each(['time.nl:123', '[::1]:4460', '127.0.0.1:1'])('writes %s as it was read', (text) => {
    expect(serverOf(parseServerUrl(text).ways[0])).toBe(text)
  })
})

describe('DEFAULT_SOURCES', () => {
  it('are four operators, none of them the NTP pool, whose servers all parse', () => {
    expect(DEFAULT_SOURCES.map((source) => source.name)).toEqual(['Cloudflare', 'Netnod', 'PTB', 'TimeNL'])
    for (const way of DEFAULT_SOURCES.flatMap((source) => source.ways)) {
      expect(parseServerUrl(`${way.kind}://${serverOf(way)}`).ways).toEqual([way])
      expect(way.host).not.toContain('pool.ntp.org')
    }
  })
})
