#include "core/raster/subdataset_stack.h"

#include "core/base/error.h"
#include "core/raster/gdal_dataset.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/warp_source.h"

#include <cpl_string.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

std::vector<NamedBandFile> subdatasetsOf(const QString &path)
{
    registerGdal();
    const GdalErrors errors;
    const Dataset container(GDALDataset::Open(pathFromAnywhere(path).toUtf8().constData(), GDAL_OF_RASTER));
    const CPLStringList entries(container ? container->GetMetadata("SUBDATASETS") : nullptr, FALSE);
    std::vector<NamedBandFile> subdatasets;
    for (int number = 1;; ++number) {
        const QString name = QString::fromUtf8(entries.FetchNameValueDef(CPLSPrintf("SUBDATASET_%d_NAME", number), ""));
        if (name.isEmpty())
            return subdatasets;
        subdatasets.push_back({name, rasterTitle(name)});
    }
}

} // namespace

BandStack subdatasetStack(const QString &path, std::span<const int> used)
{
    const std::vector<NamedBandFile> subdatasets = subdatasetsOf(path);
    if (subdatasets.empty()) {
        openDataset(path);
        throw Error(u"%1 holds no rasters that could be stacked; it is one itself."_s.arg(path));
    }
    const auto refuse = [&](const QString &reason) {
        throw Error(u"The rasters in %1 cannot be stacked (%2); give one of them, for example %3."_s.arg(
            path, reason, subdatasets.front().path));
    };
    BandStack stack;
    try {
        stack = stackBands(subdatasets, {}, used);
    } catch (const Error &error) {
        refuse(error.sentence());
    }
    if (!stack.coversAll)
        refuse(u"they do not show the same area"_s);
    stack.files = {pathFromAnywhere(path)};
    return stack;
}

} // namespace pixelscape
