/** 50 names that nobody should be able to do harm with: markup, what nobody sees, what is too long. */

/** What markup would run. */
export const RUN = 'window.hostileRan=1'
/** What markup would ask for. */
export const BEACON = 'https://evil.invalid/x'

const MARKUP = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${BEACON}.png">`,
  `"><svg onload=${RUN}>`,
  `</bdi></div><iframe srcdoc="<script>parent.${RUN}</script>">`,
  `<a href="javascript:${RUN}">x</a>`,
  `javascript:${RUN}`,
  `<style>*{background:url(${BEACON})}</style>`,
  `<link rel=stylesheet href=${BEACON}>`,
  `<meta http-equiv=refresh content="0;url=${BEACON}">`,
  `<base href="${BEACON}">`,
  `<object data="${BEACON}"></object>`,
  `<form action="${BEACON}"><button>x</button></form>`,
  `<template shadowrootmode=open><script>${RUN}</script></template>`,
  `{@html "<b>x</b>"}`,
  `{#if true}x{/if}`,
  '${alert(1)}',
  '&lt;b&gt;&#x3C;script&#x3E;',
  '<!-- --><!--[if x]>',
  `' onclick='${RUN}`,
  ']]><![CDATA[<b>',
  `<math><mtext><img src=x onerror="${RUN}"></mtext></math>`,
  'url(#x);}body{display:none}',
  '__proto__',
  'constructor'
]
const UNSEEN = [
  '\u202Egro.live\u202C',
  '\u2066\u2066\u2066deep',
  '\u202A\u202B\u202D nested \u202C',
  '\u200F\u200E marks',
  'Pay\u200bPal',
  '\u200b',
  '\ufeff\u2060\u00ad',
  'a\u0000b\u0007c\u001b[31m',
  'line\nline\r\nline\u2028line',
  '\u{e0041}\u{e0042} tags',
  '\ud800 lone surrogate'
]
const LONG = [
  'x'.repeat(1024),
  'W '.repeat(512),
  'あ'.repeat(341),
  '👨‍👩‍👧‍👦'.repeat(40),
  `Z${'\u0351\u0489'.repeat(500)}`,
  '﷽'.repeat(20),
  '\u0e34'.repeat(300),
  '🏳️‍🌈🏴‍☠️👩🏽‍🚀',
  'مرحبا بالعالم '.repeat(30),
  'שלום GitHub 123',
  '𒐫𒐫𒐫',
  'ก็็็็็็็็็็็็็็็็็็็็',
  '\t\t\t\t',
  '⁂'.repeat(200)
]
export const HOSTILE = [...MARKUP, ...UNSEEN, ...LONG]
