#pragma once

#include <QString>

#include <optional>

namespace pixelscape {

/// What a request says about the size of the output's cells.
struct CellSizeWish
{
    enum class Kind {
        AsInput,  ///< nothing was said
        Numbers,  ///< x and y, in units of the output's coordinate system
        Largest,  ///< MaxOf: of all inputs
        Smallest, ///< MinOf
        OfARaster ///< that of `raster`
    };
    Kind kind = Kind::AsInput;
    double x = 0;
    double y = 0;
    QString raster;
};

/// "10", "10,20", "MaxOf", "MinOf" in any case; every other text is the place of a raster.
CellSizeWish cellSizeFromText(const QString &text);

/// In one spelling: "10.0" and "10,10" are "10".
QString cellSizeText(const CellSizeWish &wish);

} // namespace pixelscape
