#include "ui/layers/legend_view.h"

#include "ui/layers/class_table.h"
#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

LegendView::LegendView(LayerStack &layers, int layer, QWidget *parent)
    : QWidget(parent), m_layers(layers), m_layer(layer), m_table(new ClassTable(m_model, this)),
      m_quiet(new QLabel(this)), m_menuButton(new QToolButton(this))
{
    m_quiet->setWordWrap(true);
    m_quiet->setForegroundRole(QPalette::PlaceholderText);
    addMenu();
    auto *below = new QHBoxLayout;
    below->addWidget(m_quiet, 1);
    below->addWidget(m_menuButton, 0, Qt::AlignTop | Qt::AlignRight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    column->addLayout(below);

    using namespace std::chrono_literals;
    m_pause.setSingleShot(true);
    m_pause.setInterval(250ms);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_isStale)
            showFigures();
    });
    connect(&m_model, &LegendModel::hideAsked, this,
            [this](const std::set<std::int64_t> &values) { m_layers.setHiddenClasses(m_layer, values); });
    showFigures();
    showHidden();
}

void LegendView::addMenu()
{
    auto *menu = new QMenu(m_menuButton);
    menu->addActions(m_table->tableActions());
    menu->addSeparator();
    QAction *showAll = menu->addAction(tr("Show all classes"));
    connect(showAll, &QAction::triggered, this, [this] { m_layers.setHiddenClasses(m_layer, {}); });
    m_table->addAction(showAll);
    m_menuButton->setIcon(icon(u"table"_s));
    m_menuButton->setMenu(menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setAutoRaise(true);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    m_menuButton->setToolTip(tr("Copy or save the class table, show all classes"));
}

void LegendView::setSubject(const QString &name)
{
    m_table->setNames(tr("Classes of %1").arg(name), name);
    m_menuButton->setAccessibleName(tr("Class table of %1").arg(name));
}

void LegendView::refreshFigures()
{
    m_isStale = true;
    if (!m_pause.isActive())
        showFigures();
}

void LegendView::showFigures()
{
    const MapLayer *layer = m_layers.find(m_layer);
    if (!layer)
        return;
    m_isStale = false;
    m_pause.start();
    const ClassFigures figures = figuresOf(*layer);
    m_model.setFigures(figures);
    m_quiet->setText(quietText(figures));
}

void LegendView::showHidden()
{
    if (const MapLayer *layer = m_layers.find(m_layer))
        m_model.setHidden(layer->hiddenClasses);
}

} // namespace pixelscape
