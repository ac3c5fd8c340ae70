#include "ui/window/empty_state.h"

#include "ui/style/icons.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QScrollArea>

namespace pixelscape {

namespace {

constexpr int shownFiles = 6;

/// Looks like a link, behaves like a button.
QPushButton *linkButton(const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setFlat(true);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setCursor(Qt::PointingHandCursor);
    button->setStyleSheet(QStringLiteral("color: palette(link)")); // follows a change of the palette
    return button;
}

QLabel *centredLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyState::EmptyState(const RecentFiles &recent, const DemoFiles &demo, QWidget *parent)
    : QWidget(parent), m_recent(recent), m_recentBox(new QWidget(this)), m_recentList(new QVBoxLayout(m_recentBox))
{
    setAccessibleName(tr("Start"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(40, 32, 40, 32);
    column->addStretch(2);
    auto *title = centredLabel(tr("Drop a raster and a model here"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);
    column->addWidget(title);
    m_hint = centredLabel({}, this);
    column->addWidget(m_hint);
    setModelChosen({});
    addOpenButtons(*column);
    column->addSpacing(16);
    addDemo(*column, demo);
    m_recentList->setContentsMargins(0, 16, 0, 0);
    m_recentList->setSpacing(0);
    column->addWidget(m_recentBox, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(&recent, &RecentFiles::changed, this, &EmptyState::showRecent);
    showRecent();
}

void EmptyState::setModelChosen(const QString &name)
{
    m_hint->setText(
        name.isEmpty()
            ? tr("A raster that GDAL opens or a folder of them, a model as .emd or .dlpk, or a result that Pixelscape made.")
            : tr("%1 is chosen. Now drop or open the raster to classify.").arg(name));
}

void EmptyState::addOpenButtons(QVBoxLayout &column)
{
    auto *row = new QHBoxLayout;
    auto *raster = new QPushButton(icon(QStringLiteral("open-raster")), tr("Open a raster…"), this);
    auto *model = new QPushButton(icon(QStringLiteral("open-model")), tr("Open a model…"), this);
    connect(raster, &QPushButton::clicked, this, &EmptyState::openRasterAsked);
    connect(model, &QPushButton::clicked, this, &EmptyState::openModelAsked);
    row->addStretch();
    row->addWidget(raster);
    row->addWidget(model);
    row->addStretch();
    column.addSpacing(12);
    column.addLayout(row);
}

void EmptyState::addDemo(QVBoxLayout &column, const DemoFiles &demo)
{
    if (demo.scene.isEmpty() || demo.model.isEmpty()) {
        column.addWidget(centredLabel(tr("The demo scene is made by packaging/run-demo.sh."), this));
        return;
    }
    auto *row = new QHBoxLayout;
    row->addStretch();
    const auto add = [&](const QString &text, const QString &toolTip, const QString &scene) {
        QPushButton *button = linkButton(text, toolTip, this);
        connect(button, &QPushButton::clicked, this, [this, scene] { Q_EMIT openDemoAsked(scene); });
        row->addWidget(button);
    };
    add(tr("Open the demo scene"), tr("A small Landsat scene with a small model: a run takes a second."), demo.scene);
    if (!demo.largeScene.isEmpty())
        add(tr("Open the large demo scene"), tr("4096 x 4131 pixels: long enough to watch a run."), demo.largeScene);
    row->addStretch();
    column.addLayout(row);
}

void EmptyState::showRecent()
{
    const QList<QWidget *> old = m_recentBox->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *widget : old)
        widget->deleteLater();
    m_recentBox->setVisible(!m_recent.paths().isEmpty());
    if (m_recent.paths().isEmpty())
        return;
    m_recentList->addWidget(centredLabel(tr("Recent files"), m_recentBox));
    const QStringList shown = m_recent.paths().first(qMin(qsizetype(shownFiles), m_recent.paths().size()));
    for (const QString &path : shown) {
        const QString folder = fontMetrics().elidedText(QFileInfo(path).path(), Qt::ElideMiddle, 280);
        QPushButton *button = linkButton(QFileInfo(path).fileName(), path, m_recentBox);
        button->setText(tr("%1   in %2").arg(QFileInfo(path).fileName(), folder));
        button->setAccessibleName(tr("Open %1").arg(path));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT openAsked(path); });
        m_recentList->addWidget(button);
    }
}

/// The dashed frame that says "drop here".
void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.5, Qt::DashLine));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(12, 12, -12, -12), 10, 10);
}

} // namespace pixelscape
