#include "ui/form/extent_box.h"

#include "core/run/extent_text.h"
#include "ui/form/choice_box.h"
#include "ui/form/typed_choice_box.h"
#include "ui/form/wrapped_label.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString inBox = u"box"_s;

QString numberText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

/// The smallest box that holds the raster, in its own coordinates.
GroundBox boxOf(const RasterInfo &raster)
{
    GroundBox box;
    const double columns = raster.size.width;
    const double rows = raster.size.height;
    const Point first = raster.geoTransform.toGround(0, 0);
    box = {first.x, first.y, first.x, first.y};
    for (const Point &corner : {raster.geoTransform.toGround(columns, 0), raster.geoTransform.toGround(0, rows),
                                raster.geoTransform.toGround(columns, rows)}) {
        box.xMinimum = std::min(box.xMinimum, corner.x);
        box.xMaximum = std::max(box.xMaximum, corner.x);
        box.yMinimum = std::min(box.yMinimum, corner.y);
        box.yMaximum = std::max(box.yMaximum, corner.y);
    }
    return box;
}

} // namespace

ExtentBox::ExtentBox(QWidget *parent)
    : QWidget(parent), m_choice(new ChoiceBox(tr("Extent"), this)), m_sides(new QWidget(this)),
      m_system(new TypedChoiceBox(tr("Extent coordinates"), {}, m_sides)), m_coordinates(new WrappedLabel(this)),
      m_fromView(new QPushButton(tr("From the view"), this))
{
    m_choice->setChoices({{QString(), tr("Whole raster")}, {inBox, tr("A box")}});
    m_choice->setValue({});
    m_choice->setToolTip(tr("Which part of the raster is classified; the output has its size"));
    auto *grid = new QGridLayout(m_sides);
    grid->setContentsMargins({});
    grid->setColumnStretch(1, 1);
    grid->setVerticalSpacing(4);
    addSide(*grid, Left, tr("Left"), tr("Extent left"));
    addSide(*grid, Right, tr("Right"), tr("Extent right"));
    addSide(*grid, Top, tr("Top"), tr("Extent top"));
    addSide(*grid, Bottom, tr("Bottom"), tr("Extent bottom"));
    auto *systemLabel = new QLabel(tr("In"), m_sides);
    systemLabel->setBuddy(m_system);
    m_system->setToolTip(tr("The coordinate system of these four numbers; empty is the output's"));
    grid->addWidget(systemLabel, 4, 0);
    grid->addWidget(m_system, 4, 1);
    m_coordinates->setQuiet();
    m_fromView->setEnabled(false);
    m_fromView->setAccessibleName(tr("Extent from the view"));
    m_fromView->setToolTip(tr("Takes the part of the raster that the map shows"));
    grid->addWidget(m_coordinates, 5, 0, 1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_choice);
    column->addWidget(m_sides);
    column->addWidget(m_fromView, 0, Qt::AlignLeft);
    connect(m_choice, &ChoiceBox::chosen, this, [this] {
        showSides();
        onEdited(false);
    });
    const auto editSystem = [this](bool isTyping) {
        return [this, isTyping](const QString &crs) {
            Q_EMIT edited({u"context.extent.spatialReference"_s, crs, isTyping});
        };
    };
    connect(m_system, &TypedChoiceBox::typed, this, editSystem(true));
    connect(m_system, &TypedChoiceBox::chosen, this, editSystem(false));
    connect(m_fromView, &QPushButton::clicked, this, &ExtentBox::fromViewAsked);
    showSides();
}

QWidget *ExtentBox::choice() const
{
    return m_choice;
}

void ExtentBox::addSide(QGridLayout &grid, Side side, const QString &label, const QString &name)
{
    auto *edit = new QLineEdit(m_sides);
    edit->setAccessibleName(name);
    m_edits[std::size_t(side)] = edit;
    auto *shownLabel = new QLabel(label, m_sides);
    shownLabel->setBuddy(edit);
    grid.addWidget(shownLabel, int(side), 0);
    grid.addWidget(edit, int(side), 1);
    connect(edit, &QLineEdit::textEdited, this, [this] { onEdited(true); });
    connect(edit, &QLineEdit::editingFinished, this, [this, edit] {
        if (edit->isModified())
            onEdited(false);
        edit->setModified(false);
    });
}

bool ExtentBox::isWhole() const
{
    return m_choice->currentData().toString() != inBox ||
           std::ranges::all_of(m_edits, [](const QLineEdit *edit) { return edit->text().trimmed().isEmpty(); });
}

std::optional<double> ExtentBox::rasterSide(Side side) const
{
    if (!m_raster)
        return std::nullopt;
    const GroundBox box = m_outlook && m_outlook->inputBounds ? *m_outlook->inputBounds : boxOf(*m_raster);
    // Rows count downwards.
    const bool isDown = !m_raster->hasGeoTransform;
    if (side == Left || side == Right)
        return side == Left ? box.xMinimum : box.xMaximum;
    return (side == Top) == isDown ? box.yMinimum : box.yMaximum;
}

std::optional<double> ExtentBox::valueOf(Side side) const
{
    const QString text = m_edits[std::size_t(side)]->text().trimmed();
    if (text.isEmpty())
        return rasterSide(side);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<GroundBox> ExtentBox::box() const
{
    const auto left = valueOf(Left);
    const auto right = valueOf(Right);
    const auto top = valueOf(Top);
    const auto bottom = valueOf(Bottom);
    if (isWhole() || !left || !right || !top || !bottom)
        return std::nullopt;
    const bool isDown = m_raster && !m_raster->hasGeoTransform;
    return GroundBox{*left, isDown ? *top : *bottom, *right, isDown ? *bottom : *top};
}

QString ExtentBox::defect() const
{
    if (isWhole() || box())
        return {};
    for (const QLineEdit *edit : m_edits) {
        const QString text = edit->text().trimmed();
        bool isNumber = true;
        if (!text.isEmpty())
            text.toDouble(&isNumber);
        if (!isNumber)
            return tr("%1 is not a number; write it with a full stop, such as 400000.5.").arg(text);
    }
    return tr("Give all four sides; those that are left empty are known once there is a raster.");
}

void ExtentBox::setBox(const std::optional<GroundBox> &newBox, const QString &crs)
{
    m_system->setValue(crs);
    if (newBox == box() && newBox == m_box && defect().isEmpty())
        return;
    m_box = newBox;
    m_choice->setValue(newBox ? inBox : QString());
    const bool isDown = m_raster && !m_raster->hasGeoTransform;
    for (QLineEdit *edit : m_edits)
        edit->clear();
    if (newBox) {
        m_edits[Left]->setText(numberText(newBox->xMinimum));
        m_edits[Right]->setText(numberText(newBox->xMaximum));
        m_edits[Top]->setText(numberText(isDown ? newBox->yMinimum : newBox->yMaximum));
        m_edits[Bottom]->setText(numberText(isDown ? newBox->yMaximum : newBox->yMinimum));
    }
    showSides();
    Q_EMIT changed();
}

void ExtentBox::setRaster(const std::optional<RasterInfo> &raster, const std::optional<GridOutlook> &outlook)
{
    const auto isDown = [](const std::optional<RasterInfo> &any) { return any && !any->hasGeoTransform; };
    if (isDown(raster) != isDown(m_raster)) {
        const QString top = m_edits[Top]->text();
        m_edits[Top]->setText(m_edits[Bottom]->text());
        m_edits[Bottom]->setText(top);
    }
    m_raster = raster;
    m_outlook = outlook;
    m_fromView->setEnabled(m_raster.has_value());
    showSides();
    if (box() != m_box)
        onEdited(false);
}

void ExtentBox::showSides()
{
    m_sides->setVisible(m_choice->currentData().toString() == inBox);
    for (const Side side : {Left, Right, Top, Bottom}) {
        const std::optional<double> own = rasterSide(side);
        m_edits[std::size_t(side)]->setPlaceholderText(own ? numberText(*own) : QString());
    }
    showCoordinates();
}

void ExtentBox::showCoordinates()
{
    const bool isPixels = m_raster && !m_raster->hasGeoTransform;
    const QString own = m_raster ? m_raster->crsName : QString();
    const QString now = m_outlook ? m_outlook->boxCrsName : own;
    std::vector<ChoiceBox::Choice> systems{{QString(), tr("As the output")}};
    for (const QString &crs : {own, u"EPSG:4326"_s})
        if (crs.contains(u':'))
            systems.push_back({crs, crs});
    m_system->setChoices(systems);
    m_system->setEnabled(!isPixels);
    m_system->setHint(now.isEmpty() ? tr("As the output") : now);
    if (!m_raster)
        m_coordinates->setText(tr("In the output's coordinates."));
    else if (isPixels)
        m_coordinates->setText(tr("In pixel columns and rows; an empty side is the raster's own."));
    else
        m_coordinates->setText(
            tr("In %1; an empty side is the raster's own.").arg(now.isEmpty() ? tr("the raster's coordinates") : now));
}

void ExtentBox::onEdited(bool isTyping)
{
    Q_EMIT changed();
    if (!defect().isEmpty())
        return;
    m_box = box();
    Q_EMIT edited({u"context.extent"_s, m_box ? groundBoxText(*m_box) : QString(), isTyping});
}

} // namespace pixelscape
