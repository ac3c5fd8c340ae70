#pragma once

#include <QString>

namespace pixelscape {

/// Whether GDAL reads it from a bucket or a web server by its own name: "/vsis3/bucket/a.tif", "/vsicurl/https://...".
bool isOnServer(const QString &path);

/// The path as an address that a person would give: "s3://bucket/a.tif", "https://host/a.tif". Without what stands
/// behind a '?', which may be a key. Other paths as they are.
QString addressShown(const QString &path);

/// Asks the server once more for a file that could not be read there, and answers in one sentence what it said: not
/// found, refused, no answer, a web page in the place of the file. Empty where it would give the file, and of a path
/// that is on no server.
/// Where `said`, which GDAL said on it, tells already that nobody answers, nobody is asked again.
QString remoteDefect(const QString &path, const QString &said = {});

/// Likewise, from what GDAL said itself when it was there (VSIGetLastErrorNo(), its messages); asks nobody. Empty where
/// that tells nothing.
QString remoteReason(const QString &path, int errorNumber, const QString &message);

/// Where GDAL takes the key from that opens such a place: for sentences, after "give a key: ".
QString keysOf(const QString &path);

} // namespace pixelscape
