#include "ui/form/raster_list.h"

#include "ui/form/choice_box.h"
#include "ui/form/file_field.h"
#include "ui/form/path_dialog.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString asMosaic = u"mosaic"_s;
const QString asBands = u"bands"_s;
const QString asItems = u"items"_s;

/// With its folder where another raster has the same name.
QString shortName(const QString &raster, const RunRequest &request)
{
    const QFileInfo file(raster);
    const auto isNamesake = [&](const QString &other) {
        return other != raster && QFileInfo(other).fileName() == file.fileName();
    };
    const bool isAmbiguous = isNamesake(request.inputRaster) || std::ranges::any_of(request.furtherRasters, isNamesake);
    return isAmbiguous ? file.dir().dirName() + u'/' + file.fileName() : file.fileName();
}

} // namespace

RasterList::RasterList(QWidget *parent)
    : QWidget(parent), m_more(new QWidget(this)), m_list(new QListWidget(m_more)),
      m_remove(new QPushButton(tr("Remove"), m_more)), m_useRow(new QWidget(this)),
      m_use(new ChoiceBox(tr("Several rasters"), m_useRow))
{
    m_list->setAccessibleName(tr("More rasters"));
    m_list->setToolTip(tr("The rasters beyond the first; Delete takes the selected ones out"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_remove->setAccessibleName(tr("Remove rasters"));
    auto *add = new QPushButton(tr("Add…"), m_more);
    add->setAccessibleName(tr("Add rasters"));
    auto *buttons = new QVBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *more = new QHBoxLayout(m_more);
    more->setContentsMargins({});
    more->setSpacing(4);
    more->addWidget(m_list, 1);
    more->addLayout(buttons);
    m_use->setChoices(
        {{asMosaic, tr("One mosaic of them")}, {asBands, tr("Bands of one scene")}, {asItems, tr("Each on its own")}});
    m_use->setToolTip(tr("What several rasters are: parts of one picture, bands of one scene, or pictures that each "
                         "get a class map of their own"));
    auto *use = new QFormLayout(m_useRow);
    use->setContentsMargins({});
    use->addRow(tr("Several ra&sters"), m_use);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_more);
    column->addWidget(m_useRow);
    connect(add, &QPushButton::clicked, this, &RasterList::addFiles);
    connect(m_remove, &QPushButton::clicked, this, &RasterList::removeSelected);
    connect(m_use, &ChoiceBox::chosen, this, &RasterList::use);
    connect(m_list, &QListWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_list->selectedItems().isEmpty()); });
    setRequest({});
}

void RasterList::setRequest(const RunRequest &request)
{
    if (m_rasters != request.furtherRasters) {
        m_rasters = request.furtherRasters;
        m_list->clear();
        for (const QString &raster : m_rasters)
            (new QListWidgetItem(shortName(raster, request), m_list))->setToolTip(raster);
    }
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
    m_isAsked = request.stack || request.processAllRasterItems;
    m_use->setValue(request.processAllRasterItems ? asItems : request.stack ? asBands : asMosaic);
    showWhatIsNeeded();
}

void RasterList::showResolution(const Resolution &resolution)
{
    m_isCollection = resolution.rasters > 1;
    showWhatIsNeeded();
}

void RasterList::showWhatIsNeeded()
{
    constexpr qsizetype mostLines = 4;
    const int line = m_rasters.isEmpty() ? 0 : m_list->sizeHintForRow(0);
    m_list->setFixedHeight(int(std::clamp<qsizetype>(m_rasters.size(), 2, mostLines)) * line +
                           2 * m_list->frameWidth());
    m_more->setVisible(!m_rasters.isEmpty());
    m_useRow->setVisible(!m_rasters.isEmpty() || m_isCollection || m_isAsked);
    setVisible(m_more->isVisibleTo(this) || m_useRow->isVisibleTo(this));
}

void RasterList::addFiles()
{
    askForPaths(this, {tr("Add rasters"), PathPurpose::Files, FileField::rasterFilter()},
                [this](const QStringList &paths) { say(m_rasters + paths); });
}

void RasterList::removeSelected()
{
    QStringList left;
    for (int row = 0; row < m_list->count(); ++row)
        if (!m_list->item(row)->isSelected())
            left << m_rasters[row];
    say(left);
}

void RasterList::say(const QStringList &rasters)
{
    Q_EMIT edited({u"furtherRasters"_s, rasters.join(u'\n')});
}

/// A copy: the first change comes back to the box that `how` is from.
void RasterList::use(QString how)
{
    // Two members of the request, one change.
    Q_EMIT edited({u"stack"_s, how == asBands ? u"true"_s : u"false"_s, true});
    Q_EMIT edited({u"processAllRasterItems"_s, how == asItems ? u"true"_s : u"false"_s});
}

bool RasterList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        removeSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace pixelscape
