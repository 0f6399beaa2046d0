// Of the reference page one file is used, the browser's bundle, which holds all that it needs: the packages that it was
// made of would be installed for nothing.
const readPackage = (manifest) => {
  if (manifest.name === "@scalar/api-reference") manifest.dependencies = {};
  // Only under React Native does it need what builds apps there.
  if (manifest.name === "isomorphic-webcrypto") manifest.optionalDependencies = {};
  return manifest;
};

module.exports = { hooks: { readPackage } };
