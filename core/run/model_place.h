#pragma once

#include <QString>

namespace pixelscape {

/// The model as a file of this computer: `place` itself, or of one on a server (what gdalPlace() makes of
/// "https://host/a.dlpk", "s3://bucket/a.emd") a copy in the user's cache, with the files beside it that an .emd and
/// its weights name. Copied anew where the server has another version. A definition as text stays as it is. Throws
/// Error: as fetchFile(), no .emd and no .dlpk, an .emd that cannot be read or names files outside its folder.
QString localModel(const QString &place);

} // namespace pixelscape
