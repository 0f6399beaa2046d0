// Of the reference page one file is used, the browser's bundle, which holds all that it needs: the packages that it was
// made of would be installed for nothing.
const readPackage = (manifest) => {
  if (manifest.name === "@scalar/api-reference") manifest.dependencies = {};
  return manifest;
};

module.exports = { hooks: { readPackage } };
