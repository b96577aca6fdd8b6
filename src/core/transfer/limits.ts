/** How much of anything is taken from outside: texts, files, pictures, key derivations. Whatever is larger is refused unread. */

const MEBIBYTE = 1024 * 1024

export const LIMITS = {
  /** A file to import, or a pasted text: bytes. */
  fileBytes: 10 * MEBIBYTE,
  /** Accounts in one file or text. */
  entries: 10_000,
  /** An issuer, a label, a note, a group: bytes of UTF-8. */
  stringBytes: 1024,
  /** A shared secret, decoded: bytes. */
  secretBytes: 1024,
  /** A secret as it is typed, with spaces and dashes: characters. 1,024 bytes are 1,640 characters of base32. */
  secretCharacters: 4096,
  /** A whole Key URI: characters. The longest that we write has about 11,000. */
  keyUriCharacters: 16 * 1024,
  iconBytes: 128 * 1024,
  /** Width and height of an icon, by what its header claims: pixels. */
  iconSide: 1024,
  /** Of all distinct icons of one file: 500 of 144 × 144, a second or two of decoding. */
  iconsPixels: 20_000_000,
  jsonDepth: 32,
  /** Values in one JSON: 10,000 entries of the wordiest format have 800,000. */
  jsonValues: 1_000_000,
  zipEntries: 64,
  /** A picture of QR codes, by the size that its header claims. */
  imagePixels: 25_000_000,
  /** Time for finding the codes in one picture. */
  imageMs: 2_000,
  /** Key derivations that a foreign file may ask for. */
  scryptCost: 2 ** 20,
  scryptBlockSize: 16,
  scryptParallelization: 4,
  scryptBytes: 1024 * MEBIBYTE,
  argon2Bytes: 1024 * MEBIBYTE,
  argon2Passes: 64,
  argon2Lanes: 16,
  pbkdf2Iterations: 10_000_000,
  /** KeePass sets so many that they take a second: fast machines get above 50,000,000. */
  aesKdfRounds: 200_000_000
} as const
