#include "tests/support/classified_scene.h"

#include "tests/raster/made_raster.h"

#include <ogr_spatialref.h>

#include <random>

using namespace Qt::StringLiterals;

namespace pixelscape {

QString writeScene(const QString &path, int width, int height, int bands)
{
    MadeRaster made;
    made.width = width;
    made.height = height;
    made.bands = bands;
    std::mt19937 random(11);
    made.values.resize(std::size_t(width) * std::size_t(height) * std::size_t(bands));
    for (double &value : made.values)
        value = double(random() % 10);
    made.options = {"COMPRESS=DEFLATE", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"};
    made.finish = [](GDALDataset &dataset) {
        double geoTransform[] = {400000, 10, 0, 5000000, 0, -10};
        OGRSpatialReference crs;
        crs.importFromEPSG(32633);
        dataset.SetGeoTransform(geoTransform);
        dataset.SetSpatialRef(&crs);
    };
    return writeRaster(path, made);
}

QString modelOfCase(const QString &name)
{
    return QStringLiteral(PIXELSCAPE_SOURCE_DIR "/tests/data/") + name + u"/model.emd"_s;
}

QString demoModel()
{
    return QStringLiteral(PIXELSCAPE_SOURCE_DIR "/resources/demo/land_cover_demo.dlpk");
}

} // namespace pixelscape
