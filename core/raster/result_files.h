#pragma once

#include <QByteArrayView>
#include <QString>

namespace pixelscape {

/// The names of a result and of what lies beside it. Readers find the sidecars by the TIFF's name.
struct ResultFiles
{
    QString tiff;
    QString auxiliary;    ///< statistics, category names, attribute table, for GDAL: out.tif.aux.xml
    QString attributeDbf; ///< out.tif.vat.dbf
    QString attributeCpg; ///< out.tif.vat.cpg, the character set of the .dbf
    QString style;        ///< out.qml: QGIS puts it in place of the last suffix
};

/// The files of a result at `tiffPath`, whether it ends in .tif or not.
ResultFiles resultFiles(const QString &tiffPath);

/// Where the probability raster of a result lies: out_probability.tif.
QString probabilityPath(const QString &tiffPath);

/// Throws Error when a file does not end so: it lost its end when the disk filled up while GDAL closed it, which GDAL
/// does not always report.
void requireEnd(const QString &path, QByteArrayView end, const QString &finalPath);

/// Moves a finished result to its final name, sidecars first and the TIFF last, replacing what is there and removing
/// sidecars of an overwritten raster that would now be wrong (overviews, masks, world files). Both must be on one file
/// system. Throws Error.
void moveResult(const QString &tiffPath, const QString &finalPath);

/// The same for a probability raster, whose only sidecar is a world file where the creation options ask for one.
void moveProbability(const QString &tiffPath, const QString &finalPath);

/// Removes a probability raster of ours that belongs to the result before this one at `finalPath`, with its sidecars.
/// Anything else of that name stays. Throws Error.
void removeStaleProbability(const QString &finalPath);

} // namespace pixelscape
