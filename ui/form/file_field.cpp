#include "ui/form/file_field.h"

#include "ui/form/browse_button.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct FieldTexts
{
    QString name;
    QString browse;
    QString hint;
    QString help;
    QString filter;
};

FieldTexts textsOf(FileField::Kind kind)
{
    const QString rasters = FileField::rasterFilter();
    if (kind == FileField::Kind::Raster)
        return {
            FileField::tr("Input raster"), FileField::tr("Browse for the input raster"),
            FileField::tr("Choose a raster, or drop one on the window"),
            FileField::tr("The picture to classify: any raster that GDAL opens, such as GeoTIFF, VRT or JPEG 2000; a "
                          "Sentinel-2 or Landsat product; or a folder of rasters."),
            rasters};
    if (kind == FileField::Kind::SnapRaster)
        return {FileField::tr("Snap raster"), FileField::tr("Browse for the snap raster"), FileField::tr("None"),
                FileField::tr("A raster that the output's cells are aligned with, so that they lie upon each other."),
                rasters};
    if (kind == FileField::Kind::Mask)
        return {FileField::tr("Mask"), FileField::tr("Browse for the mask"), FileField::tr("None"),
                FileField::tr("Polygons or a raster: outside of them, or where the raster has no data, the output has "
                              "none. FILE|layername=NAME names one layer of several."),
                FileField::tr("Polygons and rasters (*.gpkg *.shp *.geojson *.json *.fgb *.kml *.tif *.tiff *.vrt);;"
                              "All files (*)")};
    if (kind == FileField::Kind::Model)
        return {
            FileField::tr("Model"), FileField::tr("Browse for the model"),
            FileField::tr("Choose a model, or drop one on the window"),
            FileField::tr("The trained model: a definition (.emd) with its weights beside it, or a package (.dlpk)."),
            FileField::tr("Models (*.emd *.dlpk *.EMD *.DLPK);;All files (*)")};
    return {
        FileField::tr("Output"), FileField::tr("Browse for the output"),
        FileField::tr("Proposed once raster and model are chosen"),
        FileField::tr("The classified raster, a GeoTIFF with the classes' names and colours. Clear the line to have a "
                      "name proposed again."),
        FileField::tr("GeoTIFF (*.tif *.tiff)")};
}

bool isModel(const QString &path)
{
    return path.endsWith(".emd"_L1, Qt::CaseInsensitive) || path.endsWith(".dlpk"_L1, Qt::CaseInsensitive);
}

} // namespace

FileField::FileField(Kind kind, QWidget *parent) : QWidget(parent), m_edit(new PathEdit(this))
{
    const FieldTexts texts = textsOf(kind);
    m_browse = new BrowseButton(
        texts.browse, texts.filter, [this] { return m_edit->text(); }, this);
    m_edit->setAccessibleName(texts.name);
    m_edit->setPlaceholderText(texts.hint);
    m_edit->setHelp(texts.help);
    m_edit->setTakes([kind](const QString &path) { return isModel(path) == (kind == Kind::Model); });
    if (kind == Kind::Output)
        setToFolder(false);
    if (kind == Kind::Raster)
        m_browse->setPurpose(PathPurpose::Files);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_browse);
    connect(m_edit, &PathEdit::pathTyped, this, &FileField::pathTyped);
    connect(m_edit, &PathEdit::pathGiven, this, &FileField::pathGiven);
    connect(m_browse, &BrowseButton::chosen, this, [this](const QString &path) {
        m_edit->setPath(path);
        Q_EMIT pathGiven(path);
    });
    connect(m_browse, &BrowseButton::severalChosen, this, &FileField::pathsGiven);
}

void FileField::setToFolder(bool isFolder)
{
    m_browse->setPurpose(isFolder ? PathPurpose::Folder : PathPurpose::NewFile);
    m_browse->setSuffix(u"tif"_s);
}

QString FileField::rasterFilter()
{
    return tr("Rasters (*.tif *.tiff *.vrt *.jp2 *.img *.png *.jpg *.nc *.hdf);;All files (*)");
}

} // namespace pixelscape
