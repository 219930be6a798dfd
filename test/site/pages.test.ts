import { describe, expect, it } from 'vitest';
import { generatePages } from '../../site/generated-pages.js';
import { buildSidebar } from '../../site/sidebar.js';
import { readWrittenPages } from '../../site/written-pages.js';
import { buildBundledModel } from '../../src/model/bundled.js';
import { runCli } from '../cli/run-cli.js';

const written = await readWrittenPages();
const generated = await generatePages();
const pages = [...written, ...generated];

describe('the sidebar', () => {
  it('has every page once', () => {
    const links = buildSidebar(pages).flatMap(({ items }) => items.map(({ link }) => `${link.slice(1)}.md`));

    expect(links.length).toBeGreaterThan(30);
    expect(links.toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
  });

  it('refuses a page that has no place in it', () => {
    const page = { path: 'forgotten.md', text: '# Forgotten\n' };

    expect(() => buildSidebar([...pages, page])).toThrow(
      'No place in the order of site/sidebar.ts for: forgotten',
    );
  });
});

describe('the page of commands', () => {
  const text = generated.find(({ path }) => path === 'commands.md')?.text ?? '';

  it('has every command, and every flag of its help', async () => {
    const { stdout } = await runCli(['--help']);
    const commands = [...stdout.matchAll(/^ {2}(\w+) (?:\[|<)/gm)].map(([, command = '']) => command);
    const listed = commands.filter((command) => command !== 'help');

    expect([...text.matchAll(/^## (\w+)$/gm)].map(([, command]) => command)).toEqual(listed);
    for (const command of listed) {
      const help = (await runCli([command, '--help'])).stdout;
      const section = text.split(`\n## ${command}\n`)[1]?.split('\n## ')[0] ?? '';
      const [own = '', everywhere = ''] = help.split('Global Options:');
      expect(listFlags(everywhere).length).toBeGreaterThan(2);
      for (const flag of listFlags(everywhere)) expect(text).toContain(`\`${flag}`);
      for (const flag of listFlags(own).filter((name) => name !== '--help'))
        expect(section, command).toContain(`\`${flag}`);
    }
  });
});

it('every event has a page with each of its fields', async () => {
  const { events } = await buildBundledModel();

  expect(events.length).toBeGreaterThan(20);
  for (const { trigger, fileName, payload } of events) {
    const { text = '' } = generated.find(({ path }) => path === `events/${fileName}.md`) ?? {};
    const fields = payload.kind === 'object' ? payload.properties : [];
    expect(text.split('\n')[0]).toBe(`# ${trigger}`);
    for (const { name } of fields) expect(text).toContain(`| \`${name}\``);
  }
});

function listFlags(help: string): string[] {
  return [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag = '']) => flag);
}
