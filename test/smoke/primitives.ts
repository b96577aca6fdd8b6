/**
 * Every cryptographic primitive that the app uses, with one known answer each: Electron's BoringSSL isn't Node's OpenSSL.
 * The function has no imports and no closure, because it is sent as text into Electron's main process.
 */

/** What became of one primitive. */
export interface PrimitiveOutcome {
  readonly name: string
  /** Null where it gave the known answer; else what was wrong. */
  readonly trouble: string | null
}

export function tryPrimitives(): readonly PrimitiveOutcome[] {
  const crypto = process.getBuiltinModule('node:crypto')
  const hex = (text: string): Buffer => Buffer.from(text, 'hex')
  const outcomes: PrimitiveOutcome[] = []
  const expect = (name: string, expected: string, make: () => Uint8Array): void => {
    try {
      const got = Buffer.from(make()).toString('hex')
      outcomes.push({ name, trouble: got === expected ? null : `expected ${expected}, got ${got}` })
    } catch (error) {
      outcomes.push({ name, trouble: error instanceof Error ? error.message : 'it threw' })
    }
  }
  // RFC 4231, test case 2, and the same for SHA-512; RFC 2202, test case 2 for SHA-1.
  const what = 'what do ya want for nothing?'
  expect('HMAC-SHA-1 (HOTP)', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', () =>
    crypto.createHmac('sha1', 'Jefe').update(what).digest()
  )
  expect('HMAC-SHA-256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', () =>
    crypto.createHmac('sha256', 'Jefe').update(what).digest()
  )
  expect(
    'HMAC-SHA-512',
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    () => crypto.createHmac('sha512', 'Jefe').update(what).digest()
  )
  // RFC 1321, appendix A.5.
  expect('MD5 (mOTP)', '900150983cd24fb0d6963f7d28e17f72', () =>
    crypto.createHash('md5').update('abc').digest()
  )
  // RFC 7914, section 12, and the app's own size with maxmem.
  expect(
    'scrypt',
    'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    () => crypto.scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16, maxmem: 64 * 1024 * 1024 })
  )
  expect('scrypt with N = 2^17 and maxmem', '20', () =>
    Uint8Array.of(
      crypto.scryptSync('password', 'NaCl', 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }).length
    )
  )
  // RFC 5869, appendix A.1.
  expect(
    'HKDF-SHA-256',
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    () =>
      new Uint8Array(
        crypto.hkdfSync(
          'sha256',
          hex('0b'.repeat(22)),
          hex('000102030405060708090a0b0c'),
          hex('f0f1f2f3f4f5f6f7f8f9'),
          42
        )
      )
  )
  // RFC 6070, test case 2.
  expect('PBKDF2-SHA-1 (imports)', 'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957', () =>
    crypto.pbkdf2Sync('password', 'salt', 2, 20, 'sha1')
  )
  // The Galois/Counter Mode of Operation (McGrew and Viega), test case 14.
  expect(
    'AES-256-GCM with authTagLength 16',
    'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
    () => {
      const cipher = crypto.createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12), {
        authTagLength: 16
      })
      return Buffer.concat([cipher.update(Buffer.alloc(16)), cipher.final(), cipher.getAuthTag()])
    }
  )
  // NIST SP 800-38A, F.2.5: the first block.
  expect('AES-256-CBC (imports)', 'f58c4c04d6e5f1ba779eabfb5f7bfbd6', () => {
    const key = hex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4')
    const cipher = crypto.createCipheriv('aes-256-cbc', key, hex('000102030405060708090a0b0c0d0e0f'))
    return cipher.setAutoPadding(false).update(hex('6bc1bee22e409f96e93d7e117393172a'))
  })
  // RFC 7748, section 6.1, as the app takes it: keys in DER, one pair made here.
  expect('X25519 (child processes)', '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742', () =>
    crypto.diffieHellman({
      privateKey: crypto.createPrivateKey({
        key: hex(
          '302e020100300506032b656e042204205dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'
        ),
        format: 'der',
        type: 'pkcs8'
      }),
      publicKey: crypto.createPublicKey({
        key: hex('302a300506032b656e0321008520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'),
        format: 'der',
        type: 'spki'
      })
    })
  )
  expect('X25519: a pair of its own', '2c', () =>
    Uint8Array.of(
      crypto.generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'der' }).length
    )
  )
  expect('randomBytes', '20', () => Uint8Array.of(crypto.randomBytes(32).length))
  return outcomes
}
