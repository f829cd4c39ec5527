import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';

const css = readFileSync('src/page/options.css', 'utf8');

it.each(['critical', 'warning', 'advice', 'fine', 'unknown'])('the picture of %s has the two colours of its word', level => {
  const colours = new RegExp(`--${level}: light-dark\\(#(\\w+), #(\\w+)\\)`).exec(css)!.slice(1);
  const picture = new RegExp(`\\[data-level="${level}"\\].*--icon: url\\((.*)\\)`).exec(css)![1]!;
  expect(/light-dark\(%23(\w+),%23(\w+)\)/.exec(picture)!.slice(1)).toEqual(colours);
});
