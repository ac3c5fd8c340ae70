#include "core/raster/content_fingerprint.h"

#include "core/raster/gdal_errors.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

void hashFile(QCryptographicHash &hash, const char *path)
{
    constexpr vsi_l_offset wholeLimit = 8 << 20;
    constexpr vsi_l_offset pieces = 64;
    constexpr vsi_l_offset pieceSize = 64 << 10;
    const std::unique_ptr<VSILFILE, int (*)(VSILFILE *)> file(VSIFOpenL(path, "rb"), VSIFCloseL);
    if (!file)
        return;
    VSIFSeekL(file.get(), 0, SEEK_END);
    const vsi_l_offset size = VSIFTellL(file.get());
    hash.addData(QByteArray::number(qulonglong(size)) + '\n');
    const vsi_l_offset count = size <= wholeLimit ? (size + pieceSize - 1) / pieceSize : pieces;
    const vsi_l_offset lastStart = size <= wholeLimit ? (count - 1) * pieceSize : size - pieceSize;
    QByteArray piece(qsizetype(pieceSize), Qt::Uninitialized);
    for (vsi_l_offset i = 0; i < count; ++i) {
        VSIFSeekL(file.get(), count > 1 ? i * lastStart / (count - 1) : 0, SEEK_SET);
        const std::size_t length = VSIFReadL(piece.data(), 1, pieceSize, file.get());
        hash.addData(QByteArrayView(piece.constData(), qsizetype(length)));
    }
}

/// What a service shows there: made anew, a scene has other values nearly everywhere. Few enough to be one request.
void hashMiddle(QCryptographicHash &hash, GDALDataset &dataset)
{
    constexpr int most = 64;
    const int width = std::min(most, dataset.GetRasterXSize());
    const int height = std::min(most, dataset.GetRasterYSize());
    std::vector<double> values(std::size_t(width) * std::size_t(height));
    const GdalErrors errors;
    for (int band = 1; band <= dataset.GetRasterCount(); ++band) {
        const CPLErr result = dataset.GetRasterBand(band)->RasterIO(
            GF_Read, (dataset.GetRasterXSize() - width) / 2, (dataset.GetRasterYSize() - height) / 2, width, height,
            values.data(), width, height, GDT_Float64, 0, 0, nullptr);
        if (result == CE_None) // else the run will say why it cannot be read
            hash.addData(QByteArrayView(reinterpret_cast<const char *>(values.data()),
                                        qsizetype(values.size() * sizeof(double))));
    }
}

} // namespace

QString contentFingerprint(GDALDataset &dataset, const QString &name)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    const CPLStringList files(dataset.GetFileList());
    for (int i = 0; i < files.size(); ++i) {
        const QString file = QString::fromUtf8(files[i]);
        // Statistics and overviews that another program left beside the raster do not change its pixels.
        const bool changesNothing = file.endsWith(".aux.xml"_L1) || file.endsWith(".ovr"_L1);
        if (!changesNothing || files.size() == 1)
            hashFile(hash, files[i]);
    }
    // GDAL does not tell the file of bands that are parts of a container.
    if (files.empty() && QFileInfo(name).isFile()) {
        hashFile(hash, name.toUtf8().constData());
    } else if (files.empty()) {
        hash.addData(name.toUtf8());
        hashMiddle(hash, dataset);
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace pixelscape
