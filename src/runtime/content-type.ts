const token = "[!#$%&'*+.^_`|~0-9a-z-]+";
const utf8 = '(?:utf-?8|"utf-?8")';
const parameter = `(?:charset=${utf8}|(?!charset=)${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*"))`;

// Every round begins with a semicolon and nothing in it can be read in two ways: the time is linear in the length.
const form = new RegExp(`^application/json[ \\t]*(?:;[ \\t]*(?:${parameter}[ \\t]*)?)*$`, 'i');

/** Whether a content type is JSON in UTF-8, whatever other parameters it has. */
export function isJson(contentType: string): boolean {
  return form.test(contentType);
}
