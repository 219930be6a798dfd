// How a changeset stands in CHANGELOG.md: as the paragraph it is, without a bullet, a hash or a name.
module.exports = {
  getReleaseLine: async ({ summary }) => `${summary.trim()}\n`,
  getDependencyReleaseLine: async () => '',
};
