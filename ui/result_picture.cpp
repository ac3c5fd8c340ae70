#include "ui/result_picture.h"

#include "core/base/error.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/preview_pixels.h"
#include "core/raster/result_reader.h"

#include <QFileInfo>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr int mapSide = 440; ///< of the longer side of each map, in pixels of the picture
constexpr int margin = 24;
constexpr int narrowestLegend = 300;
constexpr int widestLegend = 520;
constexpr int rowHeight = 30;
constexpr double classOpacity = 0.75;

QImage imageOf(const PreviewPixels &pixels)
{
    const QImage view(pixels.rgba.data(), pixels.size.width, pixels.size.height, QImage::Format_RGBA8888);
    return view.copy();
}

Size fittedSize(Size raster, int side = mapSide)
{
    const double scale = double(side) / std::max(raster.width, raster.height);
    return {std::max(1, int(raster.width * scale)), std::max(1, int(raster.height * scale))};
}

QFont textFont(int pixelSize, bool bold = false)
{
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(pixelSize);
    font.setBold(bold);
    return font;
}

void drawLegendRow(QPainter &painter, QPoint at, int legendWidth, const ResultClass &row, std::int64_t total)
{
    const Color &color = row.entry.color;
    painter.setPen(QColor(90, 90, 90));
    painter.setBrush(QColor(color.red, color.green, color.blue));
    painter.drawRect(QRect(at, QSize(26, 18)));
    painter.setPen(Qt::black);
    painter.setFont(textFont(14));
    const double share = total > 0 ? 100.0 * double(row.pixels) / double(total) : 0;
    painter.drawText(QRect(at + QPoint(38, -3), QSize(30, 24)), Qt::AlignVCenter | Qt::AlignLeft,
                     QString::number(row.entry.value));
    const QRect nameBox(at + QPoint(68, -3), QSize(legendWidth - 68 - 78, 24));
    painter.drawText(nameBox, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(row.entry.name, Qt::ElideRight, nameBox.width()));
    painter.drawText(QRect(at + QPoint(legendWidth - 74, -3), QSize(74, 24)), Qt::AlignVCenter | Qt::AlignRight,
                     u"%1 %"_s.arg(share, 0, 'f', 1));
}

void drawLegend(QPainter &painter, QPoint at, int legendWidth, const QString &title,
                const std::vector<ResultClass> &classes)
{
    std::int64_t total = 0;
    for (const ResultClass &row : classes)
        total += row.pixels;
    painter.setPen(Qt::black);
    painter.setFont(textFont(17, true));
    painter.drawText(QRect(at, QSize(legendWidth, 28)), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(title, Qt::ElideMiddle, legendWidth));
    at.ry() += 44;
    for (const ResultClass &row : classes) {
        drawLegendRow(painter, at, legendWidth, row, total);
        at.ry() += rowHeight;
    }
}

/// Room for the longest name, within reason.
int widthForNames(const std::vector<ResultClass> &classes)
{
    constexpr int swatchValueAndShare = 68 + 90;
    const QFontMetrics metrics(textFont(14));
    int widest = 0;
    for (const ResultClass &row : classes)
        widest = std::max(widest, metrics.horizontalAdvance(row.entry.name));
    return std::clamp(widest + swatchValueAndShare, narrowestLegend, widestLegend);
}

ClassLegend legendOf(const std::vector<ResultClass> &classes)
{
    ClassLegend legend;
    for (const ResultClass &row : classes)
        legend.push_back(row.entry);
    return legend;
}

PixelRect wholeOf(const RasterInfo &info)
{
    return {0, 0, info.size.width, info.size.height};
}

QImage imageOfScene(GdalRasterSource &source, Size size)
{
    const std::vector<int> bands = naturalColorBands(source.info());
    return imageOf(scenePixels(source, wholeOf(source.info()), size, bands, sampleStretch(source, bands)));
}

std::vector<ResultClass> classesOf(const QString &result)
{
    std::vector<ResultClass> classes = readResultClasses(result);
    if (classes.empty())
        throw Error(u"%1 has no attribute table of classes; give a raster that Pixelscape made."_s.arg(result));
    return classes;
}

} // namespace

QImage drawResultMap(const QString &result, int side)
{
    const std::vector<ResultClass> classes = classesOf(result);
    GdalRasterSource source(result);
    const RasterInfo &info = source.info();
    return imageOf(resultPixels(source, wholeOf(info), fittedSize(info.size, side), legendOf(classes)));
}

QImage drawResultPicture(const QString &result, const QString &scene)
{
    const std::vector<ResultClass> classes = classesOf(result);
    GdalRasterSource resultSource(result);
    const RasterInfo &info = resultSource.info();
    const Size map = fittedSize(info.size);
    const int maps = scene.isEmpty() ? 1 : 2;
    const int legendWidth = widthForNames(classes);
    const int height = std::max(map.height, 44 + rowHeight * int(classes.size())) + 2 * margin;
    QImage picture(maps * (map.width + margin) + legendWidth + 2 * margin, height, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    QPoint at(margin, margin);
    if (!scene.isEmpty()) {
        GdalRasterSource sceneSource(scene);
        if (sceneSource.info().size != info.size)
            throw Error(
                u"%1 and %2 do not have the same size; give the raster that was classified."_s.arg(scene, result));
        const QImage image = imageOfScene(sceneSource, map);
        painter.drawImage(at, image);
        at.rx() += map.width + margin;
        painter.drawImage(at, image);
        painter.setOpacity(classOpacity);
    }
    painter.drawImage(at, imageOf(resultPixels(resultSource, wholeOf(info), map, legendOf(classes))));
    painter.setOpacity(1);
    at.rx() += map.width + margin;
    drawLegend(painter, at, legendWidth, QFileInfo(result).fileName(), classes);
    return picture;
}

} // namespace pixelscape
