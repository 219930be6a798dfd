// The bill of materials: which packages are in the build, in CycloneDX. `npm sbom` would list what is installed to develop
// this one, of which most is not in it. The same build has the same bill, so it names no time and no number of its own.

/** The text of the bill, of the package itself and of those that are in it. */
export function renderSbom(about, packages) {
  const self = componentOf(about, 'application');
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component: self },
    components: packages.map((one) => componentOf(one.about, 'library')),
    dependencies: [
      { ref: self['bom-ref'], dependsOn: packages.map(({ about: one }) => purlOf(one)) },
      ...packages.map(({ about: one, imports }) => ({ ref: purlOf(one), dependsOn: imports.map(purlById) })),
    ],
  };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

function componentOf(about, type) {
  const [group, name] = about.name.startsWith('@') ? about.name.split('/') : [undefined, about.name];
  return {
    type,
    'bom-ref': purlOf(about),
    ...(group === undefined ? {} : { group }),
    name,
    version: about.version,
    ...(about.description ? { description: about.description } : {}),
    licenses: [{ license: { id: about.license } }],
    purl: purlOf(about),
  };
}

/** As https://github.com/package-url/purl-spec has it: what is a name to npm is a namespace and a name there. */
function purlOf({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;
}

function purlById(id) {
  const at = id.lastIndexOf('@');
  return purlOf({ name: id.slice(0, at), version: id.slice(at + 1) });
}
