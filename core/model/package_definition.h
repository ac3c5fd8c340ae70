#pragma once

#include "core/model/package_archive.h"

namespace pixelscape {

/// The .emd of a package: the one at its root, else the only one in its folders. Throws Error: there is none, there are
/// several (all are listed), or it is an entry that must not be followed.
const PackageEntry &findPackageDefinition(const PackageArchive &archive);

} // namespace pixelscape
