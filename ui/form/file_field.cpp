#include "ui/form/file_field.h"

#include "ui/style/icons.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString lastFolder = u"lastFolder"_s; // shared with the window's own dialogs

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
    if (kind == FileField::Kind::Raster)
        return {
            FileField::tr("Input raster"), FileField::tr("Browse for the input raster"),
            FileField::tr("Choose a raster, or drop one on the window"),
            FileField::tr("The picture to classify: any raster that GDAL opens, such as GeoTIFF, VRT or JPEG 2000."),
            FileField::tr("Rasters (*.tif *.tiff *.vrt *.jp2 *.img *.png *.jpg *.nc *.hdf);;All files (*)")};
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

FileField::FileField(Kind kind, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_edit(new PathEdit(this)), m_browse(new QToolButton(this))
{
    const FieldTexts texts = textsOf(kind);
    m_edit->setAccessibleName(texts.name);
    m_edit->setPlaceholderText(texts.hint);
    m_edit->setHelp(texts.help);
    m_edit->setTakes([kind](const QString &path) { return isModel(path) == (kind == Kind::Model); });
    m_browse->setIcon(icon(u"folder"_s));
    m_browse->setAccessibleName(texts.browse);
    m_browse->setToolTip(texts.browse);
    m_browse->setFocusPolicy(Qt::StrongFocus);
    m_browse->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_browse);
    connect(m_edit, &PathEdit::pathTyped, this, &FileField::pathTyped);
    connect(m_edit, &PathEdit::pathGiven, this, &FileField::pathGiven);
    connect(m_browse, &QToolButton::clicked, this, &FileField::browse);
}

void FileField::browse()
{
    const FieldTexts texts = textsOf(m_kind);
    const QString now = m_edit->text();
    const QString folder = now.isEmpty() ? QSettings().value(lastFolder).toString() : QFileInfo(now).path();
    auto *dialog = new QFileDialog(this, texts.browse, folder, texts.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_kind == Kind::Output) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(u"tif"_s);
        // The form itself asks whether a file may be replaced.
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        if (!now.isEmpty())
            dialog->selectFile(now);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSettings().setValue(lastFolder, QFileInfo(path).path());
        m_edit->setPath(path);
        Q_EMIT pathGiven(path);
    });
    dialog->open();
}

} // namespace pixelscape
