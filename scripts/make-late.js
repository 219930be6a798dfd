// What a library makes when it is loaded and most commands never use: it is made when it is first used.
import { changeText } from './change-text.js';

const changes = {
  // Where a caret stands under a line is asked of documents that cannot be used.
  'node_modules/string-width/index.js': [
    [
      'const segmenter = new Intl.Segmenter();',
      'let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };',
    ],
    [
      'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
      'let emoji; const rgiEmojiRegex = { test: (text) => (emoji ??= new RegExp("^\\\\p{RGI_Emoji}$", "v")).test(text) };',
    ],
  ],
};

/** For esbuild. */
export const makeLate = { name: 'make-late', setup: (build) => changeText(build, changes) };
