// The contrasts of view.css to WCAG 2.2 AA, in light and dark: 4.5:1 for text, 3:1 for what else has to be seen.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../harness.js';

const css = readFileSync(join(root, 'wasm/view/view.css'), 'utf8');
const themes = ['light', 'dark'];

/** The colour tokens of a theme, by name without "--kt-". */
function tokens(theme) {
  const found = {};
  const hex = '(#[0-9a-f]{6})';
  for (const [, name, light, dark] of css.matchAll(
    new RegExp(`--kt-([\\w-]+): (?:light-dark\\(${hex}, ${hex}\\)|${hex});`, 'g'),
  )) {
    found[name] = theme === 'light' ? light : dark;
  }
  for (const [, name, only] of css.matchAll(new RegExp(`--kt-([\\w-]+): ${hex};`, 'g'))) found[name] = only;
  return found;
}

const channels = (hex) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255);

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** color-mix(in srgb, a share, b). */
const mix = (a, share, b) => a.map((c, i) => c * share + b[i] * (1 - share));

test('the formula', () => {
  assert.equal(contrast(channels('#000000'), channels('#ffffff')).toFixed(2), '21.00');
  assert.equal(contrast(channels('#777777'), channels('#ffffff')).toFixed(2), '4.48');
});

for (const theme of themes) {
  const token = tokens(theme);
  const of = (name) => channels(token[name] ?? assert.fail(`no token --kt-${name}`));
  const fine = (name, over, least, what) => {
    const got = contrast(of(name), over);
    assert.ok(got >= least, `${theme}: ${name} on ${what}: ${got.toFixed(2)}, want ${least}`);
  };
  const grounds = ['paper', 'surface', 'raised', 'note'];
  const colours = Object.keys(token).filter((name) => name.startsWith('f-'));
  const letters = Object.keys(token).filter((name) => name.startsWith('letter-'));

  test(`${theme}: text on every ground`, () => {
    assert.equal(colours.length, 11);
    for (const ground of grounds) {
      for (const name of ['ink', 'muted', 'accent', 'error', ...colours]) fine(name, of(ground), 4.5, ground);
    }
    fine('on-accent', of('accent'), 4.5, 'accent');
    fine('ink', of('mark'), 4.5, 'mark');
    assert.equal(letters.length, 8);
    for (const letter of letters) fine('on-letter', of(letter), 4.5, letter);
  });

  test(`${theme}: text on the tints of kept blocks and of hovered ones`, () => {
    for (const colour of colours) {
      const tint = mix(of(colour), 0.06, of('surface'));
      for (const name of ['ink', 'muted', colour]) fine(name, tint, 4.5, `the tint of ${colour}`);
    }
    for (const name of ['ink', 'muted', ...colours]) fine(name, mix(of('raised'), 0.6, of('surface')), 4.5, 'a hovered block');
  });

  test(`${theme}: numbers that are 85 % opaque`, () => {
    assert.match(css, /\.kt-number \{[^}]*opacity: 0\.85/);
    for (const [ink, ground] of [
      ['ink', 'surface'],
      ['ink', 'raised'],
      ['on-accent', 'accent'],
    ]) {
      const got = contrast(mix(of(ink), 0.85, of(ground)), of(ground));
      assert.ok(got >= 4.5, `${theme}: a number on ${ground}: ${got.toFixed(2)}`);
    }
  });

  test(`${theme}: focus rings, borders of controls, marks of families`, () => {
    for (const ground of grounds) {
      fine('focus', of(ground), 3, ground);
      fine('edge', of(ground), 3, ground);
    }
    for (const colour of colours) fine(colour, of('surface'), 3, 'surface');
  });
}
