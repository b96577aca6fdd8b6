import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import tsdoc from 'eslint-plugin-tsdoc'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const RANDOMNESS = {
  selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  message: 'Randomness comes from node:crypto and is an argument in core.'
}

/** What people read or hear comes from the catalogue (src/shared/wording): none of it stands in main or in a window. */
export const OWN_WORDS = [
  // What Electron shows under such a name, and what a page says by such an attribute; the name of the app is no word.
  'Property[key.name=/^(?:label|sublabel|title|body|message|detail|tool[Tt]ip|placeholder|buttonLabel)$/] > Literal[value=/^(?!Zeroskew$).*\\p{L}/su]',
  'Property[key.name=/^(?:buttons|actions)$/] > ArrayExpression > Literal[value=/\\p{L}/u]',
  'SvelteAttribute[key.name=/^(?:alt|aria-description|aria-label|aria-roledescription|aria-valuetext|label|placeholder|title)$/] > SvelteLiteral[value=/^(?!github\\.com$).*\\p{L}/su]',
  // The caps of keys are the same in every language, and so is an example of a host.
  'SvelteElement:not([name.name=/^(?:kbd|style|script)$/]) > SvelteText[value=/^(?!\\s*github\\.com\\s*$).*\\p{L}/su]',
  // A sentence, wherever it is.
  'Literal[value=/^(?!Zeroskew )[A-Z][a-z]+,? [a-z]|[\\u3040-\\u30ff]/u]',
  'TemplateElement[value.raw=/^(?!Zeroskew )[A-Z][a-z]+,? [a-z]|[\\u3040-\\u30ff]/u]'
].map((selector) => ({ selector, message: 'Words for people come from src/shared/wording.' }))

export default ts.config(
  { ignores: ['node_modules', 'out', 'dist', 'test/vectors'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [...ts.configs.strictTypeChecked],
    plugins: { tsdoc },
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        project: ['./tsconfig.node.json', './tsconfig.web.json', './test/renderer/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    },
    rules: {
      'tsdoc/syntax': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', RANDOMNESS]
    }
  },
  {
    // Time is an argument in core (rule 7 of the house style).
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is an argument in core.'
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument in core.'
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Randomness is an argument in core.'
        }
      ]
    }
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] }
    },
    // $bindable props need `let` for their whole destructuring; the plugin's rule knows that.
    rules: {
      'svelte/no-at-html-tags': 'error',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }]
    }
  },
  {
    files: ['src/main/**/*.ts', 'src/renderer/**/*.ts', 'src/renderer/**/*.svelte'],
    // Names of services, as people write them.
    ignores: ['src/renderer/state/brands.ts'],
    rules: { 'no-restricted-syntax': ['error', RANDOMNESS, ...OWN_WORDS] }
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: globals.node }
  }
)
